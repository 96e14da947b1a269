/** A drawing before it is written in a language: boxes within boxes, nodes, and edges. Texts are raw, ids are the drawing's own. */

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

export interface Node {
  readonly id: string
  readonly lines: readonly string[]
  readonly tone: Tone
}

export interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly dashed: boolean
  /** Without one it is a membership, and has no direction. */
  readonly arrow: boolean
}

/** Fill, border and text of each tone; light, since drawings are read on paper and on screens of either kind. */
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
export const INK = '#1f2328'
