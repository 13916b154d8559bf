/** Whether a time that is said lies behind or ahead. */
import type { Reference } from '../time/calendar'
import { resolveMoment } from '../time/due'
import { hasDate, type When } from '../time/when'

export function isPast(when: When): boolean {
  return (
    (when.dayOffset ?? 0) < 0 ||
    (when.yearOffset ?? 0) < 0 ||
    (when.monthOffset ?? 0) < 0 ||
    (when.week ?? 0) < 0 ||
    (when.span?.[0]?.back ?? false)
  )
}

/** A time that lies ahead for certain: not 今天, not a bare 上午. */
export function isAhead(when: When, ref: Reference): boolean {
  if (isPast(when) || when.noDue || (!hasDate(when) && !when.before)) return false
  const due = resolveMoment(when, ref)
  if (due === undefined) return false
  // 今天上午签合同了, said that morning
  if (when.dayOffset === 0 && when.hour === undefined && due.moment - ref.day * 86400 - ref.second < 3 * 3600)
    return when.before === true
  // 3月1号签的 on the 4th is no plan for the next year
  if (due.confirm.includes('next-year') && when.before !== true && due.day > ref.day + 60) return false
  if (when.dayOffset === 0 || when.year !== undefined)
    return (
      due.moment > ref.day * 86400 + ref.second &&
      (when.hour !== undefined || when.part !== undefined || when.before === true)
    )
  return (
    due.moment > (ref.day + 1) * 86400 ||
    when.span !== undefined ||
    when.before === true ||
    when.hour !== undefined
  )
}
