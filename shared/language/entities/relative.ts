import type { TimeSearch } from './find-times'
import type { Interval } from './readings'

export function findRelative(search: TimeSearch, index: number): { next: number; readings: Interval[] } | undefined {
  void search
  void index
  return undefined
}
