/**
 * A time in a template, with the methods of Go's time.Time that give one value. Everything is UTC, and of whole seconds. Not
 * modelled: methods that take a duration.
 */
import { ok, type Result } from '../../addr/result.js'
import { dayOf } from '../../engine/calendar.js'
import { goTimeText, timestampOf } from '../../engine/time.js'
import { formatTime, MONTHS, type Moment, momentAt, WEEKDAYS } from './goLayout.js'
import { intOf, textOf } from './goFunction.js'
import { type GoFunction, GoStringer, type Parameter, type TemplateValue } from './value.js'

/** Seconds from 1970 to the year 1, which is when Go's times begin: its zero time is what never was. */
const ZERO = dayOf(1, 1, 1) * 86_400

/** Seconds from 1970 to step 0 of the world's clock. */
const STEP_0 = dayOf(2026, 1, 1) * 86_400

/** A time.Time; `seconds` since 1970. */
export class GoTime extends GoStringer {
  constructor(readonly seconds: number) {
    const step = seconds - STEP_0
    super('time.Time', goTimeText(step), timestampOf(step), METHODS(seconds))
  }
}

const METHODS = (seconds: number): ReadonlyMap<string, GoFunction> => {
  const of = momentAt(seconds)
  const instant = (): TemplateValue => new GoTime(seconds)
  return new Map([
    ['IsZero', method([], () => seconds === ZERO)],
    ['UTC', method([], instant)],
    ['Local', method([], instant)],
    ['Location', method([], () => new GoStringer('*time.Location', 'UTC', {}))],
    ['String', method([], () => goTimeText(seconds - STEP_0))],
    ['Year', method([], () => of.year)],
    ['Month', method([], () => named('time.Month', MONTHS, of.month, 1))],
    ['Day', method([], () => of.day)],
    ['Hour', method([], () => of.hour)],
    ['Minute', method([], () => of.minute)],
    ['Second', method([], () => of.second)],
    ['Nanosecond', method([], () => 0)],
    ['YearDay', method([], () => of.yearDay)],
    ['Weekday', method([], () => named('time.Weekday', WEEKDAYS, of.weekday, 0))],
    ['Unix', method([], () => seconds)],
    ['UnixMilli', method([], () => seconds * 1e3)],
    ['UnixMicro', method([], () => seconds * 1e6)],
    ['UnixNano', method([], () => seconds * 1e9)],
    ['Format', method(['string'], (layout) => formatTime(of, textOf(layout)))],
    ['Equal', method(['time.Time'], (other) => seconds === secondsOf(other))],
    ['Before', method(['time.Time'], (other) => seconds < secondsOf(other))],
    ['After', method(['time.Time'], (other) => seconds > secondsOf(other))],
    ['Compare', method(['time.Time'], (other) => Math.sign(seconds - secondsOf(other)))],
    ['Sub', method(['time.Time'], (other) => goDuration(seconds - secondsOf(other)))],
    ['AddDate', method(['int', 'int', 'int'], (...by) => new GoTime(later(of, seconds, by.map(intOf))))],
  ])
}

const method = (
  parameters: readonly Parameter[],
  answer: (...values: readonly TemplateValue[]) => TemplateValue,
): GoFunction => ({ parameters, call: (...values): Result<TemplateValue, string> => ok(answer(...values)) })

const secondsOf = (value: TemplateValue | undefined): number => {
  if (!(value instanceof GoTime)) throw new Error('the evaluator passes a time where one is declared')
  return value.seconds
}

const named = (type: string, names: readonly string[], value: number, first: number): GoStringer =>
  new GoStringer(type, names[value - first] ?? '', value)

/** Months and days beyond their ends run over into the next ones, as Go's Date has it: 31 January and a month is 3 March. */
function later(
  { year, month, day }: Moment,
  seconds: number,
  [years = 0, months = 0, days = 0]: readonly number[],
): number {
  const months0 = (year + years) * 12 + month - 1 + months
  const before = dayOf(year, month, day)
  const after = dayOf(Math.floor(months0 / 12), (((months0 % 12) + 12) % 12) + 1, 1) + day - 1 + days
  return seconds + (after - before) * 86_400
}

/** A time.Duration of whole seconds: `1h2m3s`. */
function goDuration(seconds: number): GoStringer {
  const [hours, minutes] = [Math.trunc(seconds / 3600), Math.trunc(seconds / 60)]
  const rest = Math.abs(seconds)
  const sign = seconds < 0 ? '-' : ''
  const inHours = hours === 0 ? '' : `${Math.abs(hours)}h`
  const inMinutes = minutes === 0 ? '' : `${Math.floor(rest / 60) % 60}m`
  const text = `${sign}${inHours}${inMinutes}${rest % 60}s`
  return new GoStringer(
    'time.Duration',
    text,
    seconds * 1e9,
    new Map([
      ['String', method([], () => text)],
      ['Hours', method([], () => seconds / 3600)],
      ['Minutes', method([], () => seconds / 60)],
      ['Seconds', method([], () => seconds)],
      ['Milliseconds', method([], () => seconds * 1e3)],
    ]),
  )
}
