/** The organisation's clock on the wall, from an instant; never the process's own zone. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timezone, made)
  return made
}

/** Minutes east of UTC at that instant, e.g. 480 in Asia/Shanghai. */
export function offsetMinutes(timezone: string, at: Date): number {
  if (timezone === 'Asia/Shanghai') return 480 // no change of offset since 1991; spares a slow call
  const part = Object.fromEntries(
    formatFor(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60_000)
}

/** `2026-03-04T09:30:00+08:00`: what the language takes as its reference. */
export function zonedIso(timezone: string, at: Date): string {
  const offset = offsetMinutes(timezone, at)
  const wall = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19)
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`
}

/** The local day `YYYY-MM-DD` of an instant. */
export function localDay(timezone: string, at: Date): string {
  return zonedIso(timezone, at).slice(0, 10)
}

/** The instant a local day begins. */
export function dayStart(timezone: string, day: string): Date {
  const utc = new Date(`${day}T00:00:00.000Z`)
  const guess = new Date(utc.getTime() - offsetMinutes(timezone, utc) * 60_000)
  return new Date(utc.getTime() - offsetMinutes(timezone, guess) * 60_000)
}

/** A local day so many days later: `daysLater('2026-02-27', 2)` is `2026-03-01`. */
export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Local days from one to another: `daysBetween('2026-02-27', '2026-03-01')` is 2. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / 86_400_000
}
