import type { CustomerFilter } from '@shared/api/customer-filter'
import { fileTexts } from '@shared/text/customer-pages'
import { createStore } from './store'

/** What the customer list is narrowed by, in words as well: chosen on a page of its own. */
export interface ChosenFilter {
  readonly filter: CustomerFilter
  readonly words: string
  /** The saved filter it is, when it is one. */
  readonly viewId?: string
}

const chosen = createStore<ChosenFilter | undefined>(undefined)
export const useFilter = chosen.use
export const chosenFilter = chosen.get
export const chooseFilter = chosen.set

/** @example filterWords({ notTouchedDays: 7 }, names) // '7 天没联系' */
export function filterWords(filter: CustomerFilter, names: ReadonlyMap<string, string>): string {
  const named = (id: string | undefined) => id && (names.get(id) ?? id)
  return [
    named(filter.stage),
    filter.owner === 'none' ? fileTexts.noOwner() : named(filter.owner),
    named(filter.store),
    named(filter.source),
    filter.tag,
    filter.notTouchedDays && fileTexts.silent(filter.notTouchedDays),
    (filter.touchedFrom ?? filter.touchedTo) && fileTexts.touched(filter.touchedFrom, filter.touchedTo),
    ...(filter.fields ?? []).map(
      ({ id, is, from, to }) => `${named(id)} ${is ?? fileTexts.rangeOf(from, to)}`,
    ),
  ]
    .filter(Boolean)
    .join('，')
}
