/**
 * Days and dates of the Gregorian calendar, before 1970 too (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms). The
 * platform's Date stays out of the library, so that nothing in it can ask what time it is.
 */

/** Days since 1970 of a date of the Gregorian calendar, whose years begin in March here, so that leap days come last. */
export function dayOf(year: number, month: number, day: number): number {
  // January and February belong to the year before, as its last months
  const y = month <= 2 ? year - 1 : year
  // An era is 400 years, 146 097 days: after that the leap years repeat. 153 days in 5 months from March on is what
  // the lengths 31, 30, 31, 30, 31 come to. 719 468 days lie between 1 March of the year 0 and 1 January 1970.
  const era = Math.floor(y / 400)
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const inEra = y - era * 400
  return era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + ofYear - 719_468
}

/** The date of such a day, counted from 1970-01-01 = 0; months and days begin at 1. The inverse of dayOf. */
export function dateOf(day: number): readonly [year: number, month: number, day: number] {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const ofEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * ofYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * m + 2) / 5) + 1]
}
