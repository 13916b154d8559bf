import { transferTexts } from '../../../shared/text/transfers'
import { mayDo } from '../../organisation/access'
import { reaches, type Scope, scopeOf } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { Problem } from '../../platform/problem'
import { storeById } from '../place-of'
import type { Customer } from '../tables'

export interface Place {
  id: string
  name: string
  regionId: string
}

/** Where customers go: to a person, a store, or both. */
export interface Destination {
  owner: { id: string; name: string; scope: Scope; storeIds: string[] } | null
  store: Place | null
}

/**
 * Whom and which store customers are to go to, as said.
 * @throws Problem 400 `transfer_nothing`, 404 `receiver_unknown`, `store_unknown`, 409 `receiver_left`, `receiver_cannot`
 */
export async function destination(
  reader: Reader,
  scope: Scope,
  said: { toOwnerId?: string | undefined; toStoreId?: string | undefined },
): Promise<Destination> {
  const { orgId } = scope
  if (!said.toOwnerId && !said.toStoreId) throw new Problem(400, 'transfer_nothing', transferTexts.nothing())
  const store = said.toStoreId ? await storeById(reader, orgId, said.toStoreId) : null
  if (said.toStoreId && (!store || !reachesStore(scope, store)))
    throw new Problem(404, 'store_unknown', transferTexts.storeUnknown())
  return {
    owner: said.toOwnerId ? await receiver(reader, orgId, said.toOwnerId) : null,
    store: store ?? null,
  }
}

async function receiver(
  reader: Reader,
  orgId: string,
  id: string,
): Promise<NonNullable<Destination['owner']>> {
  const scope = await scopeOf(reader, orgId, id)
  if (!scope) {
    const left = await reader.row<{ name: string }>('select name from staff where org_id = ? and id = ?', [
      orgId,
      id,
    ])
    if (left) throw new Problem(409, 'receiver_left', transferTexts.receiverLeft(left.name))
    throw new Problem(404, 'receiver_unknown', transferTexts.receiverUnknown())
  }
  if (!mayDo(scope, 'task.act'))
    throw new Problem(409, 'receiver_cannot', transferTexts.receiverOnlyLooks(scope.name))
  const stores = await reader.rows<{ id: string }>(
    // primary key (org_id, staff_id, store_id)
    'select store_id as id from staff_store where org_id = ? and staff_id = ? and until_at is null',
    [orgId, id],
  )
  return { id, name: scope.name, scope, storeIds: stores.map((each) => each.id) }
}

/** Where one customer goes. */
export interface Going {
  ownerId: string | null
  storeId: string
  regionId: string
}

/**
 * Owner and store of one customer afterwards. To another store without a person: its owner goes along when they work
 * there too, else nobody owns it. To a person: they have to work in its store, old or new.
 * @throws Problem 409 `receiver_elsewhere`; 404 `receiver_unknown` for a person beyond the giver's reach
 */
export function goingOf(
  scope: Scope,
  customer: Pick<Customer, 'ownerId' | 'storeId' | 'regionId'>,
  { owner, store }: Destination,
  storeName: string,
  ownerWorksThere: boolean,
): Going {
  const place = store
    ? { storeId: store.id, regionId: store.regionId }
    : { storeId: customer.storeId, regionId: customer.regionId }
  if (!owner) return { ...place, ownerId: ownerWorksThere ? customer.ownerId : null }
  const going = { ...place, ownerId: owner.id }
  const fits =
    owner.storeIds.length > 0 ? owner.storeIds.includes(place.storeId) : reaches(owner.scope, going)
  if (!fits)
    throw new Problem(409, 'receiver_elsewhere', transferTexts.receiverElsewhere(owner.name, storeName))
  // A rep gives to colleagues of the same store; everybody else within their own reach.
  if (scope.reach.column !== 'owner_id' && !reaches(scope, going))
    throw new Problem(404, 'receiver_unknown', transferTexts.receiverUnknown())
  return going
}

/** Whether a store is within somebody's reach; a rep's customers stay in their stores. */
function reachesStore(scope: Scope, { id, regionId }: Place): boolean {
  return scope.reach.column !== 'owner_id' && reaches(scope, { ownerId: null, storeId: id, regionId })
}
