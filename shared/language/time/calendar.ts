/**
 * Calendar arithmetic on integers. A day is the count of days since 1970-01-01 in the speaker's own offset, a moment is
 * seconds since then; neither knows a time zone, so the zone of the process can never leak in.
 */

export interface Reference {
  /** Day number of the speaker's today. */
  day: number
  /** Seconds since the speaker's midnight. */
  second: number
  year: number
  month: number
  date: number
  /** 1 Monday … 7 Sunday. */
  weekday: number
  /** As written in the reference, `+08:00`. */
  offset: string
}

export interface Civil {
  year: number
  month: number
  date: number
}

/** Days since 1970-01-01. Months outside 1–12 roll over. Example: `dayOf(1970, 1, 2)` is 1. */
export function dayOf(year: number, month: number, date: number): number {
  const carry = Math.floor((month - 1) / 12)
  const y0 = year + carry
  const m = month - carry * 12
  const y = m <= 2 ? y0 - 1 : y0
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The inverse of `dayOf`. Example: `civilOf(1)` is 1970-01-02. */
export function civilOf(day: number): Civil {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

export function daysInMonth(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1)
}

/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The same day of the month, `months` later, at most the last of that month. */
export function addMonths(day: number, months: number): number {
  const { year, month, date } = civilOf(day)
  const index = year * 12 + (month - 1) + months
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return dayOf(y, m, Math.min(date, daysInMonth(y, m)))
}

function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const d = text.charCodeAt(i) - 48
    if (!(d >= 0 && d <= 9)) return -1
    value = value * 10 + d
  }
  return value
}

/** Reads an ISO 8601 reference; a missing or broken one reads as 1970-01-01T00:00:00+08:00 rather than throw. */
let lastIso = ''
let lastReference: Reference | undefined

export function readReference(iso: string): Reference {
  // Lines come in batches with one reference.
  if (lastReference !== undefined && iso === lastIso) return lastReference
  lastReference = parseReference(iso)
  lastIso = iso
  return lastReference
}

function parseReference(iso: string): Reference {
  const text = typeof iso === 'string' ? iso : ''
  let year = digits(text, 0, 4)
  let month = digits(text, 5, 2)
  let date = digits(text, 8, 2)
  if (year < 1 || month < 1 || month > 12 || date < 1 || date > 31) {
    year = 1970
    month = 1
    date = 1
  }
  const hour = Math.max(0, digits(text, 11, 2))
  const minute = Math.max(0, digits(text, 14, 2))
  const second = text.charAt(16) === ':' ? Math.max(0, digits(text, 17, 2)) : 0
  const last = text.charAt(text.length - 1)
  let offset = '+08:00'
  if (last === 'Z' || last === 'z') offset = '+00:00'
  else {
    const sign = text.charAt(text.length - 6)
    if (text.length > 16 && (sign === '+' || sign === '-')) offset = text.slice(text.length - 6)
  }
  const day = dayOf(year, month, date)
  const civil = civilOf(day)
  return { day, second: hour * 3600 + minute * 60 + second, ...civil, weekday: weekdayOf(day), offset }
}

const TWO = Array.from({ length: 100 }, (_, n) => (n < 10 ? `0${n}` : `${n}`))
const two = (n: number) => TWO[n] ?? `${n}`

let lastDay = Number.NaN
let lastDayText = ''

/** `2026-03-05`; deadlines of a batch fall on few days. */
function dayText(day: number): string {
  if (day === lastDay) return lastDayText
  const { year, month, date } = civilOf(day)
  const y = year < 0 ? '0000' : year < 1000 ? `000${year}`.slice(-4) : `${year}`
  lastDay = day
  lastDayText = `${y}-${two(month)}-${two(date)}`
  return lastDayText
}

/** Day and second of that day as ISO 8601 with the offset; seconds beyond a day roll over. */
export function isoOf(day: number, second: number, offset: string): string {
  const carry = Math.floor(second / 86400)
  const rest = second - carry * 86400
  const hour = Math.floor(rest / 3600)
  const minute = Math.floor((rest - hour * 3600) / 60)
  return `${dayText(day + carry)}T${two(hour)}:${two(minute)}:${two(rest - hour * 3600 - minute * 60)}${offset}`
}
