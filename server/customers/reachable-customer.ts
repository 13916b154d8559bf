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
 * One customer, if within reach.
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
    `select ${reachableColumns} from customer c where ${reach.sql} and c.id = ?`,
    [...reach.values, id],
  )
  if (!customer) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  return customer
}

/** The customer of a chat or a contact, whoever asks: for what customers say themselves. */
export function customerOf(
  reader: Reader,
  orgId: string,
  id: string,
): Promise<ReachableCustomer | undefined> {
  return reader.row<ReachableCustomer>(
    `select ${reachableColumns} from customer c where c.org_id = ? and c.id = ?`,
    [orgId, id],
  )
}
