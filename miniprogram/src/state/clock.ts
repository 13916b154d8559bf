import type { PhoneClock } from '@shared/api/visit-shapes'
import Taro from '@tarojs/taro'

/** The last time the server told its time, and where this phone's two clocks stood then. */
interface Seen {
  readonly server: number
  readonly wall: number
  /** Of the clock nobody can set; it begins anew with every start of the app, and then it is not known. */
  readonly running?: number
}

const storageKey = 'shunliu.server-time'
const keptEveryMs = 30_000
let seen: Seen | undefined
let keptAt = 0

/** Phones run wrong: the server's own time decides what 今天 is. Below a minute the phone is right enough. */
export function now(): Date {
  const drift = driftMs() ?? 0
  return new Date(Date.now() - (Math.abs(drift) > 60_000 ? drift : 0))
}

/** @param dateHeader of any answer; it has whole seconds only */
export function learnServerTime(dateHeader: string | undefined): void {
  const at = dateHeader ? Date.parse(dateHeader) : Number.NaN
  if (Number.isNaN(at)) return
  seen = { server: at + 500, wall: Date.now(), running: running() }
  // The next start may be without a network.
  if (Math.abs(seen.wall - keptAt) < keptEveryMs) return
  keptAt = seen.wall
  Taro.setStorage({ key: storageKey, data: { server: seen.server, wall: seen.wall } }).catch(() => {})
}

/** How far this phone's clock is ahead of the server's; undefined before the server has ever told its time. */
export function driftMs(): number | undefined {
  const last = lastSeen()
  return last && last.wall - last.server
}

/**
 * This phone's clock and the server's, for whatever happens now. What passed since the server told its time is the longer
 * of two: the wall clock counts while the phone sleeps, the running one when somebody turns the wall clock back.
 */
export function phoneClock(): PhoneClock {
  const last = lastSeen()
  const at = new Date().toISOString()
  if (!last) return { at }
  const byWall = Date.now() - last.wall
  const byRunning = last.running === undefined ? 0 : (running() ?? 0) - last.running
  const elapsedMs = Math.round(Math.min(Math.max(byWall, byRunning, 0), 60 * 86_400_000))
  return { at, anchor: { serverAt: new Date(last.server).toISOString(), elapsedMs } }
}

/** When it happens by the server's time, as far as this phone knows it. */
export function reckoned({ at, anchor }: PhoneClock): Date {
  return anchor ? new Date(Date.parse(anchor.serverAt) + anchor.elapsedMs) : new Date(at)
}

function lastSeen(): Seen | undefined {
  seen ??= Taro.getStorageSync<Seen | ''>(storageKey) || undefined
  return seen
}

const running = (): number | undefined => globalThis.performance?.now?.()
