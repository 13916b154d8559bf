import type { Transaction } from '../../platform/database'
import { CustomerMergeRow } from './tables'

/** Which merge writes, and the two it is about. */
export interface Merging {
  orgId: string
  mergeId: string
  survivorId: string
  mergedId: string
  staffId: string
  at: Date
}

/** Keeps what a merge did with one row, so that it is turned back exactly. */
export async function keepRow(
  tx: Transaction,
  { orgId, mergeId }: Merging,
  row: { table: string; key: string; did: CustomerMergeRow['did'] } & Partial<
    Pick<CustomerMergeRow, 'rowVersion' | 'rowBefore'>
  >,
): Promise<void> {
  const { table, key, did, rowVersion = null, rowBefore = null } = row
  await tx.insert(CustomerMergeRow, {
    orgId,
    mergeId,
    tableName: table,
    rowKey: key,
    did,
    rowVersion,
    rowBefore,
  })
}

/** An instant as it is kept. */
export const keptInstant = (at: Date | null): string | null => at?.toISOString() ?? null
