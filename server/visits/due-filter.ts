import type { Part } from '../platform/keyset'
import { dayStart, daysLater, localDay } from '../platform/zone'
import { noDueAt } from './task'

export type DueFilter = 'today' | 'tomorrow' | 'week' | 'none'

/**
 * Open tasks by when they are due, in local days. `today` and `week` (to its Sunday) take along what is overdue, so
 * that choosing a filter never hides what is late.
 */
export function dueCondition(when: DueFilter | undefined, timezone: string, at: Date): Part {
  const today = localDay(timezone, at)
  const start = (days: number) => dayStart(timezone, daysLater(today, days))
  switch (when) {
    case undefined:
      return { sql: '1 = 1', values: [] }
    case 'today':
      return { sql: 'k.sort_at < ?', values: [start(1)] }
    case 'tomorrow':
      return { sql: 'k.sort_at >= ? and k.sort_at < ?', values: [start(1), start(2)] }
    case 'week':
      return { sql: 'k.sort_at < ?', values: [start(daysToMonday(today))] }
    case 'none':
      return { sql: 'k.sort_at >= ?', values: [noDueAt] }
  }
}

/** From a local day to the Monday after it: 7 on a Monday, 1 on a Sunday. */
function daysToMonday(day: string): number {
  return 7 - ((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7)
}
