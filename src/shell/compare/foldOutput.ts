/** Folds what a command printed: JSON as JSON, in the layout that it came in; everything else as text. */
import type { Folder } from './folder.js'
import { foldJson } from './foldJson.js'
import { networkPart } from './networkPart.js'

/** The text that two runs must have in common; ids, times, ports and the like as their numbers. */
export function foldOutput(folder: Folder, printed: string): string {
  const text = inAnyOrder(printed)
  // several documents, one a line, as `--format json` prints them, are no document as a whole
  return looksLikeJson(text) && parse(text) === undefined
    ? text
        .split(/(?<=\n)/)
        .map((line) => foldDocument(folder, line))
        .join('')
    : foldDocument(folder, text)
}

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text)

function foldDocument(folder: Folder, text: string): string {
  const parsed = looksLikeJson(text) ? parse(text) : undefined
  if (parsed === undefined) return folder.text(text)
  // JSON comes back in the layout that it came in, so that layouts are compared, too
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

/** `network prune` lists what it deleted as a Go map gives it; nslookup prints replies as they come. */
function inAnyOrder(text: string): string {
  if (text.startsWith('Deleted Networks:\n')) return text.split('\n').toSorted().join('\n')
  if (!text.startsWith('Server:\t\t')) return text
  const [head = '', ...replies] = text.split(/(?<=\n)\n/)
  return [head, ...replies.toSorted()].join('\n')
}

/** What a Go map's order decides in a refusal: the order of endpoints in the way, and which wildcard address is named. */
export const foldRefusal = (text: string): string =>
  // one port on both families is refused for the first of the two that is looked at (portallocator.go RequestPortsInRange)
  foldBlockers(text).replace(/(?<=Bind for )(0\.0\.0\.0|::)(?=:\d+ failed)/, '<any address>')

/** `network rm` names the endpoints that are in its way in random order. */
const foldBlockers = (text: string): string =>
  text.replace(/(?<=has active endpoints \()name:.*(?=\))/g, (list) =>
    list
      .split(', ')
      .map((endpoint) => endpoint.replace(/ id:"\w+"/, ''))
      .toSorted()
      .join(', '),
  )
