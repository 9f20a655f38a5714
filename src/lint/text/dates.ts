const day = /^(\d{4})-(\d{2})-(\d{2})$/
// RFC 3339, section 5.6, with the blank that its note allows in place of the T.
const timestamp = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/

/**
 * The day of a date (`2018-12-09`) or of an RFC 3339 timestamp, as `YYYY-MM-DD`; null for anything else and
 * for a day or an hour that does not exist. A timestamp's day is the one it is written with, whatever its zone.
 */
export function dayOf(text: string): string | null {
  const stamp = timestamp.exec(text)
  if (stamp) {
    const [, date = '', hour = '', minute = '', second = '', zoneHour = '0', zoneMinute = '0'] = stamp
    const inRange = +hour < 24 && +minute < 60 && +second < 61 && +zoneHour < 24 && +zoneMinute < 60
    return inRange ? dayOf(date) : null
  }
  const match = day.exec(text)
  if (!match) return null
  const [, year = '', month = '', date = ''] = match
  const days = new Date(Date.UTC(+year, +month, 0)).getUTCDate()
  return +month >= 1 && +month <= 12 && +date >= 1 && +date <= days ? text : null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const yearFirst = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})$/
const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/
const withName = /^(?:(\d{1,2})(?:st|nd|rd|th)?[- ])?([a-z]{3,9})\.?[- ](?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})$/i
const withTime = /^(\d{4}-\d{2}-\d{2})[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/

/**
 * The day, as `YYYY-MM-DD`, of a text that is no date and has one reading: `2025-10-9`, `2025/10/09`, `24-07-2025`,
 * `2 June 2025`, a time without its zone. Null where it has none, or two: `02.06.2025`.
 */
export function dayMeant(text: string): string | null {
  const [first, ...others] = new Set(readings(text.trim()).flatMap((each) => dayOf(each) ?? []))
  return first === undefined || others.length > 0 ? null : first
}

function readings(text: string): readonly string[] {
  const of = (year = '', month = '', date = ''): string => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const [, year, , month, date] = yearFirst.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text) ?? []
  if (year !== undefined) {
    const asWritten = of(year, month, date)
    return dayOf(asWritten) === null ? [of(year, date, month)] : [asWritten]
  }
  const last = yearLast.exec(text)
  if (last) return [of(last[4], last[1], last[3]), of(last[4], last[3], last[1])]
  const named = withName.exec(text)
  if (named && (named[1] === undefined) !== (named[3] === undefined)) {
    const number = months.indexOf((named[2] ?? '').slice(0, 3).toLowerCase()) + 1
    return number === 0 ? [] : [of(named[4], String(number), named[1] ?? named[3])]
  }
  return [withTime.exec(text)?.[1] ?? '']
}

/** The day so many days after a `YYYY-MM-DD`, or before it. */
export function daysFrom(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}
