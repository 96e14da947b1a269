// The worlds that are measured, as one batch of commands: 100 endpoints to a network and 20 networks to a host; one sandbox in
// ten is on a second network of its host, one in fifty publishes a port, and in each a program listens.
import { applyAll, emptyWorld, mustParseCidr, mustParseIp, standardEnv } from '../dist/index.js'

export const env = standardEnv()
const PER_NETWORK = 100
const NETWORKS_A_HOST = 20

const machine = (index) => ({
  id: `h${index + 1}`,
  hasEngine: true,
  interfaces: [
    {
      name: 'eth0',
      mac: null,
      addresses: [`192.168.${index >> 7}.${(index & 127) + 1}/16`],
      segment: 'lan',
      mtu: 1500,
      up: true,
      cause: { purpose: 'machine' },
    },
  ],
  routes: [],
  forwarding: true,
  nameservers: [mustParseIp('192.168.255.1')],
  zone: null,
  pools: [{ base: mustParseCidr('10.0.0.0/8'), size: 24 }],
})

const published = { protocol: 'tcp', containerPort: 80, hostIp: null, hostPort: 0, hostPortEnd: 0 }
const listener = (owner) => ({
  protocol: 'tcp',
  address: null,
  family: null,
  port: 80,
  owner,
  frozen: false,
  relay: null,
  cause: { purpose: 'machine' },
})

/** Commands for sandboxes, each `{ host, on: numbers of networks, publish }`, on `networks` networks. */
function* commands(networks, sandboxes) {
  yield { do: 'addLan', id: 'lan' }
  let count = 1
  const at = [] // where each network was made, counted from 0
  for (let i = 0; i < networks; i++) {
    if (i % NETWORKS_A_HOST === 0) {
      yield { do: 'addHost', spec: machine(i / NETWORKS_A_HOST) }
      count++
    }
    yield { do: 'newNetwork', host: hostOf(i), spec: { driver: 'bridge', name: `net${i}` } }
    at.push(count++)
  }
  let number = 0
  for (const { host, on, publish } of sandboxes) {
    const name = `c${number++}`
    const spec = { containerId: name, publish: publish ? [published] : [], listeners: [listener(name)] }
    yield { do: 'newSandbox', host, spec }
    const sandbox = count++
    for (const network of on) {
      yield (made) => ({
        do: 'createEndpoint',
        network: made[at[network]].network,
        spec: { name, names: [{ name, kind: 'container' }] },
      })
      const endpoint = count++
      yield (made) => ({ do: 'join', endpoint: made[endpoint].endpoint, sandbox: made[sandbox].sandbox })
      count++
    }
  }
}
const hostOf = (network) => `h${Math.floor(network / NETWORKS_A_HOST) + 1}`

/** About n / 1.1 sandboxes with `n` endpoints on `networks` networks, network after network, as a load would have them. */
function* sandboxesFor(n, networks) {
  const perNetwork = n / networks
  let endpoints = 0
  for (let i = 0; endpoints < n; i++) {
    const first = Math.min(networks - 1, Math.floor(endpoints / perNetwork))
    const second = (first + 1) % networks
    const two = i % 10 === 0 && endpoints + 1 < n && second !== first && hostOf(second) === hostOf(first)
    const on = two ? [first, second] : [first]
    endpoints += on.length
    yield { host: hostOf(first), on, publish: i % 50 === 0 }
  }
}

/** The world after a batch, or a throw with the refusal. */
function built(batch) {
  const done = applyAll(env, emptyWorld, batch)
  if (!done.ok) throw new Error(`command ${done.error.at} was refused: ${JSON.stringify(done.error.error)}`)
  return done.value.world
}

/** A world of `n` endpoints, in one batch. */
export function build(n) {
  const networks = Math.ceil(n / PER_NETWORK)
  return built(commands(networks, sandboxesFor(n, networks)))
}

/** A small world on one host: containers dealt out to bridges, one network each. */
export const buildSmall = (containers, bridges) =>
  built(
    commands(
      bridges,
      Array.from({ length: containers }, (_, i) => ({ host: 'h1', on: [i % bridges], publish: false })),
    ),
  )
