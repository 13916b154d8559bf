import { addMonths, civilOf, dayOf, type Reference } from '../time/calendar'
import { lunarDay } from '../time/lunar-day'
import { holidayDay, resolveDay } from '../time/resolve-day'
import { hasDate, type When } from '../time/when'
import type { TimeGrain } from '../types'

/** Seconds since 1970 on the speaker's clock; `end` exclusive. */
export interface Interval {
  start: number
  end?: number
  grain: TimeGrain
}

const DAY = 86400
/** Month × 100 + day of the feasts people name by their lunar date. */
const LUNAR_FEASTS = new Set([505, 707, 815, 909])
/** [from hour, to hour] of a part: the narrow reading of calendars first, the wide one of speech second. */
const PART_HOURS: Record<string, [number, number][]> = {
  dawn: [
    [0, 6],
    [0, 5],
    [0, 8],
  ],
  early: [
    [8, 12],
    [4, 12],
    [6, 9],
    [6, 8],
  ],
  morning: [
    [8, 12],
    [4, 12],
    [9, 12],
    [7, 12],
  ],
  noon: [
    [11, 13],
    [12, 14],
    [11, 14],
  ],
  afternoon: [
    [12, 16],
    [12, 19],
    [12, 18],
    [13, 18],
  ],
  dusk: [
    [16, 20],
    [17, 19],
    [18, 24],
  ],
  offwork: [[17, 18]],
  evening: [
    [16, 20],
    [18, 24],
    [18, 23],
  ],
  night: [
    [20, 24],
    [18, 24],
    [22, 24],
  ],
}

/** Every reading of a time, the preferred first: the coming one before the one of this year, 15:00 before 3:00. */
export function readingsOf(when: When, ref: Reference): Interval[] {
  const out: Interval[] = []
  const now = ref.day * DAY + ref.second
  const push = (start: number, end: number | undefined, grain: TimeGrain) => {
    if (!out.some((r) => r.start === start && r.end === end))
      out.push(end === undefined ? { start, grain } : { start, end, grain })
  }
  if (when.span !== undefined && when.hour === undefined) {
    const resolved = resolveDay(when, ref)
    const last = when.span[when.span.length - 1]
    if (resolved === undefined || last === undefined) return out
    const exact = resolved.second !== undefined
    const at = resolved.day * DAY + (resolved.second ?? 0)
    const size: Record<string, number> = { second: 1, minute: 60, quarter: 900, hour: 3600 }
    if (exact) {
      push(at, undefined, last.unit === 'second' ? 'second' : 'minute')
      const unit = size[last.unit] ?? 60
      push(Math.min(now, at), Math.max(now, at), 'minute')
      push(Math.min(now, at), now < at ? at + 60 : now + 1, 'minute')
      push(at, at + unit, 'minute')
      push(at, at + unit + 1, 'minute')
      push(at, at + unit + 60, 'minute')
      push(at, at + Math.floor(unit / 2) * 3, 'minute')
    } else {
      push(resolved.day * DAY, resolved.day * DAY + DAY, 'day')
      push(resolved.day * DAY + ref.second, undefined, 'minute')
      if (resolved.day * DAY >= now) {
        push(now, (resolved.day + 1) * DAY, 'day')
        push(ref.day * DAY, (resolved.day + 1) * DAY, 'day')
        push((ref.day + 1) * DAY, (resolved.day + 1) * DAY, 'day')
        push(ref.day * DAY, resolved.day * DAY, 'day')
      } else {
        push(resolved.day * DAY, ref.day * DAY, 'day')
        push(resolved.day * DAY, (ref.day + 1) * DAY, 'day')
      }
    }
    return out
  }
  const days = dayReadings(when, ref)
  const wide = days[0]
  if (when.hour === undefined && when.part === undefined) {
    for (const d of days) push(d.day * DAY, d.endDay * DAY, d.grain)
    if (when.before && wide !== undefined) {
      push(now, wide.endDay * DAY, 'day')
      push(now, wide.day * DAY, 'day')
    }
    return out
  }
  if (when.hour === undefined) {
    const hours = PART_HOURS[when.part ?? ''] ?? []
    for (const d of days.length > 0 ? days : [{ day: ref.day, endDay: ref.day + 1, grain: 'day' as const }])
      for (const [a, b] of hours) push(d.day * DAY + a * 3600, d.day * DAY + b * 3600, 'hour')
    return out
  }
  const grain: TimeGrain =
    when.second !== undefined ? 'second' : when.literal || when.minute ? 'minute' : 'hour'
  const hours = hourReadings(when)
  const rest = (when.minute ?? 0) * 60 + (when.second ?? 0)
  const base = days.length > 0 ? days.map((d) => d.day) : [ref.day]
  const rangeFrom = when.from
  for (const day of base)
    for (const hour of hours) {
      const at = day * DAY + hour * 3600 + rest
      if (rangeFrom?.hour !== undefined) {
        for (const first of hourReadings({ ...rangeFrom, part: rangeFrom.part ?? when.part })) {
          const start = day * DAY + first * 3600 + (rangeFrom.minute ?? 0) * 60 + (rangeFrom.second ?? 0)
          if (start < at) {
            push(start, at, 'minute')
            push(start, at + 1, 'minute')
            push(start, at + 60, 'minute')
          } else push(start, at + DAY, 'minute')
        }
      }
      push(at, undefined, grain)
    }
  if (days.length === 0) {
    for (const hour of hours) {
      push((ref.day + 1) * DAY + hour * 3600 + rest, undefined, grain)
    }
    // The coming one is preferred.
    const ahead = out.findIndex((r) => r.start > now && r.end === undefined)
    if (ahead > 0 && !out.some((r) => r.end !== undefined)) out.unshift(...out.splice(ahead, 1))
  }
  return out
}

function hourReadings(when: When): number[] {
  const hour = when.hour ?? 0
  const later = hour < 12 ? hour + 12 : hour
  switch (when.part) {
    case undefined:
      if (when.literal) return hour >= 1 && hour < 12 ? [hour, later] : [hour]
      return hour >= 1 && hour <= 6
        ? [later, hour]
        : hour < 12 && hour > 0
          ? [hour, later]
          : hour === 12
            ? [12, 0]
            : hour === 0
              ? [0, 24]
              : [hour]
    case 'dawn':
      return [hour === 12 ? 0 : hour]
    case 'early':
    case 'morning':
      return [hour]
    case 'noon':
      return hour >= 1 && hour <= 4 ? [later] : [hour]
    case 'evening':
    case 'night':
      if (hour === 12) return [24, 0]
      if (hour === 0) return [24, 0]
      return hour <= 4 ? [hour + 24, later, hour] : [later]
    default:
      return [later]
  }
}

interface Days {
  day: number
  endDay: number
  grain: TimeGrain
}

/** The day, week, month or year said: the coming one first, then the one of this period, then the last. */
function dayReadings(when: When, ref: Reference): Days[] {
  const out: Days[] = []
  const push = (day: number | undefined, endDay: number | undefined, grain: TimeGrain) => {
    if (day === undefined || endDay === undefined) return
    if (!out.some((d) => d.day === day && d.endDay === endDay)) out.push({ day, endDay, grain })
  }
  if (!hasDate(when)) return out
  const one = (day: number | undefined) => day !== undefined && push(day, day + 1, 'day')
  const monday = ref.day - ref.weekday + 1
  const year = when.year ?? (when.yearOffset !== undefined ? ref.year + when.yearOffset : undefined)
  const bare: When = { ...when, before: undefined, hour: undefined, part: undefined }
  if (when.from !== undefined && when.hour === undefined) {
    const first = dayReadings({ ...when.from, from: undefined }, ref)
    const last = dayReadings({ ...bare, from: undefined }, ref)
    for (const a of first.slice(0, 3))
      for (const b of last.slice(0, 3)) {
        if (b.endDay > a.day) push(a.day, b.endDay, 'day')
        if (b.day > a.day) push(a.day, b.day, 'day')
      }
    return out
  }
  if (when.wholeWeek) {
    const start = monday + (when.week ?? 0) * 7
    push(start, start + 7, 'week')
    return out
  }
  if (when.weekend) {
    const start = monday + (when.week ?? 0) * 7
    push(start + 5, start + 7, 'day')
    return out
  }
  if (when.weekday !== undefined) {
    one(resolveDay(bare, ref)?.day)
    if (when.week === undefined) {
      one(monday + when.weekday - 1)
      one(monday + when.weekday + 6)
    }
    // 下周三 is now and then said of the coming Wednesday, 上周日 of the last one
    if (when.week === 1) one(ref.day + ((when.weekday - ref.weekday + 7) % 7 || 7))
    if (when.week === 0) one(ref.day + ((when.weekday - ref.weekday + 7) % 7))
    return out
  }
  if (when.holiday !== undefined) {
    for (const y of year !== undefined ? [year] : [0, ref.year, ref.year + 1, ref.year - 1]) {
      if (y === 0) one(resolveDay({ ...bare, holiday: when.holiday }, ref)?.day)
      else one(holidayDay(when.holiday, y))
    }
    // 2023年大年三十 ends the lunar year 2023
    if (year !== undefined && when.holiday[0] === 'eve') one(holidayDay(when.holiday, year + 1))
    return out
  }
  if (when.yearPoint !== undefined || when.monthPoint !== undefined) {
    const day = resolveDay(bare, ref)?.day
    one(day)
    return out
  }
  if (when.month !== undefined && when.date !== undefined) {
    one(resolveDay(bare, ref)?.day)
    if (year === undefined)
      for (const y of [ref.year, ref.year + 1, ref.year - 1]) one(dayOf(y, when.month, when.date))
    // 去年八月十五 is as often the lunar day
    if (LUNAR_FEASTS.has(when.month * 100 + when.date)) one(lunarDay(year ?? ref.year, when.month, when.date))
    return out
  }
  if (when.month !== undefined) {
    for (const y of year !== undefined
      ? [year]
      : when.month < ref.month
        ? [ref.year + 1, ref.year]
        : [ref.year, ref.year + 1])
      push(dayOf(y, when.month, 1), dayOf(y, when.month + 1, 1), 'month')
    return out
  }
  if (when.date !== undefined) {
    one(resolveDay(bare, ref)?.day)
    if (when.monthOffset === undefined) {
      one(dayOf(ref.year, ref.month, when.date))
      one(dayOf(ref.year, ref.month - 1, when.date))
      one(dayOf(ref.year, ref.month + 1, when.date))
    }
    return out
  }
  if (when.monthOffset !== undefined) {
    const { year: y, month } = civilOf(ref.day)
    const first = addMonths(dayOf(y, month, 1), when.monthOffset)
    push(first, addMonths(first, 1), 'month')
    return out
  }
  if (year !== undefined) {
    push(dayOf(year, 1, 1), dayOf(year + 1, 1, 1), 'year')
    if (when.yearOffset === 0) push(dayOf(year, 1, 1), ref.day, 'year')
    return out
  }
  one(resolveDay(bare, ref)?.day)
  return out
}
