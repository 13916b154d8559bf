import { addMonths, dayOf, daysInMonth, type Reference, weekdayOf } from './calendar'
import { lunarDay, qingmingDay, solarTermDay } from './lunar-day'
import type { When } from './when'

export interface ResolvedDay {
  day: number
  /** Which next one was taken because this one is over. */
  rolled?: 'year' | 'month'
  /** A bare weekday that is today: it moves a week when its clock is past. */
  bareWeekdayToday?: boolean
  /** An exact moment, seconds since the speaker's midnight of `day`. */
  second?: number
}

/** Day of a holiday in a year, undefined outside the lunar table. */
export function holidayDay(holiday: NonNullable<When['holiday']>, year: number): number | undefined {
  const [kind, a, b, c] = holiday
  switch (kind) {
    case 'fixed':
      return dayOf(year, a, b)
    case 'lunar': {
      const day = lunarDay(year, a, b)
      return day
    }
    case 'qingming':
      return qingmingDay(year)
    case 'term':
      return solarTermDay(year, a, b)
    case 'eve': {
      const newYear = lunarDay(year, 1, 1)
      return newYear === undefined ? undefined : newYear - 1
    }
    case 'weekday': {
      const first = dayOf(year, a, 1)
      return first + ((c - weekdayOf(first) + 7) % 7) + (b - 1) * 7
    }
  }
}

/** The first month from `monthIndex` (year × 12 + month − 1) on that has the day `date`. */
function monthWith(monthIndex: number, date: number): number {
  for (let index = monthIndex; index < monthIndex + 12; index++) {
    const year = Math.floor(index / 12)
    const month = index - year * 12 + 1
    if (date <= daysInMonth(year, month)) return dayOf(year, month, date)
  }
  return dayOf(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1)
}

/** The day a date stands for as a deadline (conventions 2, 4, 5, 6); undefined when it stands for none. */
export function resolveDay(when: When, ref: Reference): ResolvedDay | undefined {
  const monthNow = ref.year * 12 + ref.month - 1
  if (when.span !== undefined) return resolveSpan(when, ref)
  if (when.dayOffset !== undefined) return { day: ref.day + when.dayOffset }
  const monday = ref.day - ref.weekday + 1
  if (when.weekday !== undefined) {
    if (when.week !== undefined) return { day: monday + when.week * 7 + when.weekday - 1 }
    const delta = (when.weekday - ref.weekday + 7) % 7
    return { day: ref.day + delta, bareWeekdayToday: delta === 0 }
  }
  if (when.wholeWeek) {
    const week = when.week ?? 0
    return { day: when.before ? monday + week * 7 - 1 : monday + week * 7 + 6 }
  }
  if (when.weekend) {
    const sunday = monday + (when.week ?? 0) * 7 + 6
    if (!when.before) return { day: sunday }
    const friday = sunday - 2
    return { day: ref.day > friday ? sunday : friday }
  }
  const year = when.year ?? (when.yearOffset !== undefined ? ref.year + when.yearOffset : undefined)
  if (when.yearPoint !== undefined) {
    if (when.yearPoint === 'end') return { day: dayOf(year ?? ref.year, 12, 31) }
    if (when.yearPoint === 'spring')
      return resolveHoliday({ ...when, holiday: ['lunar', 1, 1, 0], before: true }, ref, year)
    if (when.yearPoint === 'vague') return undefined
    const middle = dayOf(year ?? ref.year, 6, 30)
    if (year === undefined && middle < ref.day) return { day: dayOf(ref.year + 1, 6, 30), rolled: 'year' }
    return { day: middle }
  }
  if (when.holiday !== undefined) return when.after ? undefined : resolveHoliday(when, ref, year)
  if (when.monthPoint !== undefined) {
    if (when.monthPoint === 'vague') return undefined
    const offset = when.monthOffset
    let index = monthNow + (offset ?? 0)
    let rolled: 'year' | 'month' | undefined
    if (when.month !== undefined) {
      index = (year ?? ref.year) * 12 + when.month - 1
      const last =
        when.monthPoint === 'middle'
          ? dayOf(ref.year, when.month, 15)
          : dayOf(ref.year, when.month + 1, 1) - 1
      if (year === undefined && last < ref.day) {
        index += 12
        rolled = 'year'
      }
    } else if (offset === undefined && when.monthPoint === 'middle' && ref.date > 15) {
      index++
      rolled = 'month'
    }
    const y = Math.floor(index / 12)
    const m = index - y * 12 + 1
    return { day: when.monthPoint === 'middle' ? dayOf(y, m, 15) : dayOf(y, m, daysInMonth(y, m)), rolled }
  }
  if (when.month !== undefined && when.date !== undefined) {
    if (year !== undefined) {
      if (when.date > daysInMonth(year, when.month))
        return { day: dayOf(year, when.month, daysInMonth(year, when.month)) }
      return { day: dayOf(year, when.month, when.date) }
    }
    for (let y = ref.year; y < ref.year + 9; y++) {
      if (when.date > daysInMonth(y, when.month)) {
        if (when.month !== 2 || when.date > 29) return { day: monthWith(y * 12 + when.month - 1, when.date) }
        continue
      }
      const day = dayOf(y, when.month, when.date)
      if (day >= ref.day) return { day, rolled: y > ref.year ? 'year' : undefined }
    }
    return undefined
  }
  if (when.month !== undefined) {
    const y = year ?? (when.month < ref.month ? ref.year + 1 : ref.year)
    const first = dayOf(y, when.month, 1)
    if (when.before) return { day: first - 1 }
    return {
      day: dayOf(y, when.month + 1, 1) - 1,
      rolled: year === undefined && y > ref.year ? 'year' : undefined,
    }
  }
  if (when.date !== undefined) {
    if (when.monthOffset !== undefined) return { day: monthWith(monthNow + when.monthOffset, when.date) }
    const index = when.date >= ref.date ? monthNow : monthNow + 1
    return { day: monthWith(index, when.date), rolled: index > monthNow ? 'month' : undefined }
  }
  if (when.monthOffset !== undefined) {
    const index = monthNow + when.monthOffset
    const y = Math.floor(index / 12)
    const first = dayOf(y, index - y * 12 + 1, 1)
    return { day: when.before && when.monthOffset > 0 ? first - 1 : addMonths(first, 1) - 1 }
  }
  if (year !== undefined) return { day: when.before ? dayOf(year, 1, 1) - 1 : dayOf(year, 12, 31) }
  return undefined
}

function resolveHoliday(when: When, ref: Reference, year: number | undefined): ResolvedDay | undefined {
  if (when.holiday === undefined) return undefined
  const back = when.before ? (when.lead ?? 1) : 0
  if (year !== undefined) {
    const day = holidayDay(when.holiday, year)
    return day === undefined ? undefined : { day: day - back }
  }
  for (let y = ref.year - 1; y <= ref.year + 2; y++) {
    const day = holidayDay(when.holiday, y)
    if (day !== undefined && day - back >= ref.day) {
      // 元旦前 always ends a year; only a holiday of this year that is over is worth a question
      const thisYear = holidayDay(when.holiday, ref.year)
      const over = thisYear !== undefined && thisYear - back < ref.day && day - ref.day > 200
      return { day: day - back, rolled: over && y > ref.year ? 'year' : undefined }
    }
  }
  return undefined
}

function resolveSpan(when: When, ref: Reference): ResolvedDay {
  let { day } = ref
  let second = ref.second
  let exact = false
  for (const { amount, unit, back } of when.span ?? []) {
    const sign = back ? -1 : 1
    switch (unit) {
      case 'second':
      case 'minute':
      case 'quarter':
      case 'hour': {
        const size = unit === 'second' ? 1 : unit === 'minute' ? 60 : unit === 'quarter' ? 900 : 3600
        second += sign * Math.round(amount * size)
        exact = true
        break
      }
      case 'day':
        day += sign * Math.ceil(amount)
        break
      case 'week':
        day += sign * Math.ceil(amount * 7)
        break
      default: {
        const months = amount * (unit === 'month' ? 1 : unit === 'season' ? 3 : 12)
        const whole = Math.floor(months)
        day = addMonths(day, sign * whole) + sign * Math.round((months - whole) * 30)
      }
    }
  }
  return exact ? { day, second } : { day }
}
