import { shanghaiOffset } from '@shared/text/minutes'

/** A local day, so many after that instant's. @example dayOf(now, 1) // '2026-03-05' */
export function dayOf(at: Date, after: number): string {
  return new Date(at.getTime() + shanghaiOffset * 60_000 + after * 86_400_000).toISOString().slice(0, 10)
}
