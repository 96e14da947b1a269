// The small world that all rivals have too, and the pairs that are asked in each: containers on bridges of one host.
import { allNetworks, allSandboxes, endpointsOn, findEndpoint } from '../../dist/index.js'
import { reaches, walks } from '../ask.mjs'
import { dice, leastOf } from '../measure.mjs'
import { buildSmall } from '../worlds.mjs'

/** Neighbour tables of Linux hold 1,024 entries in all namespaces together (gc_thresh3). */
const ASKED = { near: 450, far: 450 }

export function smallWorld(size, on) {
  const world = buildSmall(size, on)
  const networks = allNetworks(world).filter(({ id }) => endpointsOn(world, id).length > 0)
  const bridges = networks.map(({ pools4: [{ gateway, subnet }] }) => ({
    gateway: `${gateway}/${subnet.split('/')[1]}`,
    subnet,
  }))
  const containers = allSandboxes(world).map(({ id, endpoints: [endpoint] }) => {
    const { network, address4 } = findEndpoint(world, endpoint)
    return {
      id,
      bridge: networks.findIndex((n) => n.id === network),
      address: address4,
      to: address4.split('/')[0],
    }
  })
  const all = containers.flatMap((from, asker) =>
    containers
      .filter((to) => to !== from)
      .map((to) => ({ asker, from, to, near: to.bridge === from.bridge })),
  )
  const roll = dice(size)
  const some = (items, count) =>
    items
      .map((item) => [roll(1e9), item])
      .sort(([a], [b]) => a - b)
      .slice(0, count)
      .map(([, item]) => item)
  const near = some(
    all.filter((pair) => pair.near),
    ASKED.near,
  )
  const far = some(
    all.filter((pair) => !pair.near),
    ASKED.far,
  )
  const ask = ({ from, to }) => reaches(world, from.id, to.to)
  const walk = ({ from, to }) => walks(world, from.id, to.to)
  return { size, world, bridges, containers, near, far, pairs: [...near, ...far], ask, walk }
}

/** Both sides must say the same; otherwise a ratio means nothing. */
export function sameVerdicts(rival, small, theirs) {
  small.pairs.forEach((pair, i) => {
    if (small.ask(pair) !== theirs[i])
      throw new Error(
        `${rival}: c${pair.asker} ${theirs[i] ? 'reaches' : 'does not reach'} ${pair.to.to}, and here it is the other way`,
      )
  })
}

/** Microseconds: a container built, a ping that is answered, and one that is not. */
export function ours({ size, bridges, near, far, ask, walk }) {
  const best = leastOf(
    [
      // as many containers a sample in each size, so that all that makes a small world is warm too
      {
        name: 'build',
        operations: Math.ceil(1000 / size),
        run: () => buildSmall(size, bridges.length).clock,
      },
      { name: 'near', operations: 5000, run: (i) => ask(near[i % near.length]) },
      { name: 'first', operations: 2000, run: (i) => walk(near[i % near.length]) },
      { name: 'far', operations: 5000, run: (i) => ask(far[i % far.length]) },
    ],
    30,
  )
  return {
    build: best.get('build') / size,
    near: best.get('near'),
    first: best.get('first'),
    far: best.get('far'),
  }
}
