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

/** The day so many days after a `YYYY-MM-DD`, or before it. */
export function daysFrom(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}
