/**
 * What a docker script has built so far, as far as it decides which line can come next: networks, containers, and who is on
 * what. Intents name things by numbers of their own, so that a list of them keeps its meaning when some are left out.
 */

/** What somebody wants to do next. A closed union; `planned` says what it means where it stands. */
export type Intent =
  | {
      readonly do: 'create-network'
      readonly network: number
      readonly internal: boolean
      readonly ipv6?: boolean
      /** The words behind `-o`. */
      readonly options: readonly string[]
    }
  /** On those of the networks that are there; `publish`: a port of the host for the one where its program listens. */
  | {
      readonly do: 'run'
      readonly container: number
      readonly networks: readonly number[]
      readonly alias: string | null
      readonly publish: number | null
      /** Its program listens on UDP. Default: on TCP. */
      readonly udp?: boolean
    }
  /** Without a network stack of its own: on the host's, on that of another container, or with one that is on no network. */
  | { readonly do: 'run-apart'; readonly container: number; readonly mode: 'none' | 'host' | number }
  | {
      readonly do: 'connect'
      readonly network: number
      readonly container: number
      readonly alias: string | null
    }
  | { readonly do: 'disconnect'; readonly network: number; readonly container: number }
  | { readonly do: 'stop' | 'start' | 'restart' | 'remove-container'; readonly container: number }
  | { readonly do: 'remove-network'; readonly network: number }

export interface PlannedNetwork {
  /** The number by which intents name it. */
  readonly id: number
  readonly name: string
}

/** A container as far as the next line hangs on it. */
export interface PlannedContainer {
  readonly id: number
  readonly name: string
  readonly running: boolean
  /** By name. */
  readonly networks: readonly string[]
  /** The first network (or network mode) that it was run on: once that is gone, an engine puts the container on no other. */
  readonly home: string
  /** It joins and leaves no networks: its stack is the host's, another container's, or none. */
  readonly apart?: boolean
  /** The name of the container whose network stack it uses. */
  readonly shares?: string
}

/**
 * Everything that decides which lines an engine would take. It is a model of the engine's state, small enough to be
 * obviously right, and never shown to it.
 */
export interface Plan {
  /** Without those that every engine has. */
  readonly networks: readonly PlannedNetwork[]
  readonly containers: readonly PlannedContainer[]
  /** Names are never used twice: how many were. */
  readonly made: { readonly networks: number; readonly containers: number }
  /** Ports of the host that are published. */
  readonly ports: readonly { readonly port: number; readonly by: string }[]
}

export const emptyPlan: Plan = {
  networks: [],
  containers: [],
  made: { networks: 0, containers: 0 },
  ports: [],
}

/** The line, and the plan after it. */
export interface Planned {
  /** The words behind `docker`. */
  readonly line: string
  readonly plan: Plan
}

/** The line that the intent means here, which an engine takes; null when there is nothing to do it with. O(plan). */
export function planned(plan: Plan, intent: Intent): Planned | null {
  if (intent.do === 'create-network') return createLine(plan, intent)
  if (intent.do === 'run') return runLine(plan, intent)
  if (intent.do === 'run-apart') return runApartLine(plan, intent)
  const network = 'network' in intent ? plan.networks.find(({ id }) => id === intent.network) : undefined
  if (intent.do === 'remove-network')
    return network === undefined ||
      plan.containers.some((c) => c.home === network.name || c.networks.includes(network.name))
      ? null
      : {
          line: `network rm ${network.name}`,
          plan: { ...plan, networks: plan.networks.filter((n) => n !== network) },
        }
  const container = plan.containers.find(({ id }) => id === intent.container)
  if (container === undefined) return null
  const { name, networks, running } = container
  // who lends his network stack stays up, and who has none of his own joins no network
  const lends = plan.containers.some(({ shares }) => shares === name)
  const isKept = intent.do === 'connect' || intent.do === 'disconnect' ? container.apart === true : lends
  if (isKept && intent.do !== 'start') return null
  const next = (line: string, change: Partial<PlannedContainer>): Planned => ({
    line,
    plan: {
      ...plan,
      containers: plan.containers.map((c) => (c === container ? { ...container, ...change } : c)),
    },
  })
  switch (intent.do) {
    case 'connect':
      if (network === undefined || networks.includes(network.name)) return null
      return next(`network connect ${aliasFlag('--alias', intent.alias)}${network.name} ${name}`, {
        networks: [...networks, network.name],
      })
    case 'disconnect':
      if (network === undefined || !networks.includes(network.name)) return null
      return next(`network disconnect ${network.name} ${name}`, {
        networks: networks.filter((n) => n !== network.name),
      })
    case 'start':
      return running ? null : next(`start ${name}`, { running: true })
    case 'stop':
      return running ? next(`stop ${name}`, { running: false }) : null
    case 'restart':
      return running ? next(`restart ${name}`, {}) : null
    case 'remove-container':
      return {
        line: `rm -f ${name}`,
        plan: {
          ...plan,
          containers: plan.containers.filter((c) => c !== container),
          ports: plan.ports.filter(({ by }) => by !== name),
        },
      }
  }
}

/** The intents that make something, by their verb. */
type Creation<D extends Intent['do']> = Extract<Intent, { do: D }>

/** Names count up and are never used again, so that a line says which network is meant whatever was removed before. */
function createLine(
  plan: Plan,
  { network, internal, ipv6 = false, options }: Creation<'create-network'>,
): Planned | null {
  if (plan.networks.some(({ id }) => id === network)) return null
  const number = plan.made.networks + 1
  const name = `net${number}`
  const flags = [
    ...(internal ? ['--internal'] : []),
    ...(ipv6 ? ['--ipv6'] : []),
    ...options.map((o) => `-o ${o}`),
  ]
  return {
    line: ['network create', ...flags, name].join(' '),
    plan: {
      ...plan,
      networks: [...plan.networks, { id: network, name }],
      made: { ...plan.made, networks: number },
    },
  }
}

/**
 * A container runs on those of the networks that are there; a port of the host that is taken is left out, as an engine
 * would refuse it.
 */
function runLine(
  plan: Plan,
  { container, networks, alias, publish, udp = false }: Creation<'run'>,
): Planned | null {
  const on = plan.networks.filter(({ id }) => networks.includes(id)).map(({ name }) => name)
  const [home] = on
  if (home === undefined || plan.containers.some(({ id }) => id === container)) return null
  const number = plan.made.containers + 1
  const name = `ctr${number}`
  const port = plan.ports.some((p) => p.port === publish) ? null : publish
  const words = [
    `run -d --name ${name}`,
    ...on.map((n) => `--network ${n}`),
    ...(alias === null ? [] : [`--network-alias ${alias}`]),
    ...(port === null ? [] : [`-p ${port}:${udp ? '53/udp' : '80'}`]),
    udp ? '--label cnm.listen=53/udp alpine sleep 1d' : 'alpine httpd -f -p 80',
  ]
  return {
    line: words.join(' '),
    plan: {
      ...plan,
      containers: [...plan.containers, { id: container, name, running: true, networks: on, home }],
      made: { ...plan.made, containers: number },
      ports: port === null ? plan.ports : [...plan.ports, { port, by: name }],
    },
  }
}

/** On ports of their own, since a stack that is shared has each only once. */
const FIRST_PORT_APART = 9000

function runApartLine(plan: Plan, { container, mode }: Creation<'run-apart'>): Planned | null {
  const lender = plan.containers.find(({ id }) => id === mode)
  if (plan.containers.some(({ id }) => id === container)) return null
  if (typeof mode === 'number' && (lender === undefined || lender.apart === true || !lender.running))
    return null
  const number = plan.made.containers + 1
  const name = `ctr${number}`
  const how = typeof mode === 'number' ? `container:${lender?.name ?? ''}` : mode
  return {
    line: `run -d --name ${name} --network ${how} alpine httpd -f -p ${FIRST_PORT_APART + number}`,
    plan: {
      ...plan,
      containers: [
        ...plan.containers,
        {
          id: container,
          name,
          running: true,
          networks: [],
          home: how,
          apart: true,
          ...(lender === undefined ? {} : { shares: lender.name }),
        },
      ],
      made: { ...plan.made, containers: number },
    },
  }
}

const aliasFlag = (flag: string, alias: string | null): string => (alias === null ? '' : `${flag} ${alias} `)
