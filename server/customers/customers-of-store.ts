import type { Reader, Transaction } from '../platform/database'

/** How many customers a store has now; index customer_by_store. */
export async function customersOfStore(reader: Reader, orgId: string, storeId: string): Promise<number> {
  const found = await reader.row<{ customers: number }>(
    'select count(*) as customers from customer where org_id = ? and store_id = ? and retired_at is null',
    [orgId, storeId],
  )
  return Number(found?.customers ?? 0)
}

/** How many customers somebody owns now; index customer_by_owner. */
export async function customersOfOwner(reader: Reader, orgId: string, staffId: string): Promise<number> {
  const found = await reader.row<{ customers: number }>(
    'select count(*) as customers from customer where org_id = ? and owner_id = ? and retired_at is null',
    [orgId, staffId],
  )
  return Number(found?.customers ?? 0)
}

/** The store has gone to another region, and its customers with it, and what lies beside them. */
export async function moveCustomersOfStore(
  tx: Transaction,
  orgId: string,
  storeId: string,
  regionId: string,
): Promise<void> {
  // index customer_by_store, and the like of each
  for (const table of [
    'customer',
    'customer_term',
    'customer_to_complete',
    'duplicate_pair',
    'customer_merge',
  ])
    await tx.run(`update ${table} set region_id = ? where org_id = ? and store_id = ?`, [
      regionId,
      orgId,
      storeId,
    ])
}
