// Graphviz itself reads what is written, and finds the very graph that was drawn.
import { instance, type Viz } from '@viz-js/viz'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { dot } from '../../src/draw/dot.js'
import { drawConversation, drawWorld } from '../../src/draw/draw.js'
import type { Graph } from '../../src/draw/graph.js'
import { shown } from '../../src/draw/text.js'
import { allBoxes, allNodes, arbitraryGraph } from './arbitraryGraph.js'
import { hostileTexts } from './hostile.js'
import { shop } from './shop.js'

let graphviz: Viz
beforeAll(async () => {
  graphviz = await instance()
})

interface Drawn {
  readonly name: string
  readonly label: string
}

/** The part of Graphviz's JSON that says what was read. */
interface Layout {
  readonly objects?: readonly Drawn[]
  readonly edges?: readonly { readonly label?: string; readonly style?: string; readonly dir?: string }[]
}

/** Labels as Graphviz keeps them: lines end in `\l`, backslashes are double. */
const kept = (lines: readonly string[]): string => {
  const texts = lines.map((line) => shown(line).replaceAll('\\', '\\\\'))
  return texts.length === 1 ? texts.join('') : texts.map((text) => `${text}\\l`).join('')
}

function read(source: string): { readonly objects: readonly Drawn[]; readonly edges: readonly string[] } {
  const { objects = [], edges = [] }: Layout = JSON.parse(graphviz.renderString(source, { format: 'json0' }))
  return {
    objects: objects
      .filter(({ name }) => !name.endsWith('_empty'))
      .map(({ name, label }) => ({ name, label: unescaped(label) })),
    edges: edges.map(({ label = '', style = '', dir = '' }) => [unescaped(label), style, dir].join('|')),
  }
}

/** Graphviz turns entities into characters when it draws, not when it reads. */
const unescaped = (text: string): string => text.replaceAll('&amp;', '&')

function expectSame(graph: Graph): void {
  const { objects, edges } = read(dot(graph))
  expect(new Map(objects.map(({ name, label }) => [name, label]))).toEqual(
    new Map([
      ...allBoxes(graph.boxes).map(({ id, lines }) => [`cluster_${id}`, kept(lines)] as const),
      ...allNodes(graph).map(({ id, lines }) => [id, kept(lines)] as const),
    ]),
  )
  expect(edges.toSorted()).toEqual(
    graph.edges
      .map((e) => [kept([e.label]), e.dashed ? 'dashed' : '', e.arrow ? '' : 'none'].join('|'))
      .toSorted(),
  )
}

/** By DOT's own rule for quoted strings. Graphviz in WebAssembly breaks after some dozens of graphs, too soon for a property. */
test('outside of quotes there is nothing that a user wrote, and inside every text as it was', () => {
  fc.assert(
    fc.property(arbitraryGraph, (graph) => {
      const source = dot(graph)
      expect(source.replaceAll(QUOTED, '""')).toMatch(/^[\w\s{}[\]=",>-]*$/)
      const labels = [...source.matchAll(QUOTED)]
        .filter(
          ({ index }) =>
            source.slice(0, index).endsWith(' [label=') || /^\s*label=$/.test(lineTo(source, index)),
        )
        .map(([text]) => unescaped(text.slice(1, -1).replaceAll('\\"', '"')))
      const written = [
        ...allBoxes(graph.boxes).map(({ lines }) => kept(lines)),
        ...allNodes(graph).map(({ lines }) => kept(lines)),
      ]
      expect(labels).toEqual(expect.arrayContaining(written))
    }),
  )
})
const QUOTED = /"(?:[^"\\]|\\.)*"/gs
const lineTo = (source: string, index: number): string =>
  source.slice(source.lastIndexOf('\n', index) + 1, index)

test.each(hostileTexts.map((text) => [text]))('%j stays a text', (text) => {
  const node = { id: 'a', lines: [text, `x${text}`], tone: 'plain' as const }
  const box = { id: 'b', lines: [text], tone: 'network' as const, boxes: [], nodes: [] }
  const edge = { from: 'a', to: 'c', label: `x${text}`, dashed: false, arrow: true }
  expectSame({ direction: 'down', nodes: [node, { ...node, id: 'c' }], boxes: [box], edges: [edge] })
})

test('what is drawn shows an entity as it was written', () => {
  const node = { id: 'a', lines: ['&lt;b&gt; &amp;'], tone: 'plain' as const }
  const picture = graphviz.renderString(dot({ direction: 'down', nodes: [node], boxes: [], edges: [] }), {
    format: 'svg',
  })
  expect(picture).toContain('>&amp;lt;b&amp;gt; &amp;amp;</text>')
})

test('a world and the way of a packet are graphs', () => {
  const lab = shop()
  expect(read(drawWorld(lab.world, 'dot')).objects.map(({ label }) => label.split('\\l')[0])).toEqual(
    expect.arrayContaining(['front (bridge)', 'back (bridge)', '3 × web-1, web-2, web-3']),
  )
  const { conversation } = lab.http('peer', '192.0.2.11', 8081)
  expect(read(drawConversation(conversation!, 'dot')).objects.map(({ label }) => label)).toContainEqual(
    expect.stringContaining('h1/web-1 took the packet'),
  )
})
