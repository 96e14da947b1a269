/**
 * YAML text to trees with places: anchors and merge keys are resolved, Compose's tags are kept. Every alias of an
 * anchor gives the same tree, so a file of a few lines cannot become a large one. O(text). The package `yaml` finds the
 * structure; what scalars mean is decided here, as Go's parser (go.yaml.in/yaml/v3) does it, since the two differ.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml'
import type { Alias, Document, Scalar, YAMLMap } from 'yaml'
import { err, ok, type Result } from '../../addr/result.js'
import type { ComposeError } from '../errors.js'
import type { Place } from '../place.js'
import { list, map, scalar, type Entry, type MergeTag, type Node, type ScalarNode } from './node.js'
import { plainScalar } from './plainScalar.js'

/** The documents of a file, in order; an empty one is null. The first error of all: `yaml`, or one of those below. */
export function parseYaml(file: string, text: string): Result<readonly Node[], ComposeError> {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  // failsafe: every scalar is a text, and what it means is decided as Go's parser does
  const options = { schema: 'failsafe', lineCounter: lines, uniqueKeys: false, prettyErrors: false } as const
  const nodes: Node[] = []
  for (const document of parseAllDocuments(text, options)) {
    const [problem] = document.errors
    if (problem) return err({ code: 'yaml', place: place(problem.pos[0]), problem: problem.message })
    const reader = new Reader(document, place)
    nodes.push(reader.read(document.contents))
    if (reader.problem) return err(reader.problem)
  }
  return ok(nodes)
}

/**
 * One document on its way to a tree; it lives for one call. Reading goes on after a problem, which costs nothing and
 * keeps the code straight: the tree is thrown away.
 */
class Reader {
  /** The first thing that is wrong. */
  problem: ComposeError | null = null
  readonly #document: Document.Parsed
  readonly #place: (offset: number) => Place
  /** What was read already: an anchor is read once. */
  readonly #known = new Map<unknown, Node>()
  /** What is being read, outermost first: an alias to one of them has no end. */
  readonly #open = new Set<unknown>()

  constructor(document: Document.Parsed, place: (offset: number) => Place) {
    this.#document = document
    this.#place = place
  }

  read(node: unknown): Node {
    const place = this.#placeOf(node)
    const known = this.#known.get(node)
    if (known) return known
    if (isAlias(node)) return this.#alias(node, place)
    this.#open.add(node)
    const value = this.#value(node, place)
    const tag = isNode(node) ? TAGS.get(node.tag ?? '') : undefined
    const read = tag === undefined ? value : { ...value, tag }
    this.#open.delete(node)
    this.#known.set(node, read)
    return read
  }

  #alias(node: Alias, place: Place): Node {
    const target = node.resolve(this.#document)
    if (target === undefined) return this.#fail({ code: 'unknown-anchor', place, anchor: node.source })
    if (this.#open.has(target)) return this.#fail({ code: 'endless-alias', place, anchor: node.source })
    return this.read(target)
  }

  #value(node: unknown, place: Place): Node {
    if (isScalar(node)) return scalar(scalarValue(node), place)
    if (isSeq(node))
      return list(
        node.items.map((item) => this.read(item)),
        place,
      )
    return isMap(node) ? this.#map(node, place) : scalar(null, place)
  }

  #map(node: YAMLMap, place: Place): Node {
    const own = new Map<string, Entry>()
    const merged: Node[] = []
    for (const { key, value } of node.items) {
      const at = this.#placeOf(key)
      if (!isScalar(key) || typeof key.value !== 'string' || typeof scalarValue(key) !== 'string')
        return this.#fail({ code: 'key-not-text', place: at })
      const read = value === null ? scalar(null, at) : this.read(value)
      // merged in at the end, so that what is written here counts whatever the order
      if (key.value === '<<' && key.type === 'PLAIN') {
        merged.push(read)
        continue
      }
      // Go's parser refuses a key that is there twice; JavaScript's would let the last one win
      const before = own.get(key.value)
      if (before) return this.#fail({ code: 'key-twice', place: at, key: key.value, before: before.key })
      own.set(key.value, { key: at, value: read })
    }
    // what is written here counts before what is merged in, and of that the first
    for (const source of merged.flatMap((m) => (m.kind === 'list' ? m.items : [m]))) {
      if (source.kind !== 'map') return this.#fail({ code: 'merge-key', place: source.place })
      for (const [name, entry] of source.entries) if (!own.has(name)) own.set(name, entry)
    }
    return map(own, place)
  }

  #placeOf(node: unknown): Place {
    return this.#place(isNode(node) ? (node.range?.[0] ?? 0) : 0)
  }

  #fail(problem: ComposeError): ScalarNode {
    this.problem ??= problem
    return scalar(null, problem.place)
  }
}

/** Only an unquoted scalar can be something else than a text: '80' is a text, 80 a number. */
function scalarValue({ value, type, tag }: Scalar): ScalarNode['value'] {
  const text = typeof value === 'string' ? value : ''
  return type === 'PLAIN' && tag !== 'tag:yaml.org,2002:str' ? plainScalar(text) : text
}

/** loader/reset.go ResetProcessor. Other tags are ignored, but for `!!str`, which makes a text of anything. */
const TAGS: ReadonlyMap<string, MergeTag> = new Map([
  ['!reset', 'reset'],
  ['!override', 'override'],
])
