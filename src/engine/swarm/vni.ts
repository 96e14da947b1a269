/** VXLAN ids: one a pool, counted up from 4096, or as the user lists them (moby v28.5.2 libnetwork/drivers/overlay/ovmanager). */
import { option } from '../../drivers/api.js'
import type { Swarm, SwarmNetwork } from './swarm.js'

/** A driver option: comma-separated numbers, one a pool, as the user or the manager gives them. */
export const VNI_OPTION = 'com.docker.network.driver.overlay.vxlanid_list'

/** The ids that the manager may give; the header has 24 bits for them. */
const VNIS = { first: 4096, last: 2 ** 24 - 1 }

/** What `lastVni` is before the first was given. */
export const NO_VNI = VNIS.first - 1

const listed = (text: string | undefined): readonly number[] =>
  text === undefined || text === '' ? [] : text.split(',').map(Number)

/** `count` ids; what is listed too much does not matter. null: one of the list is taken or is none. O(networks). */
export function assignVnis(
  { networks, lastVni }: Swarm,
  { options }: SwarmNetwork,
  count: number,
): { readonly list: readonly number[]; readonly last: number } | null {
  const taken = new Set(networks.flatMap((n) => listed(option(n.allocated?.options ?? [], VNI_OPTION))))
  const wanted = listed(option(options, VNI_OPTION)).slice(0, count)
  let last = lastVni
  const list: number[] = []
  for (let i = 0; i < count; i++) {
    const asked = wanted[i]
    const vni = asked ?? nextFree(last, taken)
    if (!Number.isInteger(vni) || vni < VNIS.first || vni > VNIS.last || taken.has(vni)) return null
    taken.add(vni)
    list.push(vni)
    if (asked === undefined) last = vni
  }
  return { list, last }
}

/** Serial: the one behind the last, round and round; ids that were freed are not given again before that. */
function nextFree(last: number, taken: ReadonlySet<number>): number {
  let vni = last
  do vni = vni >= VNIS.last ? VNIS.first : vni + 1
  while (taken.has(vni) && vni !== last)
  return vni
}
