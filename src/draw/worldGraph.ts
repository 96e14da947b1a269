/** A picture as a graph: a box a network with those that are on it alone; those on several beside, joined to each of them. */
import type { Box, Edge, Graph, Node } from './graph.js'
import type { HostPicture, NetworkPicture, Picture } from './picture.js'
import type { Stack } from './stack.js'
import { nameList } from './text.js'

const OUTSIDE = 'outside'

/**
 * Ids are numbered by position (`h0`, its networks `h0n1`, its stacks `h0s2`), so that no name of a user becomes
 * one. The outside is a node only where something is published to it. O(stacks * networks).
 */
export function worldGraph({ hosts }: Picture): Graph {
  const drawn = hosts.map((host, index) => hostGraph(host, `h${index}`))
  const edges = drawn.flatMap((d) => d.edges)
  const isReached = edges.some(({ from }) => from === OUTSIDE)
  return {
    direction: 'right',
    nodes: isReached ? [{ id: OUTSIDE, lines: ['outside'], tone: 'outside' }] : [],
    boxes: drawn.map((d) => d.box),
    edges,
  }
}

interface HostGraph {
  readonly box: Box
  readonly edges: readonly Edge[]
}

// Who is on one network stands in its box; who is on several, or on none, cannot stand in two boxes, and so stands
// in the host's and is tied to a node of each network.
function hostGraph({ id, addresses, networks, stacks, idle }: HostPicture, key: string): HostGraph {
  const numbered = stacks.map((stack, i) => ({ stack, id: `${key}s${i}` }))
  const netKey = (network: string): string => `${key}n${networks.findIndex((n) => n.id === network)}`
  const inside = (network: string): readonly Node[] =>
    numbered
      .filter(({ stack }) => stack.places.length === 1 && stack.places[0]?.network === network)
      .map(({ stack, id: node }) => stackNode(stack, node))
  const beside = numbered.filter(({ stack }) => stack.places.length !== 1)
  return {
    box: {
      id: key,
      lines: [
        `${id} ${addresses.join(' ')}`.trim(),
        ...(idle.length > 0 ? [`not running: ${nameList(idle)}`] : []),
      ],
      tone: 'host',
      nodes: [
        ...(stacks.some(({ exposures }) => exposures.some(({ to }) => to === 'host'))
          ? [{ id: selfOf(key), lines: [`${id} itself`], tone: 'outside' } as const]
          : []),
        ...beside.map(({ stack, id: node }) => stackNode(stack, node)),
      ],
      boxes: networks.map((network) =>
        networkBox(network, netKey(network.id), inside(network.id), isShared(stacks, network)),
      ),
    },
    edges: [
      ...numbered.flatMap(({ stack, id: node }) => exposureEdges(stack, node, key)),
      ...beside.flatMap(({ stack, id: node }) => placeEdges(stack, node, netKey)),
    ],
  }
}

/** Whether somebody on several networks is on this one, and it needs a node for the tie. */
const isShared = (stacks: readonly Stack[], { id }: NetworkPicture): boolean =>
  stacks.some(({ places }) => places.length > 1 && places.some(({ network }) => network === id))

/** `shared`: it gets a node of its own, where those on several networks are tied to it. */
const networkBox = (
  { name, driver, internal, subnets, notes }: NetworkPicture,
  id: string,
  nodes: readonly Node[],
  shared: boolean,
): Box => {
  const tone = internal ? 'internal' : 'network'
  return {
    id,
    lines: [`${name} (${driver})`, ...subnets, ...notes],
    tone,
    boxes: [],
    nodes: [...(shared ? [{ id: `${id}b`, lines: [name], tone } as const] : []), ...nodes],
  }
}

/** Addresses are told here where there is one network; else at the edges, since each belongs to one of them. */
function stackNode({ names, places, listens, usesHost }: Stack, id: string): Node {
  const [only] = places
  return {
    id,
    tone: 'plain',
    lines: [
      names.length === 1 ? nameList(names) : `${names.length} × ${nameList(names)}`,
      ...(only && places.length === 1 ? only.addresses : []),
      ...(places.length === 0 ? [usesHost ? "the host's own stack" : 'on no network'] : []),
      ...(listens.length > 0 ? [`listens ${listens.join(' ')}`] : []),
    ],
  }
}

const placeEdges = ({ places }: Stack, node: string, netKey: (network: string) => string): readonly Edge[] =>
  places.map(({ network, addresses, gateway }) => ({
    from: node,
    to: `${netKey(network)}b`,
    label: `${addresses.join(', ')}${gateway ? ' (way out)' : ''}`.trim(),
    dashed: false,
    arrow: false,
  }))

const exposureEdges = ({ exposures }: Stack, node: string, host: string): readonly Edge[] =>
  exposures.map(({ text, to }) => ({
    from: to === 'host' ? selfOf(host) : OUTSIDE,
    to: node,
    label: text,
    dashed: to !== 'anyone',
    arrow: true,
  }))

/** The host's own processes, for which ports on loopback addresses are published. */
const selfOf = (host: string): string => `${host}self`
