/** Random steps of a docker script. They name things by small numbers, so that several steps often mean the same thing. */
import fc from 'fast-check'
import type { Intent } from '../script/plan.js'

/** Mostly none; few words, so that several containers get the same one. */
const alias = fc.constantFrom(null, null, 'db', 'api')

const MODE = 'com.docker.network.bridge.gateway_mode_ipv'

/** Options that decide who reaches whom, as the words behind `-o`. Only the first is simple, and shrinking goes there. */
const options = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant<readonly string[]>([]), weight: 3 },
  { arbitrary: fc.constant([`${MODE}4=nat-unprotected`]), weight: 1 },
  { arbitrary: fc.constant(['com.docker.network.bridge.enable_icc=false']), weight: 1 },
  { arbitrary: fc.constant([`${MODE}4=routed`]), weight: 1 },
  { arbitrary: fc.constant([`${MODE}4=nat-unprotected`, `${MODE}6=nat-unprotected`]), weight: 2 },
  { arbitrary: fc.constant([`${MODE}4=routed`, `${MODE}6=routed`]), weight: 1 },
)

/** false is the simple one. */
const sometimes = fc.oneof({ withCrossShrink: true }, fc.constant(false), fc.constant(true))
const rarely = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.constant(false), weight: 3 },
  { arbitrary: fc.constant(true), weight: 1 },
)

/** The three kinds of steps that scripts and model commands are made of. */
export interface Intents {
  readonly network: fc.Arbitrary<Intent>
  readonly run: fc.Arbitrary<Intent>
  /** What happens to networks and containers that are there. */
  readonly change: fc.Arbitrary<Intent>
}

/** Steps about at most so many networks and containers at a time. */
export function intents(networks: number, containers: number): Intents {
  const network = fc.nat({ max: Math.max(0, networks - 1) })
  const container = fc.nat({ max: Math.max(0, containers - 1) })
  const create = fc.constant('create-network')
  return {
    network: fc.oneof(
      { withCrossShrink: true },
      {
        arbitrary: fc.record({ do: create, network, internal: fc.constant(false), ipv6: sometimes, options }),
        weight: 2,
      },
      // an internal network has no gateway, so a gateway mode means nothing to it
      {
        arbitrary: fc.record({
          do: create,
          network,
          internal: fc.constant(true),
          ipv6: sometimes,
          options: fc.constant<readonly string[]>([]),
        }),
        weight: 1,
      },
    ),
    run: fc.oneof(
      { withCrossShrink: true },
      {
        arbitrary: fc.record({
          do: fc.constant('run'),
          container,
          networks: fc.array(network, { minLength: 1, maxLength: 2 }),
          alias,
          publish: fc.constantFrom(null, null, 8080, 8081),
          udp: rarely,
        }),
        weight: 6,
      },
      {
        arbitrary: fc.record({
          do: fc.constant('run-apart'),
          container,
          mode: fc.oneof(fc.constantFrom('none', 'host'), container),
        }),
        weight: 1,
      },
    ),
    change: fc.oneof(
      { arbitrary: fc.record({ do: fc.constant('connect'), network, container, alias }), weight: 3 },
      { arbitrary: fc.record({ do: fc.constant('disconnect'), network, container }), weight: 2 },
      {
        arbitrary: fc.record({
          do: fc.constantFrom('stop', 'start', 'restart', 'remove-container'),
          container,
        }),
        weight: 2,
      },
      { arbitrary: fc.record({ do: fc.constant('remove-network'), network }), weight: 1 },
    ),
  }
}
