import { customerTexts } from '../../shared/text/customers'
import { activePerson } from '../organisation/people'
import { reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { Problem } from '../platform/problem'

/** Where a new customer belongs. */
export interface Place {
  ownerId: string | null
  store: { id: string; name: string; regionId: string }
}

/**
 * Whose a new customer is, and of which store: what was said, else the maker's own when they are a rep; the store of
 * the owner, else of the maker.
 * @throws Problem 400 `owner_unknown`, `store_unknown` for what is not within reach, 409 `no_store`
 */
export async function placeOf(
  reader: Reader,
  scope: Scope,
  said: { ownerId?: string | null | undefined; storeId?: string | undefined },
): Promise<Place> {
  const ownerId = said.ownerId ?? (scope.role === 'rep' ? scope.staffId : null)
  if (ownerId && ownerId !== scope.staffId && !(await activePerson(reader, scope.orgId, ownerId)))
    throw new Problem(400, 'owner_unknown', customerTexts.ownerUnknown())
  const store = said.storeId
    ? await storeById(reader, scope.orgId, said.storeId)
    : await storeOf(reader, scope.orgId, ownerId ?? scope.staffId)
  if (!store)
    throw said.storeId
      ? new Problem(400, 'store_unknown', customerTexts.storeUnknown())
      : new Problem(409, 'no_store', customerTexts.noStore())
  if (!reaches(scope, { ownerId, storeId: store.id, regionId: store.regionId })) {
    // A rep reaches by the owner, everybody else by the store.
    throw scope.reach.column === 'owner_id'
      ? new Problem(400, 'owner_unknown', customerTexts.ownerUnknown())
      : new Problem(400, 'store_unknown', customerTexts.storeUnknown())
  }
  return { ownerId, store }
}

/** The store a person works from; the first by id for who has several. */
export function storeOf(reader: Reader, orgId: string, staffId: string): Promise<Place['store'] | undefined> {
  return reader.row(
    // primary key (org_id, staff_id, store_id)
    `select s.id, s.name, s.region_id as regionId from staff_store ss
       join store s on s.org_id = ss.org_id and s.id = ss.store_id
     where ss.org_id = ? and ss.staff_id = ? and ss.until_at is null order by s.id limit 1`,
    [orgId, staffId],
  )
}

export function storeById(reader: Reader, orgId: string, id: string): Promise<Place['store'] | undefined> {
  return reader.row(
    'select id, name, region_id as regionId from store where org_id = ? and id = ? and closed_at is null',
    [orgId, id],
  )
}

/** Our own store that a customer is, as said. @throws Problem 400 `store_unknown` */
export async function ownStoreOf(
  reader: Reader,
  orgId: string,
  said: string | null | undefined,
): Promise<string | null> {
  if (said && !(await storeById(reader, orgId, said)))
    throw new Problem(400, 'store_unknown', customerTexts.storeUnknown())
  return said || null
}
