import type { DueGrain } from '../language/types'

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/**
 * A due as a confirmation says it: the full date with its weekday, nothing left to guess.
 * @param offset minutes east of UTC of the organisation's zone
 * @example dueText(new Date('2026-03-05T02:00:00Z'), 'minute', 480) // '2026-03-05 周四 10:00'
 */
export function dueText(at: Date, grain: DueGrain, offset: number): string {
  const wall = new Date(at.getTime() + offset * 60_000)
  const day = `${wall.toISOString().slice(0, 10)} ${weekdays[wall.getUTCDay()]}`
  if (grain === 'day') return `${day} 当天内`
  const clock = wall.toISOString().slice(11, 16)
  return grain === 'part' ? `${day} ${clock} 前` : `${day} ${clock}`
}
