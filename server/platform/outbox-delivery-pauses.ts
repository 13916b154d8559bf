import type { Clock } from './clock'
import type { OutgoingRow } from './outbox-delivery-rows'

/** The first wait; each further one is twice as long, up to the longest. */
const firstWaitMs = 60_000
const longestWaitMs = 2 * 3_600_000

/**
 * An organisation's channel that is set up wrongly (its key, its trusted address) refuses every message alike: its
 * rows wait, longer each time, until somebody has mended it. Nothing is counted against a message, so none is lost.
 */
export function createPauses(clock: Clock) {
  const pauses = new Map<string, { waitMs: number; until: number }>()
  const keyOf = ({ orgId, channel }: Pick<OutgoingRow, 'orgId' | 'channel'>) => `${orgId}\n${channel}`

  return {
    /** Until when this row's channel rests, if it does. */
    untilOf(row: OutgoingRow): Date | undefined {
      const pause = pauses.get(keyOf(row))
      return pause && pause.until > clock.now().getTime() ? new Date(pause.until) : undefined
    },
    /** It was refused once more; several that were under way together are one refusal. */
    begin(row: OutgoingRow): { until: Date; isNew: boolean } {
      const now = clock.now().getTime()
      const known = pauses.get(keyOf(row))
      if (known && known.until > now) return { until: new Date(known.until), isNew: false }
      const waitMs = known ? Math.min(known.waitMs * 2, longestWaitMs) : firstWaitMs
      pauses.set(keyOf(row), { waitMs, until: now + waitMs })
      return { until: new Date(now + waitMs), isNew: true }
    },
    end: (row: OutgoingRow) => pauses.delete(keyOf(row)),
  }
}
