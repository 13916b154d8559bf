import type { Entry } from '../lexicon'
import type { Part } from '../words/time-words'

/** A time as said, before anything is resolved against the reference: which fields were named. */
export interface When {
  /** Indexes into the normalised text. */
  start: number
  end: number
  dayOffset?: number
  weekday?: number
  /** Weeks from now of a weekday, weekend or whole week; undefined for a bare 周五. */
  week?: number
  wholeWeek?: boolean
  weekend?: boolean
  year?: number
  yearOffset?: number
  month?: number
  monthOffset?: number
  date?: number
  /** end, middle or vague point of the month. */
  monthPoint?: string
  yearPoint?: string
  holiday?: NonNullable<Entry['holiday']>
  /** 3天后: amount and unit. */
  span?: { amount: number; unit: string; back?: boolean }[]
  part?: Part
  hour?: number
  minute?: number
  second?: number
  /** Written 15:30, so not subject to the afternoon rule. */
  literal?: boolean
  /** X前. */
  before?: boolean
  /** 中秋前三天: so many days before X. */
  lead?: number
  /** X后. */
  after?: boolean
  /** Said, but no deadline: 尽快, 月初. */
  noDue?: boolean
  /** The beginning of a range whose end the fields above are. */
  from?: When
}

export function hasDate(when: When): boolean {
  return (
    when.dayOffset !== undefined ||
    when.weekday !== undefined ||
    when.wholeWeek === true ||
    when.weekend === true ||
    when.year !== undefined ||
    when.yearOffset !== undefined ||
    when.month !== undefined ||
    when.monthOffset !== undefined ||
    when.date !== undefined ||
    when.monthPoint !== undefined ||
    when.yearPoint !== undefined ||
    when.holiday !== undefined ||
    when.span !== undefined
  )
}

export function hasClock(when: When): boolean {
  return when.hour !== undefined
}

/** Nothing but 尽快 and the like. */
export function isEmpty(when: When): boolean {
  return !hasDate(when) && when.part === undefined && when.hour === undefined
}

/** Takes from `later` what `earlier` does not say: 「明天补货，10点前到」 is tomorrow at ten. */
export function mergeWhen(earlier: When, later: When): When {
  const merged: When = {
    ...earlier,
    start: Math.min(earlier.start, later.start),
    end: Math.max(earlier.end, later.end),
  }
  if (!hasDate(merged)) {
    const { part, hour, minute, second, literal } = merged
    Object.assign(merged, later)
    if (part !== undefined && merged.part === undefined) merged.part = part
    if (hour !== undefined && merged.hour === undefined)
      Object.assign(merged, { hour, minute, second, literal })
  } else {
    if (merged.hour === undefined && later.hour !== undefined) {
      merged.hour = later.hour
      merged.minute = later.minute
      merged.second = later.second
      merged.literal = later.literal
      merged.before = later.before
    }
    if (merged.part === undefined && later.part !== undefined) merged.part = later.part
  }
  return merged
}

/** Do both name a date, or both a part, or both a clock, so that one cannot complete the other? */
export function clashes(a: When, b: When): boolean {
  if (hasDate(a) && hasDate(b)) return true
  if (hasClock(a) && hasClock(b)) return true
  return a.part !== undefined && b.part !== undefined
}
