import type { Moment, PhoneClock, Place } from '../../shared/api/visit-shapes'
import { metresBetween } from '../../shared/geo/distance'
import { momentTexts, visitMessages } from '../../shared/text/visits'
import { Problem } from '../platform/problem'

/** One point of time and place as it is stored, once: nothing changes it afterwards. */
export interface StoredMoment {
  at: string
  timeFrom: 'server' | 'phone'
  recordedAt: string
  phoneAt: string | null
  driftMs: number | null
  place: Place | null
  distanceMetres: number | null
}

/** What arrives within this is told by the server's own clock: it did not wait on the phone. */
const onTheWayMs = 60_000

/**
 * When and where something happened. The server's minute of arrival counts; what waited on a phone without a network
 * happened at the last server time that phone saw plus what passed since, and never later than it arrived.
 * @param customer the customer's place, when known
 * @throws Problem 400 `time_in_future` for an anchor that this server cannot have given yet
 */
export function momentOf(
  { phone, place }: { phone: PhoneClock; place: Place | null },
  recordedAt: Date,
  customer: Parameters<typeof metresBetween>[0] | null,
): StoredMoment {
  const arrived = recordedAt.getTime()
  const seen = phone.anchor && new Date(phone.anchor.serverAt).getTime()
  if (seen !== undefined && seen > arrived + onTheWayMs)
    throw new Problem(400, 'time_in_future', visitMessages.timeInFuture())
  const happened = seen === undefined ? arrived : Math.min(arrived, seen + phone.anchor!.elapsedMs)
  const waited = arrived - happened > onTheWayMs
  const at = waited ? happened : arrived
  return {
    at: new Date(at).toISOString(),
    timeFrom: waited ? 'phone' : 'server',
    recordedAt: recordedAt.toISOString(),
    phoneAt: phone.at,
    driftMs: new Date(phone.at).getTime() - at,
    place,
    distanceMetres: place && customer ? metresBetween(place, customer) : null,
  }
}

/** As screens take it. */
export function momentShape(moment: StoredMoment): Moment {
  const { driftMs, ...rest } = moment
  const driftSeconds = driftMs === null ? null : Math.round(driftMs / 1000)
  return {
    ...rest,
    driftSeconds,
    timeText: momentTexts.time(moment.timeFrom, driftSeconds),
    placeText: momentTexts.place(moment.distanceMetres, moment.place?.accuracyMetres ?? null),
  }
}
