import type { ConfirmReason, DueGrain } from '../types'
import { PART_DUE_HOUR } from '../words/time-words'
import { isoOf, type Reference } from './calendar'
import { resolveDay } from './resolve-day'
import { hasDate, type When } from './when'

export interface Moment {
  day: number
  /** Seconds since midnight of `day`. */
  second: number
  dueGrain: DueGrain
  confirm: ConfirmReason[]
  /** Moment in seconds, for comparing. */
  moment: number
}

export interface Due extends Moment {
  /** ISO 8601 with the reference's offset. */
  due: string
}

/** Seconds from midnight of the said day; beyond a day for 今晚12点. `implied` when the afternoon rule decided. */
function clockSecond(when: When): { second: number; implied: boolean } {
  let hour = when.hour ?? 0
  const rest = (when.minute ?? 0) * 60
  let implied = false
  switch (when.part) {
    case undefined:
      if (when.literal) break
      if (hour >= 1 && hour <= 6) {
        hour += 12
        implied = true
      } else if (hour === 0) hour = 24
      break
    case 'dawn':
      if (hour === 12) hour = 0
      break
    case 'early':
    case 'morning':
      break
    case 'noon':
      if (hour >= 1 && hour <= 4) hour += 12
      break
    case 'afternoon':
    case 'dusk':
    case 'offwork':
      if (hour >= 1 && hour < 12) hour += 12
      break
    case 'evening':
    case 'night':
      // 晚上1点 is after midnight, 晚上8点 is 20:00
      if (hour >= 1 && hour <= 4 && !when.literal) hour += 24
      else if (hour >= 1 && hour < 12) hour += 12
      else if (hour === 12 || hour === 0) hour = 24
  }
  return { second: hour * 3600 + rest, implied }
}

/**
 * The deadline a time stands for (convention 1 and the rulings on times), undefined when it stands for none.
 * Example: 「后天下午」 on 2026-03-04 is 2026-03-06T18:00:00, grain part.
 */
export function resolveDue(when: When, ref: Reference): Due | undefined {
  const moment = resolveMoment(when, ref)
  if (moment === undefined) return undefined
  const due = moment as Due
  due.due = isoOf(moment.day, moment.second, ref.offset)
  return due
}

/** The same before it is written out: cheap enough to be asked of every time in a line. */
export function resolveMoment(when: When, ref: Reference): Moment | undefined {
  if (when.noDue && !hasDate(when) && when.hour === undefined && when.part === undefined) return undefined
  const dated = hasDate(when)
  if (!dated && when.hour === undefined && when.part === undefined) return undefined
  const confirm: ConfirmReason[] = []
  const resolved = dated ? resolveDay(when, ref) : { day: ref.day }
  if (resolved === undefined) return undefined
  let { day } = resolved
  if (when.lead !== undefined && when.holiday === undefined) day -= when.lead
  if (resolved.rolled === 'year') confirm.push('next-year')
  let second: number
  let dueGrain: DueGrain
  if (resolved.second !== undefined && when.hour === undefined) {
    second = Math.floor(resolved.second / 60) * 60
    dueGrain = 'minute'
  } else if (when.hour !== undefined) {
    const clock = clockSecond(when)
    second = clock.second
    dueGrain = 'minute'
    if (clock.implied) confirm.push('clock-afternoon-implied')
    const past = second <= ref.second
    if (!dated && past) {
      day++
      confirm.push(when.part === undefined ? 'clock-next-day' : 'already-past-next-time')
    } else if (resolved.bareWeekdayToday && past) {
      day += 7
      confirm.push('already-past-next-time')
    }
  } else if (when.part !== undefined) {
    second = PART_DUE_HOUR[when.part] * 3600
    dueGrain = 'part'
    if (second <= ref.second && (!dated || resolved.bareWeekdayToday)) {
      day += dated ? 7 : 1
      confirm.push('already-past-next-time')
    }
  } else {
    second = 86399
    dueGrain = 'day'
  }
  if (ref.second < 5 * 3600 && (when.dayOffset === 1 || (when.dayOffset === 0 && when.part === 'evening')))
    confirm.push('after-midnight')
  const moment = day * 86400 + second
  if (moment < ref.day * 86400 + ref.second) confirm.push('due-in-the-past')
  return { day, second, dueGrain, confirm, moment }
}
