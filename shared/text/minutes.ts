const minuteMs = 60_000
const dayMs = 86_400_000

/** The organisation's zone where none is given: Asia/Shanghai, minutes east of UTC, no summer time. */
export const shanghaiOffset = 480

/**
 * An instant as people say it: never a duration alone, never the phone's zone.
 * @param offsetMinutes minutes east of UTC of the organisation's zone
 * @example minuteText(new Date('2026-03-04T06:33:00Z'), new Date('2026-03-04T06:40:00Z')) // '今天 14:33'
 * @example minuteText(new Date('2026-02-22T06:33:00Z'), new Date('2026-03-04T06:40:00Z')) // '2026-02-22 14:33'
 */
export function minuteText(at: Date, now: Date, offsetMinutes = shanghaiOffset): string {
  return `${dayText(at, now, offsetMinutes)} ${clockText(at, offsetMinutes)}`
}

/** The local day of an instant. @example dayText(yesterday, now) // '昨天' */
export function dayText(at: Date, now: Date, offsetMinutes = shanghaiOffset): string {
  const day = localDay(at, offsetMinutes)
  const word = ['昨天', '今天', '明天'][day - localDay(now, offsetMinutes) + 1]
  return word ?? new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The minute alone, for a block that says the day itself. @example clockText(new Date('2026-03-04T01:12:00Z')) // '09:12' */
export function clockText(at: Date, offsetMinutes = shanghaiOffset): string {
  const wall = at.getTime() + offsetMinutes * minuteMs
  return new Date(wall).toISOString().slice(11, 16)
}

/** Days since 1970-01-01 on the local calendar. */
function localDay(at: Date, offsetMinutes: number): number {
  return Math.floor((at.getTime() + offsetMinutes * minuteMs) / dayMs)
}
