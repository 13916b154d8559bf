import type { Place } from '@shared/api/visit-shapes'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'

export type Found =
  | { readonly state: 'finding' }
  | { readonly state: 'found'; readonly place: Place }
  | { readonly state: 'none' }

const e6 = (degrees: number) => Math.round(degrees * 1e6)
const metres = (accuracy: number) => Math.min(100_000, Math.max(0, Math.round(accuracy)))
const patienceMs = 12_000

/** Where this phone is; null when it may not or cannot say. WeChat gives GCJ-02, a browser WGS-84. */
export async function findPlace(): Promise<Place | null> {
  // A question about permission that nobody answers must not keep anybody from checking in.
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))
  const place = await Promise.race([late, process.env.TARO_ENV === 'weapp' ? fromWeChat() : fromBrowser()])
  lately = place ? { place, at: Date.now() } : undefined
  return place
}

let lately: { place: Place; at: number } | undefined
const stillThereMs = 120_000

/** For a photo: where this phone was a moment ago will do. */
export async function placeNow(): Promise<Place | null> {
  const fresh = lately && Math.abs(Date.now() - lately.at) < stillThereMs
  return fresh && lately ? lately.place : findPlace()
}

async function fromWeChat(): Promise<Place | null> {
  try {
    const { latitude, longitude, accuracy } = await Taro.getLocation({
      type: 'gcj02',
      isHighAccuracy: true,
      highAccuracyExpireTime: 5000,
    })
    return {
      latitudeE6: e6(latitude),
      longitudeE6: e6(longitude),
      accuracyMetres: metres(accuracy),
      datum: 'GCJ-02',
    }
  } catch {
    return null
  }
}

function fromBrowser(): Promise<Place | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitudeE6: e6(coords.latitude),
          longitudeE6: e6(coords.longitude),
          accuracyMetres: metres(coords.accuracy),
          datum: 'WGS-84',
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: patienceMs, maximumAge: 30_000 },
    )
  })
}

/** Looks once a page is there, and again when asked. */
export function usePlace(wanted: boolean): { found: Found; find(): void } {
  const [found, setFound] = useState<Found>({ state: 'finding' })
  const find = useCallback(() => {
    setFound({ state: 'finding' })
    findPlace().then((place) => setFound(place ? { state: 'found', place } : { state: 'none' }))
  }, [])
  useEffect(() => {
    if (wanted) find()
  }, [wanted, find])
  return { found, find }
}
