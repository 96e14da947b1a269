/** For people: what is not well with all its lines, and what is well in one line each. */
import { placeText } from '../../compose/compose.js'
import type { Item, Report } from './item.js'

/** Ends with the summary, which is what a terminal shows last. */
export const tableReport = ({ items, summary }: Report): string =>
  [...items.map(itemText), summary, ''].join('\n')

const LABELS: { readonly [L in Item['level']]: string } = {
  ok: 'ok',
  error: 'ERROR',
  warning: 'warning',
  note: 'note',
}

const itemText = ({ code, level, title, lines, places }: Item): string => {
  const label = level === 'ok' ? 'ok' : code === title ? LABELS[level] : `${LABELS[level]} ${code}`
  return [
    `${label}: ${title}`,
    ...lines.map((line) => `  ${line}`),
    ...places.map(({ place, says }) => `  at ${placeText(place)}: ${says}`),
  ].join('\n')
}
