import { customerTexts } from '../../shared/text/customers'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { Customer } from './tables'

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
 * One customer, if within reach; of one that was merged the one it went into. In a transaction it is held: nobody merges
 * it before what is written about it is there.
 * @throws Problem 404 `customer_not_found`, the same for one that is not there and one that is somebody else's
 */
export async function reachableCustomer(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<ReachableCustomer> {
  const reach = reachCondition(scope, 'c')
  const customer = await survivor(reader, reach, scope.orgId, id)
  if (!customer) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  return customer
}

/**
 * The customer of a chat or a contact, whoever asks: for what customers say themselves. Merged ones and transactions
 * as above.
 */
export function customerOf(
  reader: Reader,
  orgId: string,
  id: string,
): Promise<ReachableCustomer | undefined> {
  return survivor(reader, { sql: 'c.org_id = ?', values: [orgId] }, orgId, id)
}

/**
 * A customer that was found before, held as above; on SQLite nobody merges it in between. Those of a batch of messages
 * are held by one statement.
 */
export async function stillCustomer(tx: Transaction, found: ReachableCustomer): Promise<ReachableCustomer> {
  if (!tx.held) return found
  const { orgId, id } = found
  const now = (await tx.hold(Customer, { orgId, id })) ?? found
  return now.mergedIntoId ? ((await customerOf(tx, orgId, now.mergedIntoId)) ?? now) : now
}

/** By primary key (org_id, id). */
async function survivor(
  reader: Reader,
  within: ReturnType<typeof reachCondition>,
  orgId: string,
  id: string,
): Promise<ReachableCustomer | undefined> {
  const customer = await reader.row<ReachableCustomer>(
    `select ${reachableColumns} from customer c where ${within.sql} and ${survivorOf}${reader.held}`,
    [...within.values, orgId, id, id],
  )
  // Merged while this waited for it: the row is of now, the way to it was looked up as of before.
  return customer?.mergedIntoId ? survivor(reader, within, orgId, customer.mergedIntoId) : customer
}
