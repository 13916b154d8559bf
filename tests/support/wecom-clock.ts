import type { Clock } from '../../server/platform/clock'

export interface HandMovedClock extends Clock {
  move(ms: number): void
  set(at: string): void
}

/** A clock that stands still until a test moves it. */
export function handMovedClock(start = '2026-03-04T02:00:00.000Z'): HandMovedClock {
  let now = new Date(start).getTime()
  return {
    now: () => new Date(now),
    move: (ms) => {
      now += ms
    },
    set: (at) => {
      now = new Date(at).getTime()
    },
  }
}
