/** Folds what a command printed: JSON as JSON, in the layout that it came in; everything else as text. */
import type { Folder } from './folder.js'
import { foldJson } from './foldJson.js'
import { networkPart } from './networkPart.js'

export function foldOutput(folder: Folder, printed: string): string {
  const text = inAnyOrder(printed)
  const whole = foldDocument(folder, text)
  // several documents, one a line, as `--format json` prints them, are no document as a whole
  return looksLikeJson(text) && whole === folder.text(text)
    ? text
        .split(/(?<=\n)/)
        .map((line) => foldDocument(folder, line))
        .join('')
    : whole
}

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text)

function foldDocument(folder: Folder, text: string): string {
  const parsed = looksLikeJson(text) ? parse(text) : undefined
  if (parsed === undefined) return folder.text(text)
  const indent = /^.\n( +)/.exec(text)?.[1]?.length ?? 0
  return (
    JSON.stringify(foldJson(folder, networkPart(parsed)), null, indent) + (text.endsWith('\n') ? '\n' : '')
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `network prune` lists what it deleted as a Go map gives it. */
const inAnyOrder = (text: string): string =>
  text.startsWith('Deleted Networks:\n') ? text.split('\n').toSorted().join('\n') : text

/** `network rm` names the endpoints that are in its way in random order. */
export const foldBlockers = (text: string): string =>
  text.replace(/(?<=has active endpoints \()name:.*(?=\))/g, (list) =>
    list
      .split(', ')
      .map((endpoint) => endpoint.replace(/ id:"\w+"/, ''))
      .toSorted()
      .join(', '),
  )
