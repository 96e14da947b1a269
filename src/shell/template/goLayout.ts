/** A time by a layout, which is written as Go's reference time would be: Mon Jan 2 15:04:05 MST 2006 (time/format.go). UTC only. */
import { dateOf, dayOf } from '../../engine/calendar.js'

export const MONTHS: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')
export const WEEKDAYS: readonly string[] = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(
  ' ',
)

/** A time taken apart; months, days and days of the year begin at 1, weekdays on Sunday at 0. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly weekday: number
  readonly yearDay: number
}

/** `seconds` since 1970, whole ones. */
export function momentAt(seconds: number): Moment {
  const days = Math.floor(seconds / 86_400)
  const [year, month, day] = dateOf(days)
  const rest = seconds - days * 86_400
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    // 1 January 1970 was a Thursday
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - dayOf(year, 1, 1) + 1,
  }
}

// the longer form before the shorter one; `Jan` and `Mon` are none where a word goes on behind them
const PARTS =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|002|0[1-6]|15|-07:00:00|-070000|-07:00|-0700|-07|Z07:00:00|Z070000|Z07:00|Z0700|Z07|PM|pm|__2|_2(?!006)|[.,]0+(?!\d)|[.,]9+(?!\d)|[1-5]/g

export const formatTime = (moment: Moment, layout: string): string =>
  layout.replace(PARTS, (part) => partText(moment, part))

const padded = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill)

function partText(
  { year, month, day, hour, minute, second, weekday, yearDay }: Moment,
  part: string,
): string {
  const [monthName = '', dayName = ''] = [MONTHS[month - 1], WEEKDAYS[weekday]]
  const texts: ReadonlyMap<string, string> = new Map([
    ['January', monthName],
    ['Jan', monthName.slice(0, 3)],
    ['Monday', dayName],
    ['Mon', dayName.slice(0, 3)],
    ['MST', 'UTC'],
    ['2006', padded(year, 4)],
    ['002', padded(yearDay, 3)],
    ['__2', padded(yearDay, 3, ' ')],
    ['01', padded(month)],
    ['1', String(month)],
    ['02', padded(day)],
    ['_2', padded(day, 2, ' ')],
    ['2', String(day)],
    ['15', padded(hour)],
    ['03', padded(hour % 12 || 12)],
    ['3', String(hour % 12 || 12)],
    ['04', padded(minute)],
    ['4', String(minute)],
    ['05', padded(second)],
    ['5', String(second)],
    ['06', padded(year % 100)],
    ['PM', hour < 12 ? 'AM' : 'PM'],
    ['pm', hour < 12 ? 'am' : 'pm'],
  ])
  const known = texts.get(part)
  if (known !== undefined) return known
  if (part.startsWith('Z')) return 'Z'
  if (part.startsWith('-')) return part.replace(/\d/g, '0').replace('-', '+')
  // fractions of a second: there are none, and nines leave out what is 0
  return part.includes('9') ? '' : part
}
