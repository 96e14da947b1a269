// What a strict XML parser finds in a text; it throws for one that is not well-formed.
import { SaxesParser } from 'saxes'

export interface Xml {
  /** Of the elements, in the order in which they begin. */
  readonly names: readonly string[]
  /** Each element's own text. */
  readonly texts: readonly string[]
  readonly attributes: readonly Readonly<Record<string, string>>[]
}

export function readXml(source: string): Xml {
  const [names, texts, attributes]: [string[], string[], Record<string, string>[]] = [[], [], []]
  const open: number[] = []
  const parser = new SaxesParser()
  parser.on('error', (problem) => {
    throw problem
  })
  parser.on('opentag', (tag) => {
    open.push(names.length)
    names.push(tag.name)
    texts.push('')
    attributes.push(tag.attributes)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', (words) => {
    const at = open.at(-1)
    if (at !== undefined) texts[at] = `${texts[at] ?? ''}${words}`
  })
  parser.write(source).close()
  return { names, texts, attributes }
}
