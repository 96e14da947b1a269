/** Go's time.Duration in a document: text in templates, a number in JSON. Not modelled: its methods that round. */
import { ok } from '../../addr/result.js'
import { goDurationText } from '../args/go/duration.js'
import { GoStringer, type GoFunction, type TemplateValue } from '../template/value.js'

const method = (give: () => TemplateValue): GoFunction => ({ parameters: [], call: () => ok(give()) })

/** Nanoseconds. Prints as `1m30s`. */
export function duration(nanoseconds: number): GoStringer {
  const text = goDurationText(nanoseconds)
  return new GoStringer(
    'time.Duration',
    text,
    nanoseconds,
    new Map([
      ['String', method(() => text)],
      ['Hours', method(() => nanoseconds / 3.6e12)],
      ['Minutes', method(() => nanoseconds / 6e10)],
      ['Seconds', method(() => nanoseconds / 1e9)],
      ['Milliseconds', method(() => Math.trunc(nanoseconds / 1e6))],
    ]),
  )
}
