/**
 * The names of services on a network: the service's own and its aliases, which stand for its virtual address or for all its
 * tasks, and `tasks.NAME`, which always stands for the tasks (moby v28.5.2 libnetwork/service_common.go
 * addEndpointNameResolution, deleteEndpointNameResolution). The name of a virtual address lives as long as any task has an
 * endpoint, even one that is stopping; the tasks' own go as soon as they begin to stop.
 */
import type { BackendGroup } from '../cnm/serviceBackends.js'
import type { NameRecord } from '../dns/names.js'

/** In publication order. None for the ingress network, on which there are no names. O(tasks x aliases). */
export const serviceRecords = (groups: readonly BackendGroup[]): readonly NameRecord[] =>
  groups.flatMap(({ service, backends }) => {
    const { bound, name, aliases } = service
    const names = [name, ...aliases]
    const open = backends.filter((b) => !b.service.disabled)
    return [
      ...names.flatMap((each): readonly NameRecord[] => [
        ...(bound === null
          ? []
          : [{ name: each, kind: 'service', endpoint: name, addresses: [bound] } as const]),
        // those that came when the service had no virtual address stand for themselves
        ...open
          .filter((b) => b.service.vip === null)
          .map(({ name: endpoint, address }): NameRecord => ({
            name: each,
            kind: 'service',
            endpoint,
            addresses: [address],
          })),
      ]),
      ...names.flatMap((each) =>
        open.map(({ name: endpoint, address }): NameRecord => ({
          name: `tasks.${each}`,
          kind: 'tasks',
          endpoint,
          addresses: [address],
        })),
      ),
    ]
  })
