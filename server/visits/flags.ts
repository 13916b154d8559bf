import { metresBetween } from '../../shared/geo/distance'
import type { StoredFlag } from '../../shared/text/visits'
import type { StoredMoment } from './moment'

/** Within this of the customer's place a visit is taken to be there. */
export const nearMetres = 200
const driftAtMostMs = 5 * 60_000
const lateMs = 24 * 3_600_000
/** Nobody visits customers faster than this; short hops are within what phones get wrong. */
const metresAnHourAtMost = 120_000
const hopMetres = 1000

/** What a superior should look at in one moment of a visit; it is shown and refuses nothing. */
export function momentFlags(moment: StoredMoment): StoredFlag[] {
  const { place, distanceMetres: metres, driftMs } = moment
  const waitedMs = new Date(moment.recordedAt).getTime() - new Date(moment.at).getTime()
  return [
    ...(place ? [] : [{ code: 'no_place' as const }]),
    ...(metres !== null && metres > nearMetres + (place?.accuracyMetres ?? 0)
      ? [{ code: 'far_away' as const, metres }]
      : []),
    ...(driftMs !== null && Math.abs(driftMs) > driftAtMostMs
      ? [{ code: 'clock_drift' as const, seconds: Math.round(driftMs / 1000) }]
      : []),
    ...(waitedMs > lateMs ? [{ code: 'arrived_late' as const, seconds: Math.round(waitedMs / 1000) }] : []),
  ]
}

/** Two check-ins of one person too far apart for the time between them. */
export function impossibleTravel(
  one: Pick<StoredMoment, 'at' | 'place'>,
  other: Pick<StoredMoment, 'at' | 'place'>,
): StoredFlag | undefined {
  if (!one.place || !other.place) return undefined
  const metres = metresBetween(one.place, other.place)
  const sure = metres - one.place.accuracyMetres - other.place.accuracyMetres
  const ms = Math.abs(new Date(one.at).getTime() - new Date(other.at).getTime())
  if (sure <= hopMetres || sure <= (metresAnHourAtMost * ms) / 3_600_000) return undefined
  return { code: 'impossible_travel', metres, seconds: Math.round(ms / 1000) }
}

/** A flag is set once a visit, the first that was found. */
export function withFlags(known: readonly StoredFlag[], more: readonly StoredFlag[]): StoredFlag[] {
  const flags = [...known]
  for (const flag of more) if (!flags.some(({ code }) => code === flag.code)) flags.push(flag)
  return flags
}
