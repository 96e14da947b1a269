/** The line of a JSON text on which a value stands, for messages. The text must be valid JSON: that is JSON.parse's part. */
import type { JsonPath } from './shape.js'

// a text, a bracket, a colon or comma, or anything else up to the next of them: enough to count values
const token = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/gy
const space = /\s*/y

/** Where a path leads in a JSON text: line 1 is the first. The nearest value above it when it leads nowhere. O(text). */
export function lineOfPath(source: string, path: JsonPath): number {
  const reader = new Reader(source)
  let found = reader.position
  reader.value([], (at, position) => {
    if (at.length <= path.length && at.every((key, i) => key === path[i])) found = position
  })
  return lineOf(source, found)
}

/** The line of an offset into a text. */
export const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

type Visit = (path: JsonPath, position: number) => void

/** Goes through a text once, from its beginning; knows where it is. */
class Reader {
  position = 0
  constructor(private readonly source: string) {
    this.skip()
  }

  /** Reads one value, and tells of it and of every value inside. */
  value(path: JsonPath, visit: Visit): void {
    visit(path, this.position)
    const first = this.next()
    if (first === '[') this.members(']', (index) => this.value([...path, index], visit))
    if (first === '{')
      this.members('}', () => {
        const key: unknown = JSON.parse(this.next())
        this.next()
        this.value([...path, String(key)], visit)
      })
  }

  private members(end: string, member: (index: number) => void): void {
    for (let index = 0; this.position < this.source.length; index++) {
      if (this.source.startsWith(end, this.position)) break
      member(index)
      if (this.source.startsWith(',', this.position)) this.next()
    }
    this.next()
  }

  private next(): string {
    token.lastIndex = this.position
    const [found = ''] = token.exec(this.source) ?? []
    this.position += found.length
    this.skip()
    return found
  }

  private skip(): void {
    space.lastIndex = this.position
    this.position += space.exec(this.source)?.[0].length ?? 0
  }
}
