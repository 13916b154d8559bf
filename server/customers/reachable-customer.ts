import { customerTexts } from '../../shared/text/customers'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { Problem } from '../platform/problem'

/** What use cases of other features need to know of a customer. */
export interface ReachableCustomer {
  orgId: string
  id: string
  name: string
  code: string
  ownerId: string | null
  storeId: string
  regionId: string
  stageId: string
  mergedIntoId: string | null
}

/** The columns of `ReachableCustomer`, for queries that take them from `customer c`. */
export const reachableColumns = `c.org_id as orgId, c.id, c.name, c.code, c.owner_id as ownerId,
  c.store_id as storeId, c.region_id as regionId, c.stage_id as stageId, c.merged_into_id as mergedIntoId`

/**
 * The id that stands for a customer now: that of the one it was merged into, or its own. As a condition on `c.id`; takes
 * organisation, id, id. By primary key: an old id is one step from its customer, however often merged.
 */
export const survivorOf =
  'c.id = coalesce((select m.merged_into_id from customer m where m.org_id = ? and m.id = ?), ?)'

/**
 * One customer, if within reach; of one that was merged the one it went into.
 * @throws Problem 404 `customer_not_found`, the same for one that is not there and one that is somebody else's
 */
export async function reachableCustomer(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<ReachableCustomer> {
  const reach = reachCondition(scope, 'c')
  const customer = await reader.row<ReachableCustomer>(
    // primary key (org_id, id)
    `select ${reachableColumns} from customer c where ${reach.sql} and ${survivorOf}`,
    [...reach.values, scope.orgId, id, id],
  )
  if (!customer) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  return customer
}

/** The customer of a chat or a contact, whoever asks: for what customers say themselves. Merged ones as above. */
export function customerOf(
  reader: Reader,
  orgId: string,
  id: string,
): Promise<ReachableCustomer | undefined> {
  return reader.row<ReachableCustomer>(
    `select ${reachableColumns} from customer c where c.org_id = ? and ${survivorOf}`,
    [orgId, orgId, id, id],
  )
}
