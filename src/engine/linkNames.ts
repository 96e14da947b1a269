/**
 * The names that a container has in the engine's table of names: its own, and one for every legacy link to it, which is the
 * parent's name with the alias behind it: `/web/database` (moby v28.5.2 container/view.go getNames, daemon/daemon.go registerLink).
 */
import { linkedFrom } from './links.js'
import type { Container, DockerWorld } from './state.js'

/** With their leading slash, sorted as the table has them. O(containers of the host). */
export const containerNames = (state: DockerWorld, container: Container): readonly string[] =>
  [
    `/${container.name}`,
    ...linkedFrom(state, container).flatMap((parent) => namesBy(parent, container)),
  ].toSorted()

const namesBy = (parent: Container, { id }: Container): readonly string[] =>
  parent.links.filter((l) => l.target === id).map(({ alias }) => `/${parent.name}/${alias}`)
