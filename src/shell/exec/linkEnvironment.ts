/**
 * The variables that `--link` on the default bridge adds. The recorded engine gives only the NAME one for a container that
 * exposes no ports. Not modelled: the variables of exposed ports, and the target's own environment.
 */
import type { Inside } from './program.js'

/** One variable a link, by its alias in upper case (moby v28.5.2 daemon/links/links.go EnvVars). */
export const linkEnvironment = ({ container }: Inside): readonly string[] =>
  container.links.map(
    ({ alias }) => `${alias.toUpperCase().replaceAll('-', '_')}_NAME=/${container.name}/${alias}`,
  )
