/** `docker service update` (docker/cli cli/command/service/update.go). Most flags are handed on as they are. */
import { ok } from '../../../addr/result.js'
import { exactly } from '../arity.js'
import { networkOption } from '../checks/networkOption.js'
import { publishedServicePorts } from '../checks/servicePorts.js'
import { command } from '../command.js'
import { boolOf, listOf, numberOf, optional } from '../flagValues.js'
import { otherFlags } from '../otherFlags.js'
import { serviceUpdateFlags } from '../tables/serviceFlags.js'
import { okOf } from './serviceCreate.js'

const typed = new Set(
  'detach endpoint-mode force image network-add network-rm publish-add publish-rm quiet replicas rollback'.split(
    ' ',
  ),
)

/** What was not given is absent, since an update keeps it. */
export const serviceUpdate = command({
  name: 'update',
  use: '[OPTIONS] SERVICE',
  short: 'Update a service',
  flags: serviceUpdateFlags,
  arity: exactly(1),
  build: ({ values, args: [service = ''] }) =>
    ok({
      command: 'service update',
      service,
      ...optional('image', values.get('image')?.at(-1)),
      ...optional('replicas', values.has('replicas') ? numberOf(values, 'replicas', 1) : undefined),
      ...optional('endpointMode', values.get('endpoint-mode')?.at(-1)),
      force: boolOf(values, 'force'),
      rollback: boolOf(values, 'rollback'),
      addNetworks: listOf(values, 'network-add').flatMap((value) => okOf(networkOption(value))),
      removeNetworks: listOf(values, 'network-rm'),
      addPorts: listOf(values, 'publish-add').flatMap((value) => okOf(publishedServicePorts(value)).flat()),
      removePorts: listOf(values, 'publish-rm').flatMap((value) => okOf(publishedServicePorts(value)).flat()),
      detach: boolOf(values, 'detach'),
      quiet: boolOf(values, 'quiet'),
      otherFlags: otherFlags(values, typed),
    }),
})
