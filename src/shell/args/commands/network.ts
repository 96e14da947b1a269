/** `docker network …` (docker/cli cli/command/network). */
import { err, ok } from '../../../addr/result.js'
import { atLeast, exactly } from '../arity.js'
import { ipamConfigs } from '../checks/ipam.js'
import { label } from '../checks/label.js'
import { link } from '../checks/link.js'
import { plainError } from '../clientError.js'
import { command, group } from '../command.js'
import { flagTable, oneValue } from '../flagSpec.js'
import { boolOf, listOf, numberOf, optional, textOf } from '../flagValues.js'
import { cut } from '../go/text.js'
import { mapOf, pairsOf } from '../keyValues.js'
import type { DockerRequest } from '../requests.js'
import { FORMAT_HELP, INSPECT_FORMAT_HELP } from '../tables/format.js'
import { pruneCommand } from './prune.js'

// Subnets, ranges and gateways are paired here, as the client does; whether they are any good is the engine's to
// say.
const create = command({
  name: 'create',
  use: '[OPTIONS] NETWORK',
  short: 'Create a network',
  flags: flagTable(
    `
        --attachable | Enable manual container attachment
        --aux-address map | Auxiliary IPv4 or IPv6 addresses used by Network driver (default map[])
        --config-from string | The network from which to copy the configuration
        --config-only | Create a configuration only network
    -d, --driver string | Driver to manage the Network (default "bridge")
        --gateway strings | IPv4 or IPv6 Gateway for the master subnet
        --ingress | Create swarm routing-mesh network
        --internal | Restrict external access to the network
        --ip-range strings | Allocate container ip from a sub-range
        --ipam-driver string | IP Address Management Driver (default "default")
        --ipam-opt map | Set IPAM driver specific options (default map[])
        --ipv4 | Enable or disable IPv4 address assignment (default true)
        --ipv6 | Enable or disable IPv6 address assignment
        --label list | Set metadata on a network
    -o, --opt map | Set driver specific options (default map[])
        --scope string | Control the network's scope
        --subnet strings | Subnet in CIDR format that represents a network segment
`,
    { label: { check: oneValue(label) } },
  ),
  arity: exactly(1),
  build: ({ values, args: [name = ''] }) => {
    const configs = ipamConfigs({
      subnets: listOf(values, 'subnet'),
      ipRanges: listOf(values, 'ip-range'),
      gateways: listOf(values, 'gateway'),
      auxAddresses: mapOf(listOf(values, 'aux-address')),
    })
    if (!configs.ok) return err(plainError(configs.error))
    const configFrom = textOf(values, 'config-from')
    return ok<DockerRequest>({
      command: 'network create',
      name,
      driver: textOf(values, 'driver', 'bridge'),
      driverOpts: mapOf(listOf(values, 'opt')),
      labels: mapOf(listOf(values, 'label')),
      internal: boolOf(values, 'internal'),
      attachable: boolOf(values, 'attachable'),
      ingress: boolOf(values, 'ingress'),
      ...optional('enableIpv4', values.has('ipv4') ? boolOf(values, 'ipv4') : undefined),
      ...optional('enableIpv6', values.has('ipv6') ? boolOf(values, 'ipv6') : undefined),
      scope: textOf(values, 'scope'),
      configOnly: boolOf(values, 'config-only'),
      ...optional('configFrom', configFrom === '' ? undefined : configFrom),
      ipam: {
        driver: textOf(values, 'ipam-driver', 'default'),
        configs: configs.value,
        options: mapOf(listOf(values, 'ipam-opt')),
      },
    })
  },
})

const connect = command({
  name: 'connect',
  use: '[OPTIONS] NETWORK CONTAINER',
  short: 'Connect a container to a network',
  flags: flagTable(
    `
        --alias strings | Add network-scoped alias for the container
        --driver-opt strings | driver options for the network
        --gw-priority int | Highest gw-priority provides the default gateway. Accepts positive and negative values.
        --ip string | IPv4 address (e.g., "172.30.100.104")
        --ip6 string | IPv6 address (e.g., "2001:db8::33")
        --link list | Add link to another container
        --link-local-ip strings | Add a link-local address for the container
`,
    { link: { check: oneValue(link) } },
  ),
  arity: exactly(2),
  build: ({ values, args: [network = '', container = ''] }) => {
    // network/connect.go convertDriverOpt: stricter than `network create -o`, which takes a key alone
    const options = listOf(values, 'driver-opt').map((option) => cut(option, '='))
    if (options.some(({ before, found }) => !found || before.trim() === '')) {
      return err(plainError('invalid key/value pair format in driver options'))
    }
    const ip = textOf(values, 'ip')
    const ip6 = textOf(values, 'ip6')
    return ok<DockerRequest>({
      command: 'network connect',
      container,
      endpoint: {
        network,
        aliases: listOf(values, 'alias'),
        ...optional('ip', ip === '' ? undefined : ip),
        ...optional('ip6', ip6 === '' ? undefined : ip6),
        links: listOf(values, 'link'),
        linkLocalIps: listOf(values, 'link-local-ip'),
        driverOpts: mapOf(options.map(({ before, after }) => `${before.trim()}=${after.trim()}`)),
        gwPriority: numberOf(values, 'gw-priority', 0),
      },
    })
  },
})

const disconnect = command({
  name: 'disconnect',
  use: '[OPTIONS] NETWORK CONTAINER',
  short: 'Disconnect a container from a network',
  flags: flagTable(`
    -f, --force | Force the container to disconnect from a network
`),
  arity: exactly(2),
  build: ({ values, args: [network = '', container = ''] }) =>
    ok({ command: 'network disconnect', network, container, force: boolOf(values, 'force') }),
})

const ls = command({
  name: 'ls',
  aliases: ['list'],
  use: '[OPTIONS]',
  short: 'List networks',
  flags: flagTable(`
    -f, --filter filter | Provide filter values (e.g. "driver=bridge")
        --format string | ${FORMAT_HELP}
        --no-trunc | Do not truncate the output
    -q, --quiet | Only display network IDs
`),
  build: ({ values }) =>
    ok({
      command: 'network ls',
      filters: pairsOf(listOf(values, 'filter')),
      format: textOf(values, 'format'),
      noTrunc: boolOf(values, 'no-trunc'),
      quiet: boolOf(values, 'quiet'),
    }),
})

const inspect = command({
  name: 'inspect',
  use: '[OPTIONS] NETWORK [NETWORK...]',
  short: 'Display detailed information on one or more networks',
  flags: flagTable(`
    -f, --format string | ${INSPECT_FORMAT_HELP}
    -v, --verbose | Verbose output for diagnostics
`),
  arity: atLeast(1),
  build: ({ values, args }) =>
    ok({
      command: 'network inspect',
      names: args,
      format: textOf(values, 'format'),
      verbose: boolOf(values, 'verbose'),
    }),
})

const rm = command({
  name: 'rm',
  aliases: ['remove'],
  use: 'NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  flags: flagTable(`
    -f, --force | Do not error if the network does not exist
`),
  arity: atLeast(1),
  build: ({ values, args }) => ok({ command: 'network rm', names: args, force: boolOf(values, 'force') }),
})

const prune = pruneCommand('network prune', 'Remove all unused networks')

/** The group `docker network`. */
export const network = group('network', 'Manage networks', [
  connect,
  create,
  disconnect,
  inspect,
  ls,
  prune,
  rm,
])
