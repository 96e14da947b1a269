/**
 * What a fact of the data plane is there for, in words: one phrase for each purpose that the standard drivers sign with.
 * Drivers of third parties get a phrase made of the code itself.
 */
import type { Cause } from '../../dataplane/cause.js'

type Phrase = (cause: Cause) => string

const network = ({ network: name }: Cause): string => (name === undefined ? 'its network' : `network ${name}`)
const endpoint = ({ endpoint: name }: Cause): string =>
  name === undefined ? 'an endpoint' : `endpoint ${name}`

const PHRASES: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  ['engine-chains', () => 'the engine leads packets into its own chains'],
  ['isolate-networks', (c) => `${network(c)} is kept apart from the other bridge networks`],
  ['direct-access', (c) => `${endpoint(c)} may be addressed only from within its own ${network(c)}`],
  ['trusted-interface', (c) => `${network(c)} trusts that interface`],
  [
    'icc-off',
    (c) => `${network(c)} was created with enable_icc=false, so its endpoints may not talk to each other`,
  ],
  ['same-network', (c) => `endpoints of ${network(c)} may talk to each other`],
  ['unpublished', (c) => `from outside ${network(c)} only published ports are reached, and this is none`],
  ['unprotected', (c) => `${network(c)} has the gateway mode nat-unprotected, so every port is open`],
  ['published-port', (c) => `${endpoint(c)} of ${network(c)} publishes this port`],
  ['publish-port', (c) => `${endpoint(c)} of ${network(c)} publishes this port of the host`],
  [
    'loopback-port',
    (c) => `${endpoint(c)} publishes this port on a loopback address, so only the host itself may use it`,
  ],
  ['to-published-ports', (c) => `packets into ${network(c)} are judged by the published ports`],
  ['leave-ports-to-the-proxy', (c) => `published ports are served to ${network(c)} by docker-proxy`],
  ['docker-proxy', (c) => `docker-proxy serves the published port of ${endpoint(c)}`],
  ['internal', (c) => `${network(c)} is internal: nothing enters or leaves it`],
  ['outgoing', (c) => `${network(c)} may reach outside`],
  ['established', (c) => `answers may come back into ${network(c)}`],
  ['masquerade', (c) => `what leaves ${network(c)} carries the address of its host`],
  ['routed', (c) => `${network(c)} has the gateway mode routed, so it is reached from outside`],
  ['routed-icmp', (c) => `${network(c)} has the gateway mode routed, so it may be pinged from outside`],
  ['bridge-device', (c) => `it is the bridge of ${network(c)}`],
  ['dummy-parent', (c) => `${network(c)} has no parent interface, so this dummy takes its place`],
  ['vlan-parent', (c) => `it is the VLAN that ${network(c)} names as its parent`],
  ['endpoint', (c) => `it belongs to ${endpoint(c)} of ${network(c)}`],
  ['default-route', (c) => `${network(c)} is the gateway of the sandbox`],
  ['static-route', (c) => `${network(c)} brings this route`],
  ['balance', (c) => `connections to service ${c.endpoint ?? ''} are spread over its tasks`],
  [
    'balancer-source',
    () => 'what the load balancer sends on carries its own address, so that answers come back to it',
  ],
  ['mesh-port', (c) => `service ${c.endpoint ?? ''} publishes this port on every node`],
  [
    'mesh-only',
    (c) => `only the published ports of service ${c.endpoint ?? ''} are open on the ingress network`,
  ],
  ['mesh-socket', (c) => `the engine holds this port for service ${c.endpoint ?? ''}`],
  ['routing-mesh', () => 'the routing mesh leads published ports of services to wherever tasks run'],
  ['program', () => 'it is the program of a container'],
  ['machine', () => "it is the machine's own"],
])

/** The purposes that have a phrase: a test holds them to all that the standard drivers sign with. */
export const knownPurposes: readonly string[] = [...PHRASES.keys()]

/** A clause without a full stop: `network net1 is internal: nothing enters or leaves it`. */
export function purposePhrase(cause: Cause): string {
  const phrase = PHRASES.get(cause.purpose)
  if (phrase) return phrase(cause)
  const owner = [cause.endpoint && `endpoint ${cause.endpoint}`, cause.network && `network ${cause.network}`]
  const of = owner.filter((part) => part !== undefined && part !== '').join(' of ')
  return of === '' ? `it is there for "${cause.purpose}"` : `it is there for "${cause.purpose}" of ${of}`
}
