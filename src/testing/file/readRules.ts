/**
 * Rule files: YAML with the meaning that `never`, `always` and `only` have in code. A file is a list of rules, or has one
 * under `rules:`; its place is told with every problem.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, YAMLMap } from 'yaml'
import { err, ok, type Result } from '../../addr/result.js'
import { parsePort, type Port } from '../rules/port.js'
import { ReachRule, type RuleData } from '../rules/rule.js'
import { nearest } from '../../shell/scenario/nearest.js'
import { problemText, type FilePlace, type RuleProblem } from './problem.js'

/** The three kinds of rules are keys of a file: exactly one of them stands in each rule. */
const KINDS = ['never', 'always', 'only'] as const
const KEYS = [...KINDS, 'reaches', 'ports', 'except', 'why']

/** The rules of a file, in its order, or everything that is wrong with it. `file`: how messages name it. */
export function readRules(
  text: string,
  file = 'rules.yaml',
): Result<readonly ReachRule[], readonly RuleProblem[]> {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): FilePlace => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const [broken] = doc.errors
  if (broken) return err([{ code: 'yaml-syntax', message: hinted(broken.message), at: place(broken.pos[0]) }])
  return new Reader(doc, place).rules()
}

/** A bare star begins an alias in YAML, and is the first thing that people write for "everybody". */
const hinted = (message: string): string =>
  /alias/i.test(message) ? `${message}. A star has to be quoted: '*'` : message

/** The throwing door to `readRules`: an Error with a line for each problem, each with its place. */
export function mustReadRules(text: string, file?: string): readonly ReachRule[] {
  const read = readRules(text, file)
  if (read.ok) return read.value
  throw new Error(read.error.map(problemText).join('\n'))
}

/**
 * One file on its way to rules; it lives for one call, and goes on after a problem, so that all of them are told at
 * once.
 */
class Reader {
  readonly #doc: Document.Parsed
  readonly #place: (offset: number) => FilePlace
  readonly #problems: RuleProblem[] = []

  constructor(doc: Document.Parsed, place: (offset: number) => FilePlace) {
    this.#doc = doc
    this.#place = place
  }

  rules(): Result<readonly ReachRule[], readonly RuleProblem[]> {
    const top = this.#followed(this.#doc.contents)
    const list = isMap(top) ? this.#followed(this.#valueOf(top, 'rules')) : top
    if (!isSeq(list) || list.items.length === 0) return err([{ code: 'no-rules', at: this.#at(list ?? top) }])
    if (isMap(top))
      for (const key of keysOf(top))
        if (key.text !== 'rules')
          this.#problems.push({ code: 'unknown-key', key: key.text, nearest: null, at: this.#at(key.node) })
    const rules = list.items.flatMap((item) => this.#rule(item) ?? [])
    return this.#problems.length > 0 ? err(this.#problems) : ok(rules)
  }

  #rule(item: unknown): ReachRule | null {
    const map = this.#followed(item)
    const at = this.#at(map)
    if (!isMap(map)) return this.#refuse({ code: 'not-a-rule', found: shown(map), at })
    const keys = keysOf(map)
    for (const { text, node } of keys)
      if (!KEYS.includes(text))
        this.#refuse({
          code: 'unknown-key',
          key: text,
          nearest: nearest(text, KEYS) ?? null,
          at: this.#at(node),
        })
    const kinds = KINDS.filter((kind) => keys.some(({ text }) => text === kind))
    const [kind] = kinds
    if (kind === undefined || kinds.length > 1) return this.#refuse({ code: 'which-kind', found: kinds, at })
    const from = this.#names(map, kind)
    if (!keys.some(({ text }) => text === 'reaches'))
      return this.#refuse({ code: 'no-target', kind, from: from.join(', '), at })
    const rule: RuleData = {
      kind,
      from,
      to: this.#names(map, 'reaches'),
      ports: this.#ports(map),
      except: keys.some(({ text }) => text === 'except') ? this.#names(map, 'except') : [],
      why: this.#why(map),
    }
    return new ReachRule(rule)
  }

  #names(map: YAMLMap, key: string): readonly string[] {
    const node = this.#followed(this.#valueOf(map, key))
    const items = isSeq(node) ? node.items : [node]
    if (items.length === 0)
      this.#refuse({ code: 'not-names', key, found: 'an empty list', at: this.#at(node) })
    return items.flatMap((item) => {
      const one = this.#followed(item)
      if (isScalar(one) && typeof one.value === 'string' && one.value.trim() !== '') return [one.value]
      // a name made of digits is a number in YAML
      if (isScalar(one) && typeof one.value === 'number') return [one.source ?? String(one.value)]
      this.#refuse({ code: 'not-names', key, found: shown(one), at: this.#at(one ?? map) })
      return []
    })
  }

  #ports(map: YAMLMap): readonly Port[] {
    const node = this.#followed(this.#valueOf(map, 'ports'))
    if (node === undefined) return []
    return (isSeq(node) ? node.items : [node]).flatMap((item) => {
      const one = this.#followed(item)
      const port = isScalar(one) ? parsePort(String(one.value)) : undefined
      if (port === undefined)
        this.#refuse({ code: 'not-a-port', found: shown(one), at: this.#at(one ?? map) })
      return port ?? []
    })
  }

  #why(map: YAMLMap): string | null {
    const node = this.#followed(this.#valueOf(map, 'why'))
    if (node === undefined) return null
    if (isScalar(node) && typeof node.value === 'string') return node.value
    return this.#refuse({ code: 'not-text', key: 'why', found: shown(node), at: this.#at(node) })
  }

  #refuse(problem: RuleProblem): null {
    this.#problems.push(problem)
    return null
  }

  #valueOf(map: YAMLMap, key: string): unknown {
    return map.items.find(({ key: k }) => isScalar(k) && k.value === key)?.value ?? undefined
  }

  /** What an alias (`*name`) stands for. */
  #followed(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#doc) : (node ?? undefined)
  }

  #at(node: unknown): FilePlace {
    const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined
    return this.#place(range?.[0] ?? 0)
  }
}

const keysOf = (map: YAMLMap): readonly { readonly text: string; readonly node: unknown }[] =>
  map.items.map(({ key }) => ({ text: isScalar(key) ? String(key.value) : shown(key), node: key }))

/** A value as messages quote it. */
function shown(node: unknown): string {
  if (isMap(node)) return 'a mapping'
  if (isSeq(node)) return 'a list'
  if (!isScalar(node) || node.value === null) return 'nothing'
  return `'${node.source ?? JSON.stringify(node.value)}'`
}
