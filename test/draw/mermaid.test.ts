// Mermaid's own parser reads what is written, and finds the very graph that was drawn.
import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { beforeAll, expect, test } from 'vitest'
import { drawConversation, drawWorld } from '../../src/draw/draw.js'
import type { Graph } from '../../src/draw/graph.js'
import { mermaid } from '../../src/draw/mermaid.js'
import { shown } from '../../src/draw/text.js'
import { allBoxes, allNodes, arbitraryGraph } from './arbitraryGraph.js'
import { hostileTexts } from './hostile.js'
import { shop } from './shop.js'

interface Parsed {
  readonly nodes: ReadonlyMap<string, string>
  readonly boxes: ReadonlyMap<string, string>
  readonly edges: readonly string[]
}
interface Diagrams {
  readonly getDiagramFromText: (source: string) => Promise<{
    readonly db: {
      readonly getVertices: () => ReadonlyMap<string, { readonly id: string; readonly text: string }>
      readonly getSubGraphs: () => readonly { readonly id: string; readonly title: string }[]
      readonly getEdges: () => readonly Readonly<
        Record<'start' | 'end' | 'text' | 'stroke' | 'type', string>
      >[]
    }
  }>
}
let parse: (source: string) => Promise<Parsed>

beforeAll(async () => {
  // it wants a window when it is loaded, for its sanitiser; no test after this one shall find one
  Reflect.set(globalThis, 'window', new JSDOM().window)
  const { default: lib } = await import('mermaid')
  Reflect.deleteProperty(globalThis, 'window')
  await lib.parse('flowchart TB\n a --> b')
  // what a diagram holds is not among the parts that Mermaid documents
  const api: Diagrams = Reflect.get<object, string>(lib, 'mermaidAPI')
  parse = async (source) => {
    const { db } = await api.getDiagramFromText(source)
    return {
      nodes: new Map([...db.getVertices().values()].map((v) => [v.id, decoded(v.text)])),
      boxes: new Map(db.getSubGraphs().map((s) => [s.id, decoded(s.title)])),
      edges: db.getEdges().map((e) => [e.start, e.end, decoded(e.text).trim(), e.stroke, e.type].join(' | ')),
    }
  }
}, 60_000)

/** Entities as the renderer puts them into the page, then as the page shows them. */
const decoded = (text: string): string =>
  text
    .replaceAll(/ﬂ°°(\d+)¶ß/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/<br\/?>/g, '\n')

function expectSame(graph: Graph, parsed: Parsed): void {
  const label = (lines: readonly string[]): string => lines.map(shown).join('\n').trim()
  const trimmed = (texts: ReadonlyMap<string, string>) => new Map([...texts].map(([k, v]) => [k, v.trim()]))
  expect(trimmed(parsed.nodes)).toEqual(new Map(allNodes(graph).map((n) => [n.id, label(n.lines)])))
  const boxes = new Map(allBoxes(graph.boxes).map((b) => [b.id, label(b.lines)]))
  expect(trimmed(parsed.boxes)).toEqual(boxes)
  expect(parsed.edges).toEqual(
    graph.edges.map((e) =>
      [
        e.from,
        e.to,
        label([e.label]),
        e.dashed ? 'dotted' : 'normal',
        e.arrow ? 'arrow_point' : 'arrow_open',
      ].join(' | '),
    ),
  )
}

test('any graph with any texts is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, async (graph) => expectSame(graph, await parse(mermaid(graph)))),
    { numRuns: 60 },
  )
})

test.each(hostileTexts.map((text) => [text]))('%j stays a text', async (text) => {
  const node = { id: 'a', lines: [text, `x${text}`], tone: 'plain' as const }
  const box = { id: 'b', lines: [text], tone: 'network' as const, boxes: [], nodes: [] }
  const edge = { from: 'a', to: 'a', label: `x${text}`, dashed: false, arrow: true }
  const graph: Graph = { direction: 'down', nodes: [node], boxes: [box], edges: [edge] }
  expectSame(graph, await parse(mermaid(graph)))
})

test('an edge whose label is one control character shows that there is one', async () => {
  const nodes = ['a', 'b'].map((id) => ({ id, lines: [id], tone: 'plain' as const }))
  const edge = { from: 'a', to: 'b', label: '\t', dashed: false, arrow: false }
  const graph: Graph = { direction: 'down', nodes, boxes: [], edges: [edge] }
  expectSame(graph, await parse(mermaid(graph)))
})

test('a world and the way of a packet are flowcharts', async () => {
  const lab = shop()
  const world = await parse(drawWorld(lab.world))
  expect([...world.boxes.values()].map((title) => title.split('\n')[0])).toEqual(
    expect.arrayContaining(['front (bridge)', 'back (bridge)']),
  )
  const { conversation } = lab.http('peer', '192.0.2.11', 8081)
  const way = await parse(drawConversation(conversation!))
  expect([...way.nodes.values()].join('\n')).toContain('h1/web-1 took the packet')
})
