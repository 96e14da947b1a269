/** What a network's options change about who reaches whom, in a few words each. */
import type { Network } from '../cnm/world.js'
import { option } from '../drivers/api.js'

const BRIDGE = 'com.docker.network.bridge.'

/**
 * Only what parts a network from a plain one of its driver: defaults are not told. Options are the keys of
 * libnetwork/drivers/bridge/labels.go, and of macvlan and ipvlan their `parent` and mode. Each note is a few words.
 */
export function networkNotes({ options, internal, ingress, ipv4 }: Network): readonly string[] {
  const parent = option(options, 'parent')
  const mode = option(options, 'macvlan_mode') ?? option(options, 'ipvlan_mode')
  const modes = [4, 6].flatMap((family) => {
    const text = option(options, `${BRIDGE}gateway_mode_ipv${family}`)
    return text === undefined || text === 'nat' ? [] : [`gateway mode ${text} (IPv${family})`]
  })
  return [
    ...(internal ? ['internal: no way out'] : []),
    ...(parent === undefined || parent === '' ? [] : [`on the host's ${parent}`]),
    ...(mode === undefined ? [] : [`mode ${mode}`]),
    ...(isFalse(option(options, `${BRIDGE}enable_icc`)) ? ['icc off: no talk among them'] : []),
    ...(isFalse(option(options, `${BRIDGE}enable_ip_masquerade`)) ? ['no masquerade'] : []),
    ...modes,
    ...(ipv4 ? [] : ['no IPv4']),
    ...(ingress ? ['routing mesh'] : []),
  ]
}

/** As Go's strconv.ParseBool reads it. */
const isFalse = (text: string | undefined): boolean =>
  text !== undefined && /^(0|f|F|FALSE|false|False)$/.test(text)
