import { visitMessages } from '../../shared/text/visits'
import type { Part } from '../platform/keyset'
import { Problem } from '../platform/problem'
import { dayStart, daysLater, localDay } from '../platform/zone'

const daysAtMost = 400

/** Local days, both included: by default the seven that end today. @throws Problem 400 `bad_period` */
export function periodOf(
  timezone: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  at: Date,
): { from: string; to: string } {
  const last = to ?? localDay(timezone, at)
  const first = from ?? daysLater(last, -6)
  if (first > last || daysLater(first, daysAtMost) < last)
    throw new Problem(400, 'bad_period', visitMessages.badPeriod(daysAtMost))
  return { from: first, to: last }
}

/** The rows of `v` whose place in the list falls into the period; open ends where none is given. */
export function periodCondition(
  timezone: string,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Part {
  const parts: string[] = []
  const values: Date[] = []
  if (from) {
    parts.push('v.sort_at >= ?')
    values.push(dayStart(timezone, from))
  }
  if (to) {
    parts.push('v.sort_at < ?')
    values.push(dayStart(timezone, daysLater(to, 1)))
  }
  return { sql: parts.join(' and ') || '1 = 1', values }
}
