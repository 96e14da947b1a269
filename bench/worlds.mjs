// The worlds that are measured, as commands: `perNetwork` endpoints to a network and 20 networks to a host; one sandbox in
// ten is on a second network of its host, and one in fifty publishes a port.
import { apply, emptyWorld, mustParseCidr, mustParseIp, standardEnv } from '../dist/index.js'

export const env = standardEnv()
const NETWORKS_A_HOST = 20
const NETWORKS_A_BLOCK = 200

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

/** Apply a command, or throw what it is refused with. */
export function step(world, command) {
  const change = apply(env, world, command)
  if (!change.ok) throw new Error(`refused: ${JSON.stringify(change.error)}`)
  return change.value
}

/** Machines and networks for `n` endpoints, without endpoints. */
export function emptyNetworks(n, perNetwork = 100) {
  let world = step(emptyWorld, { do: 'addLan', id: 'lan' }).world
  const networks = []
  const count = Math.ceil(n / perNetwork)
  for (let host = 0; host * NETWORKS_A_HOST < count; host++) {
    world = step(world, { do: 'addHost', spec: machine(host) }).world
    for (let i = host * NETWORKS_A_HOST; i < Math.min(count, (host + 1) * NETWORKS_A_HOST); i++) {
      const made = step(world, {
        do: 'newNetwork',
        host: `h${host + 1}`,
        spec: { driver: 'bridge', name: `net${i % NETWORKS_A_BLOCK}-${i}` },
      })
      world = made.world
      networks.push({ id: made.network, host: `h${host + 1}`, index: i })
    }
  }
  return { world, networks }
}

const publish = (i) =>
  i % 50 === 0 ? [{ protocol: 'tcp', containerPort: 80, hostIp: null, hostPort: 0, hostPortEnd: 0 }] : []
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

/** The sandboxes of `n` endpoints: what to create, and on which networks. About n / 1.1 of them. */
export function* plan(n, networks) {
  let left = n
  for (let i = 0; left > 0; i++) {
    const network = networks[i % networks.length]
    const second = networks[(i + 1) % networks.length]
    const on = i % 10 === 0 && left > 1 && second.host === network.host ? [network, second] : [network]
    left -= on.length
    yield { name: `c${i}`, host: network.host, on, publish: publish(i), listeners: [listener(`c${i}`)] }
  }
}

/** Connect a sandbox to a network as docker does: an endpoint of the sandbox's name, joined. */
export function connect(world, network, sandbox, name) {
  const made = step(world, {
    do: 'createEndpoint',
    network,
    spec: { name, names: [{ name, kind: 'container' }] },
  })
  return {
    world: step(made.world, { do: 'join', endpoint: made.endpoint, sandbox }).world,
    endpoint: made.endpoint,
  }
}

export function disconnect(world, endpoint, sandbox) {
  const left = step(world, { do: 'leave', endpoint, sandbox }).world
  return step(left, { do: 'deleteEndpoint', endpoint }).world
}

/** A whole world of `n` endpoints, with its sandboxes by name. */
export function build(n, perNetwork = 100) {
  const start = emptyNetworks(n, perNetwork)
  const sandboxes = []
  let { world } = start
  for (const { name, host, on, publish: ports, listeners } of plan(n, start.networks)) {
    const made = step(world, {
      do: 'newSandbox',
      host,
      spec: { containerId: name, label: `${host}/${name}`, publish: ports, listeners },
    })
    world = made.world
    for (const { id } of on) world = connect(world, id, made.sandbox, name).world
    sandboxes.push({ id: made.sandbox, name, host, on })
  }
  return { world, networks: start.networks, sandboxes }
}
