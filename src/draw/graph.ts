/** A drawing before it is written in a language: boxes within boxes, nodes, and edges. Texts are raw, ids are the drawing's own. */

/**
 * `direction` is that of the ways of packets (down) and of memberships (right); the languages lay out the rest
 * themselves.
 */
export interface Graph {
  readonly direction: 'down' | 'right'
  readonly boxes: readonly Box[]
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

/** How something is meant; the languages have a colour for each. */
export const TONES = ['plain', 'host', 'network', 'internal', 'outside', 'exposed', 'good', 'bad'] as const
export type Tone = (typeof TONES)[number]

/** Ids are letters and digits, unique in the graph. */
export interface Box {
  readonly id: string
  readonly lines: readonly string[]
  readonly tone: Tone
  readonly boxes: readonly Box[]
  readonly nodes: readonly Node[]
}

/** `lines`: the first is its name, the rest what is known of it. */
export interface Node {
  readonly id: string
  readonly lines: readonly string[]
  readonly tone: Tone
}

/** From a node to a node, never to a box: Mermaid and DOT differ in what an edge to a box is. */
export interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly dashed: boolean
  /** Without one it is a membership, and has no direction. */
  readonly arrow: boolean
}

/**
 * Fill and border of each tone; light, since drawings are read on paper and on screens of either kind. The text is
 * INK.
 */
export const COLOURS: { readonly [T in Tone]: { readonly fill: string; readonly line: string } } = {
  plain: { fill: '#ffffff', line: '#57606a' },
  host: { fill: '#f6f8fa', line: '#8c959f' },
  network: { fill: '#ddf4ff', line: '#0969da' },
  internal: { fill: '#fff8c5', line: '#9a6700' },
  outside: { fill: '#eaeef2', line: '#57606a' },
  exposed: { fill: '#ffffff', line: '#bc4c00' },
  good: { fill: '#dafbe1', line: '#1a7f37' },
  bad: { fill: '#ffebe9', line: '#cf222e' },
}
/** The colour of all texts that have no tone of their own. */
export const INK = '#1f2328'
