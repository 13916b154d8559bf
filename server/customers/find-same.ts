import { reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { findAlike, type Likeness } from './duplicates/find-alike'

export interface SameCustomer {
  id: string
  code: string
  name: string
  /** Somebody else's: it is said that there is one, not which. */
  within: boolean
  by: 'id' | 'phone' | 'name' | 'core'
  /** What both have. */
  shared: string
}

/**
 * For each of several likenesses the customer that is there already: by an id, by a phone, or in that store by its name
 * or the core of it, in that order. Five queries, whatever their number.
 */
export async function findSame(
  reader: Reader,
  scope: Scope,
  likenesses: readonly (Likeness & { storeId: string | null })[],
): Promise<(SameCustomer | undefined)[]> {
  const alike = await findAlike(reader, scope.orgId, likenesses, { bySound: false })
  return likenesses.map(({ storeId }, index) => {
    const same = (alike[index] ?? []).find(
      ({ by, ...each }) => by === 'id' || by === 'phone' || each.storeId === storeId,
    )
    if (!same || same.by === 'sound') return undefined
    const { id, code, name, by, shared } = same
    return { id, code, name, within: reaches(scope, same), by, shared }
  })
}
