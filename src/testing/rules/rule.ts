/** Rules about who reaches whom, as data, and the words to write them with: `never('frontend').reaches('db')`. */
import { portText, type Port } from './port.js'

/**
 * Whom a rule is about. `db` is the container of that name, or the containers of that compose service, or the machine;
 * `h1/db` a container of one host; `network:back`, `service:db`, `service:shop/db`, `project:shop`, `label:tier=db`,
 * `label:tier`, `container:db`, `host:h1` say it outright. `*` is every container that runs, `internet` every machine that
 * runs no Docker.
 */
export type Selector = string
/** Several: whoever one of them means. */
export type Selectors = Selector | readonly Selector[]

/** A rule as plain data: it survives JSON, and `check` takes it as it is. */
export interface RuleData {
  /**
   * - `never`: nobody of `from` gets an answer from anybody of `to`, neither at its own addresses nor by a published port
   * - `always`: everybody of `from` gets one from everybody of `to`, on each of the ports
   * - `only`: as `always` for `from`, and as `never` for all other containers and for the internet
   */
  readonly kind: 'never' | 'always' | 'only'
  readonly from: readonly Selector[]
  readonly to: readonly Selector[]
  /** Empty: any way; a ping, or any port that the target listens on. */
  readonly ports: readonly Port[]
  /** Whom the rule is not about, on either side. */
  readonly except: readonly Selector[]
  /** The reason, for whoever reads a failure. */
  readonly why: string | null
}

/** A rule; plain data but for the two words that change a copy. */
export class ReachRule implements RuleData {
  readonly kind: RuleData['kind']
  readonly from: readonly Selector[]
  readonly to: readonly Selector[]
  readonly ports: readonly Port[]
  readonly except: readonly Selector[]
  readonly why: string | null

  constructor({ kind, from, to, ports, except, why }: RuleData) {
    this.kind = kind
    this.from = from
    this.to = to
    this.ports = ports
    this.except = except
    this.why = why
  }

  /** The same rule with the reason for it. */
  because(why: string): ReachRule {
    return new ReachRule({ ...this.#data(), why })
  }

  /** The same rule, but not about these, on either side. */
  excluding(selectors: Selectors): ReachRule {
    return new ReachRule({ ...this.#data(), except: listOf(selectors) })
  }

  #data(): RuleData {
    const { kind, from, to, ports, except, why } = this
    return { kind, from, to, ports, except, why }
  }
}

/** The half of a rule that waits for its target. */
export interface Reaches {
  /** No ports: any way at all. */
  readonly reaches: (to: Selectors, ...ports: readonly Port[]) => ReachRule
}

/** `never('frontend').reaches('db')`, `never('internet').reaches('*', tcp(22))` */
export const never = (from: Selectors): Reaches => rule('never', from)
/** `always('web').reaches('api', tcp(8080))` */
export const always = (from: Selectors): Reaches => rule('always', from)
/** `only('api').reaches('db', tcp(5432))`: it does, and nobody else does. */
export const only = (from: Selectors): Reaches => rule('only', from)

const rule = (kind: RuleData['kind'], from: Selectors): Reaches => ({
  reaches: (to, ...ports) =>
    new ReachRule({ kind, from: listOf(from), to: listOf(to), ports, except: [], why: null }),
})

/** One or several, as a list. */
export const listOf = (selectors: Selectors): readonly Selector[] =>
  typeof selectors === 'string' ? [selectors] : selectors

/** `frontend never reaches db on 5432/tcp` */
export function ruleText({ kind, from, to, ports, except }: RuleData): string {
  const [who, whom] = [from.join(', '), to.join(', ')]
  const on = ports.length === 0 ? '' : ` on ${ports.map(portText).join(', ')}`
  const but = except.length === 0 ? '' : `, except ${except.join(', ')}`
  return `${kind === 'only' ? `only ${who} reaches` : `${who} ${kind} reaches`} ${whom}${on}${but}`
}
