import type { Transaction } from '../../platform/database'
import { CustomerMerge } from './tables'

/** Who took others in has another owner, store or region now: who leads there sees the merges. Index customer_merge_by_survivor. */
export async function moveMerges(
  tx: Transaction,
  orgId: string,
  survivorId: string,
  { ownerId, storeId, regionId }: { ownerId: string | null; storeId: string; regionId: string },
): Promise<void> {
  await tx.update(CustomerMerge, { orgId, survivorId }, { ownerId, storeId, regionId })
}
