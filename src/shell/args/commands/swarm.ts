/** `docker swarm …` (docker/cli cli/command/swarm). Does not model --external-ca, --ca-cert and --ca-key. */
import { err, ok, type Result } from '../../../addr/result.js'
import { goQuote } from '../../template/quote.js'
import { exactly } from '../arity.js'
import { plainError, type ClientError } from '../clientError.js'
import { command, group } from '../command.js'
import { flagTable } from '../flagSpec.js'
import type { FlagValues } from '../flags.js'
import { boolOf, listOf, numberOf, textOf } from '../flagValues.js'
import { otherFlags } from '../otherFlags.js'
import type { DockerRequest } from '../requests.js'
import type { Availability } from '../requests/swarm.js'

const DEFAULT_LISTEN = '0.0.0.0:2377'

const initTyped = new Set([
  'advertise-addr',
  'autolock',
  'availability',
  'data-path-addr',
  'data-path-port',
  'default-addr-pool',
  'default-addr-pool-mask-length',
  'force-new-cluster',
  'listen-addr',
])

const init = command({
  name: 'init',
  use: '[OPTIONS]',
  short: 'Initialize a swarm',
  flags: flagTable(`
        --advertise-addr string | Advertised address (format: "<ip|interface>[:port]")
        --autolock | Enable manager autolocking (requiring an unlock key to start a stopped manager)
        --availability string | Availability of the node ("active", "pause", "drain") (default "active")
        --cert-expiry duration | Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)
        --data-path-addr string | Address or interface to use for data path traffic (format: "<ip|interface>")
        --data-path-port uint32 | Port number to use for data path traffic (1024 - 49151). If no value is set or is set to 0, the default port (4789) is used.
        --default-addr-pool ipNetSlice | default address pool in CIDR format (default [])
        --default-addr-pool-mask-length uint32 | default address pool subnet mask length (default 24)
        --dispatcher-heartbeat duration | Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)
        --external-ca external-ca | Specifications of one or more certificate signing endpoints
        --force-new-cluster | Force create a new cluster from current state
        --listen-addr node-addr | Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)
        --max-snapshots uint | Number of additional Raft snapshots to retain
        --snapshot-interval uint | Number of log entries between Raft snapshots (default 10000)
        --task-history-limit int | Task history retention limit (default 5)
`),
  build: ({ values }) => {
    const availability = availabilityOf(values)
    if (!availability.ok) return availability
    return ok<DockerRequest>({
      command: 'swarm init',
      ...addresses(values),
      dataPathPort: numberOf(values, 'data-path-port', 0),
      defaultAddrPools: listOf(values, 'default-addr-pool'),
      defaultAddrPoolMaskLength: numberOf(values, 'default-addr-pool-mask-length', 24),
      forceNewCluster: boolOf(values, 'force-new-cluster'),
      autolock: boolOf(values, 'autolock'),
      ...availability.value,
      otherFlags: otherFlags(values, initTyped),
    })
  },
})

const join = command({
  name: 'join',
  use: '[OPTIONS] HOST:PORT',
  short: 'Join a swarm as a node and/or manager',
  flags: flagTable(`
        --advertise-addr string | Advertised address (format: "<ip|interface>[:port]")
        --availability string | Availability of the node ("active", "pause", "drain") (default "active")
        --data-path-addr string | Address or interface to use for data path traffic (format: "<ip|interface>")
        --listen-addr node-addr | Listen address (format: "<ip|interface>[:port]") (default 0.0.0.0:2377)
        --token string | Token for entry into the swarm
`),
  arity: exactly(1),
  build: ({ values, args: [remote = ''] }) => {
    const availability = availabilityOf(values)
    if (!availability.ok) return availability
    return ok<DockerRequest>({
      command: 'swarm join',
      remote,
      token: textOf(values, 'token'),
      ...addresses(values),
      ...availability.value,
    })
  },
})

// what init and join have in common
const addresses = (values: FlagValues) => ({
  advertiseAddr: textOf(values, 'advertise-addr'),
  listenAddr: textOf(values, 'listen-addr', DEFAULT_LISTEN),
  dataPathAddr: textOf(values, 'data-path-addr'),
})

function availabilityOf(values: FlagValues): Result<{ readonly availability?: Availability }, ClientError> {
  const text = textOf(values, 'availability')
  const lower = text.toLowerCase()
  if (!values.has('availability')) return ok({})
  return lower === 'active' || lower === 'pause' || lower === 'drain'
    ? ok({ availability: lower })
    : err(plainError(`invalid availability ${goQuote(text)}, only active, pause and drain are supported`))
}

const joinToken = command({
  name: 'join-token',
  swarm: 'manager',
  use: '[OPTIONS] (worker|manager)',
  short: 'Manage join tokens',
  flags: flagTable(`
    -q, --quiet | Only display token
        --rotate | Rotate join token
`),
  arity: exactly(1),
  build: ({ values, args: [role = ''] }) =>
    role === 'worker' || role === 'manager'
      ? ok<DockerRequest>({
          command: 'swarm join-token',
          role,
          rotate: boolOf(values, 'rotate'),
          quiet: boolOf(values, 'quiet'),
        })
      : err(plainError(`unknown role ${role}`)),
})

const leave = command({
  name: 'leave',
  swarm: 'active',
  use: '[OPTIONS]',
  short: 'Leave the swarm',
  flags: flagTable(`
    -f, --force | Force this node to leave the swarm, ignoring warnings
`),
  build: ({ values }) => ok({ command: 'swarm leave', force: boolOf(values, 'force') }),
})

const update = command({
  name: 'update',
  swarm: 'manager',
  use: '[OPTIONS]',
  short: 'Update the swarm',
  flags: flagTable(`
        --autolock | Change manager autolocking setting (true|false)
        --cert-expiry duration | Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)
        --dispatcher-heartbeat duration | Dispatcher heartbeat period (ns|us|ms|s|m|h) (default 5s)
        --external-ca external-ca | Specifications of one or more certificate signing endpoints
        --max-snapshots uint | Number of additional Raft snapshots to retain
        --snapshot-interval uint | Number of log entries between Raft snapshots (default 10000)
        --task-history-limit int | Task history retention limit (default 5)
`),
  helpUnlessFlags: true,
  build: ({ values }) => ok({ command: 'swarm update', otherFlags: otherFlags(values, new Set()) }),
})

const caTyped = new Set(['rotate', 'detach', 'quiet'])

const ca = command({
  name: 'ca',
  swarm: 'manager',
  use: '[OPTIONS]',
  short: 'Display and rotate the root CA',
  flags: flagTable(`
        --ca-cert pem-file | Path to the PEM-formatted root CA certificate to use for the new cluster
        --ca-key pem-file | Path to the PEM-formatted root CA key to use for the new cluster
        --cert-expiry duration | Validity period for node certificates (ns|us|ms|s|m|h) (default 2160h0m0s)
    -d, --detach | Exit immediately instead of waiting for the root rotation to converge
        --external-ca external-ca | Specifications of one or more certificate signing endpoints
    -q, --quiet | Suppress progress output
        --rotate | Rotate the swarm CA - if no certificate or key are provided, new ones will be generated
`),
  build: ({ values }) =>
    ok({
      command: 'swarm ca',
      rotate: boolOf(values, 'rotate'),
      detach: boolOf(values, 'detach'),
      quiet: boolOf(values, 'quiet'),
      otherFlags: otherFlags(values, caTyped),
    }),
})

const unlock = command({
  name: 'unlock',
  swarm: 'manager',
  use: 'unlock',
  short: 'Unlock swarm',
  build: () => ok({ command: 'swarm unlock' }),
})

const unlockKey = command({
  name: 'unlock-key',
  swarm: 'manager',
  use: '[OPTIONS]',
  short: 'Manage the unlock key',
  flags: flagTable(`
    -q, --quiet | Only display token
        --rotate | Rotate unlock key
`),
  build: ({ values }) =>
    ok({ command: 'swarm unlock-key', rotate: boolOf(values, 'rotate'), quiet: boolOf(values, 'quiet') }),
})

export const swarm = group('swarm', 'Manage Swarm', [
  ca,
  init,
  join,
  joinToken,
  leave,
  unlock,
  unlockKey,
  update,
])
