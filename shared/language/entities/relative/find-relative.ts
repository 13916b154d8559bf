import type { TimeSearch } from '../time-search'
import { findAroundNow } from './around-now'
import { findLooseDate } from './loose-dates'
import { findLunar } from './lunar'
import { findQuarter } from './quarters'
import { type FoundRelative, spotAt } from './spot'
import { findWithin } from './within'
import { findYears } from './years'

const FAMILIES = [findQuarter, findWithin, findAroundNow, findYears, findLooseDate, findLunar]

/**
 * Times that only general texts have, and sales talk has not: quarters, halves, decades, 前两周, 最后5天, 第一个星期二,
 * lunar dates, 从…起. Patterns are regular expressions here: this is not on the path of a chat line. The first family wins.
 */
export function findRelative(search: TimeSearch, index: number): FoundRelative | undefined {
  const spot = spotAt(search, index)
  if (spot === undefined) return undefined
  for (const find of FAMILIES) {
    const found = find(spot)
    if (found !== undefined) return found
  }
  return undefined
}
