import type { Random } from './random'

/** The demo's instants: working hours in Asia/Shanghai, never after now. */
export const dayMs = 86_400_000
const zoneMs = 8 * 3_600_000
const opensMs = 7.5 * 3_600_000
const closesMs = 19.5 * 3_600_000

/** Midnight in Asia/Shanghai (no change of offset since 1991), that many days before today's. */
export function midnight(now: Date, daysAgo: number): number {
  return Math.floor((now.getTime() + zoneMs) / dayMs) * dayMs - zoneMs - daysAgo * dayMs
}

/** An instant of a working day that many days ago; yesterday's when today's is still to come. */
export function workingTime(random: Random, now: Date, daysAgo: number): Date {
  const at = midnight(now, daysAgo) + random.whole(opensMs, closesMs)
  return new Date(at <= now.getTime() ? at : at - dayMs)
}

/** So many minutes before now; before the working day began, as long before the last one ended. */
export function minutesAgo(now: Date, minutes: number): Date {
  const today = midnight(now, 0)
  const at = now.getTime() - minutes * 60_000
  if (at > today + closesMs) return new Date(today + closesMs - minutes * 60_000)
  return at >= today + opensMs ? new Date(at) : new Date(today - dayMs + closesMs - minutes * 60_000)
}

/** The same time of day, that many days later; now at the latest is the caller's to see to. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs)
}
