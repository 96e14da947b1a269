/** Random docker scripts: command lines, single ones, life cycles, and topologies. A counterexample can be pasted. */
import fc from 'fast-check'
import { DockerScript, scriptOf } from '../script/script.js'
import type { Intent } from '../script/plan.js'
import { intents } from './intents.js'

/** How large a script may get. */
export interface ScriptOptions {
  /** At most so many at a time. Default: 4. */
  readonly networks?: number
  /** At most so many at a time. Default: 5. */
  readonly containers?: number
  /** Steps after the first networks and containers are there. Default: 12. */
  readonly steps?: number
}

/**
 * A life cycle on one host: networks, containers on them, then anything in any order. An engine takes every line. It shrinks
 * by leaving steps out, and what is left is numbered anew.
 */
export function dockerScript({
  networks = 4,
  containers = 5,
  steps = 12,
}: ScriptOptions = {}): fc.Arbitrary<DockerScript> {
  const some = (intent: fc.Arbitrary<Intent>, maxLength: number) =>
    fc.array(intent, { maxLength, size: 'max' })
  const { network: create, run, change } = intents(networks, containers)
  return fc
    .tuple(some(create, networks), some(run, containers), some(fc.oneof(create, run, change, change), steps))
    .map((parts) => scriptOf(parts.flat()))
}

/** What fast-check draws for each network and container. */
interface Drawn {
  readonly network: { readonly internal: boolean; readonly quiet: boolean }
  readonly container: { readonly publish: boolean }
}
const relations = { network: {}, container: { networks: { arity: 'many', type: 'network' } } } as const

/** A graph of entities does not shrink by leaving entities out, so each has a word of its own in that. */
const kept = (length: number): fc.Arbitrary<readonly boolean[]> =>
  fc.array(
    fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.constant(false), weight: 1 },
      { arbitrary: fc.constant(true), weight: 7 },
    ),
    { minLength: length, maxLength: length },
  )

/** Few enough that containers often meet. */
const NETWORKS = 5
const CONTAINERS = 6

/** Networks, and containers each on some of them: `fc.entityGraph` underneath. Only creations; nothing is made twice. */
export const topology = (): fc.Arbitrary<Topology> =>
  fc
    .tuple(
      fc.entityGraph<Drawn, typeof relations>(
        {
          network: { internal: fc.boolean(), quiet: fc.boolean() },
          container: { publish: fc.boolean() },
        },
        relations,
        {
          initialPoolConstraints: { network: { maxLength: NETWORKS }, container: { maxLength: CONTAINERS } },
        },
      ),
      kept(NETWORKS),
      kept(CONTAINERS),
    )
    .map(([{ network, container }, networks, containers]) =>
      topologyOf(
        network.filter((_, i) => networks[i] ?? true),
        container.filter((_, i) => containers[i] ?? true),
      ),
    )

/** A random single host: who is on what, and the script that builds it. */
export interface Topology {
  readonly networks: readonly { readonly name: string; readonly internal: boolean; readonly icc: boolean }[]
  /** One that is on none is run with `--network none`. */
  readonly containers: readonly {
    readonly name: string
    readonly networks: readonly string[]
    /** The port of the host that its port 80 is published on. */
    readonly publish: number | null
  }[]
  readonly script: DockerScript
}

/** Names and ports by position, so that a smaller topology reads like a smaller one. */
function topologyOf(
  drawnNetworks: readonly Drawn['network'][],
  drawnContainers: readonly { readonly publish: boolean; readonly networks: readonly Drawn['network'][] }[],
): Topology {
  const networks = drawnNetworks.map(({ internal, quiet }, i) => ({
    name: `net${i + 1}`,
    internal,
    icc: !quiet,
  }))
  const containers = drawnContainers.map((drawn, i) => ({
    name: `ctr${i + 1}`,
    networks: drawn.networks
      .map((n) => drawnNetworks.indexOf(n))
      .filter((at) => at >= 0)
      .map((at) => `net${at + 1}`),
    publish: drawn.publish ? 8081 + i : null,
  }))
  const script = new DockerScript([
    ...networks.map(({ name, internal, icc }) =>
      ['network create', ...(internal ? ['--internal'] : []), ...(icc ? [] : [NO_ICC]), name].join(' '),
    ),
    ...containers.map(({ name, networks: on, publish }) =>
      [
        `run -d --name ${name}`,
        ...(on.length === 0 ? ['--network none'] : on.map((network) => `--network ${network}`)),
        ...(publish === null || on.length === 0 ? [] : [`-p ${publish}:80`]),
        'alpine httpd -f -p 80',
      ].join(' '),
    ),
  ])
  return { networks, containers, script }
}

/** The option by which neighbours cannot talk to each other. */
const NO_ICC = '-o com.docker.network.bridge.enable_icc=false'

const network = fc.constantFrom('net1', 'net2', 'net3', 'bridge', 'host', 'none')
const container = fc.constantFrom('ctr1', 'ctr2', 'ctr3', 'web')

/** One docker command line. It is well-formed, but what it names need not be there: an engine may refuse it. */
export const dockerLine = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('', '--internal ', '--ipv6 ', '--subnet 10.1.0.0/29 '), network)
      .map(words`network create ${0}${1}`),
    fc.tuple(container, network).map(words`run -d --name ${0} --network ${1} nginx`),
    fc
      .tuple(container, fc.constantFrom('8080:80', '80', '127.0.0.1:8080:80/udp'))
      .map(words`run -d --name ${0} -p ${1} nginx`),
    fc.tuple(network, container).map(words`network connect ${0} ${1}`),
    fc.tuple(network, container).map(words`network disconnect ${0} ${1}`),
    fc
      .tuple(
        fc.constantFrom('start', 'stop', 'restart', 'pause', 'unpause', 'rm -f', 'port', 'inspect'),
        container,
      )
      .map(words`${0} ${1}`),
    fc.tuple(fc.constantFrom('rm', 'inspect'), network).map(words`network ${0} ${1}`),
    fc.tuple(container, container).map(words`rename ${0} ${1}`),
    fc.constantFrom('ps -a', 'network ls', 'network prune -f'),
  )

/** A template for words that are drawn: `${0}` is the first of them. */
const words =
  (texts: TemplateStringsArray, ...places: readonly number[]) =>
  (drawn: readonly string[]): string =>
    texts.map((text, i) => `${text}${drawn[places[i] ?? -1] ?? ''}`).join('')
