import { parse } from 'node-cron'
import { offsetMinutes } from './zone'

/** A time at which a job is due: its name is the wall clock of the organisation, `2026-03-04T18:00`. */
export interface Period {
  name: string
  at: Date
}

interface Fields {
  minutes: number[]
  hours: number[]
  isDay: (day: Date) => boolean
}

const dayMs = 24 * 3_600_000
const parsed = new Map<string, Fields>()

/**
 * The times a five-field cron expression was due in a zone, newest first, after `after` and up to `until`.
 * Walks days, not minutes, and knows nothing of the process's own zone. A time that a clock change skips is due as
 * much later as the clock jumped; one that it repeats is due once, the first time.
 *
 * @example latest of '0 18 * * *' in Asia/Shanghai at 2026-03-04T12:00Z: 2026-03-04T18:00, at 10:00Z
 * @throws Error when the expression is wrong
 */
export function* duePeriods(cron: string, timezone: string, after: Date, until: Date): Generator<Period> {
  const { minutes, hours, isDay } = fieldsOf(cron)
  const wall = (at: Date) => new Date(at.getTime() + offsetMinutes(timezone, at) * 60_000)
  const first = startOfDay(wall(after))
  for (let day = startOfDay(wall(until)); day >= first; day -= dayMs) {
    if (!isDay(new Date(day))) continue
    for (const hour of hours)
      for (const minute of minutes) {
        const local = new Date(day + (hour * 60 + minute) * 60_000)
        const at = instantOf(timezone, local)
        if (at <= until && at > after) yield { name: local.toISOString().slice(0, 16), at }
      }
  }
}

function startOfDay(at: Date): number {
  return Math.floor(at.getTime() / dayMs) * dayMs
}

/** The instant at which the wall shows `local` (told as if it were UTC). */
function instantOf(timezone: string, local: Date): Date {
  const before = offsetMinutes(timezone, new Date(local.getTime() - dayMs))
  const after = offsetMinutes(timezone, new Date(local.getTime() + dayMs))
  const shows = (offset: number) =>
    offsetMinutes(timezone, new Date(local.getTime() - offset * 60_000)) === offset
  // The offset before a change first: of a repeated hour the first. A skipped time is shown with neither.
  const offset = shows(before) || !shows(after) ? before : after
  return new Date(local.getTime() - offset * 60_000)
}

function fieldsOf(cron: string): Fields {
  const known = parsed.get(cron)
  if (known) return known
  if (cron.trim().split(/\s+/).length !== 5) throw new Error(`not a five-field cron expression: ${cron}`)
  const { minute, hour, dayOfMonth, month, dayOfWeek } = parse(cron)
  const days = numbers(dayOfMonth)
  const weekdays = numbers(dayOfWeek).map((day) => day % 7)
  const everyDay = new Set(days).size >= 31
  const everyWeekday = new Set(weekdays).size >= 7
  const descending = (list: number[]) => [...new Set(list)].sort((a, b) => b - a)
  const fields: Fields = {
    minutes: descending(minute),
    hours: descending(hour),
    isDay: (day) => {
      const onDay = days.includes(day.getUTCDate())
      const onWeekday = weekdays.includes(day.getUTCDay())
      // Cron's own rule: with both a day and a weekday, either is enough.
      const fits = everyDay || everyWeekday ? onDay && onWeekday : onDay || onWeekday
      return fits && month.includes(day.getUTCMonth() + 1)
    },
  }
  parsed.set(cron, fields)
  return fields
}

function numbers(list: (number | string)[]): number[] {
  return list.map((each) => {
    // node-cron also reads `L` and `5#2`; a job that needs them can ask the calendar itself.
    if (typeof each !== 'number') throw new Error(`only numbers as days: ${each}`)
    return each
  })
}
