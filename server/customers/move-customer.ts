import type { Transaction } from '../platform/database'
import { movePairs } from './duplicates/note-pairs'
import { moveMerges } from './merges/move-merges'
import { CustomerTerm, CustomerToComplete } from './tables'

/**
 * A customer has another owner, store or region now, and with it what is found by its place: the terms it is searched
 * by, the pairs it looks alike in, the merges into it. Whatever changes a customer's place calls this in the same
 * transaction, or `rewriteTerms`, `movePairs` and `moveMerges` where it changes names too.
 */
export async function moveBeside(
  tx: Transaction,
  orgId: string,
  customerId: string,
  { ownerId, storeId, regionId }: { ownerId: string | null; storeId: string; regionId: string },
): Promise<void> {
  const place = { ownerId, storeId, regionId }
  await movePairs(tx, orgId, customerId, place)
  await moveMerges(tx, orgId, customerId, place)
  // primary key (org_id, customer_id, term)
  await tx.update(CustomerTerm, { orgId, customerId }, place)
  await tx.update(CustomerToComplete, { orgId, customerId }, place)
}
