import type { Transaction, Value } from '../../platform/database'
import { CustomerFieldValue } from '../tables'
import { tablesThat } from './customer-tables'
import { keysOf } from './merge-conflicts'
import type { CustomerMerge, CustomerMergeRow } from './tables'
import { putValue, referencesKept, valueFrom } from './take-over-fields'

/** Puts every row that a merge touched back to what it was. What is in the way was asked before. */
export async function turnRowsBack(
  tx: Transaction,
  merge: CustomerMerge,
  rows: readonly CustomerMergeRow[],
): Promise<void> {
  const { orgId, id: mergeId, survivorId, mergedId } = merge
  for (const row of rows) {
    if (row.did === 'made')
      await tx.run(`delete from ${row.tableName} where org_id = ? and id = ?`, [orgId, row.rowKey])
    else if (row.tableName === 'customer_field_value')
      await putValue(tx, orgId, survivorId, row.rowKey, valueFrom(row.rowBefore?.before ?? null))
    else if (row.tableName === referencesKept) {
      const [customerId = '', fieldId = ''] = row.rowKey.split(' ')
      // Who was said to come from somebody else since keeps that.
      await tx.update(
        CustomerFieldValue,
        { orgId, customerId, fieldId, textValue: survivorId },
        { textValue: mergedId },
      )
    } else await putBack(tx, merge, row)
  }
  for (const { table } of tablesThat('move'))
    await tx.run(
      // each table's index of its customer, then the ledger's primary key
      `update ${table} set customer_id = ? where org_id = ? and customer_id = ?
         and id in (select r.row_key from customer_merge_row r where r.org_id = ? and r.merge_id = ?
           and r.table_name = ? and r.did = 'in')`,
      [mergedId, orgId, survivorId, orgId, mergeId, table],
    )
}

/** One row of a small table: its customer, and the columns that the merge wrote. */
async function putBack(tx: Transaction, merge: CustomerMerge, row: CustomerMergeRow): Promise<void> {
  const { orgId, survivorId, mergedId } = merge
  const { tableName: table, rowKey, did, rowBefore, rowVersion } = row
  const keys = keysOf(table)
  const keyValues = rowKey.startsWith('[') ? (JSON.parse(rowKey) as Value[]) : [rowKey]
  const before = Object.entries(rowBefore ?? {}).map(
    ([column, value]) =>
      [column, value !== null && column.endsWith('_at') ? new Date(value) : value] as const,
  )
  const set: (readonly [string, Value])[] = [
    ...(did === 'in' ? [['customer_id', mergedId] as const] : []),
    ...before,
    ...(rowVersion === null ? [] : [['version', rowVersion - 1] as const]),
  ]
  if (set.length === 0) return
  // A pair names no customer of its own.
  const ofCustomer = table === 'duplicate_pair' ? '' : 'and customer_id = ?'
  await tx.run(
    `update ${table} set ${set.map(([column]) => `${column} = ?`).join(', ')}
     where org_id = ? ${ofCustomer} and ${keys.map((key) => `${key} = ?`).join(' and ')}`,
    [...set.map(([, value]) => value), orgId, ...(ofCustomer ? [survivorId] : []), ...keyValues],
  )
}
