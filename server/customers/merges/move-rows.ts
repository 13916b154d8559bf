import type { Transaction, Value } from '../../platform/database'
import { tablesThat } from './customer-tables'
import { keepRow, keptInstant, type Merging } from './ledger'

/**
 * Moves the rows of the merged customer to the survivor: only the customer changes in them, and which they were is
 * kept. Two statements a table, however many rows; by each table's index of its customer.
 */
export async function moveRows(tx: Transaction, merging: Merging): Promise<void> {
  const { orgId, mergeId, survivorId, mergedId } = merging
  for (const { table, versioned } of tablesThat('move')) {
    await tx.run(
      `insert into customer_merge_row (org_id, merge_id, table_name, row_key, did, row_version, row_before)
       select org_id, ?, ?, id, 'in', ${versioned ? 'version' : 'null'}, null from ${table}
       where org_id = ? and customer_id = ?`,
      [mergeId, table, orgId, mergedId],
    )
    await tx.run(`update ${table} set customer_id = ? where org_id = ? and customer_id = ?`, [
      survivorId,
      orgId,
      mergedId,
    ])
  }
  for (const { table, keys, same } of tablesThat('moveUnlessThere'))
    await moveUnlessThere(tx, merging, table, keys, same)
  await reviveContacts(tx, merging)
}

async function moveUnlessThere(
  tx: Transaction,
  merging: Merging,
  table: string,
  keys: readonly string[],
  same: readonly string[],
): Promise<void> {
  const { orgId, survivorId, mergedId } = merging
  const columns = [...new Set([...keys, ...same])]
  const rowsOf = (customerId: string) =>
    tx.rows<Record<string, Value>>(
      `select ${columns.join(', ')} from ${table} where org_id = ? and customer_id = ?`,
      [orgId, customerId],
    )
  const alike = (row: Record<string, Value>) => JSON.stringify(same.map((column) => row[column]))
  const there = new Set((await rowsOf(survivorId)).map(alike))
  for (const row of await rowsOf(mergedId)) {
    if (there.has(alike(row))) continue
    there.add(alike(row))
    await tx.run(
      `update ${table} set customer_id = ?
       where org_id = ? and customer_id = ? and ${keys.map((column) => `${column} = ?`).join(' and ')}`,
      [survivorId, orgId, mergedId, ...keys.map((column) => row[column] ?? null)],
    )
    const key = JSON.stringify(keys.map((column) => row[column]))
    await keepRow(tx, merging, { table, key, did: 'in' })
  }
}

/** Somebody who stands for the merged one, and stood for the survivor once, stands for it again. */
async function reviveContacts(tx: Transaction, merging: Merging): Promise<void> {
  const { orgId, survivorId, mergedId } = merging
  const ended = await tx.rows<{ contactId: string; untilAt: Date }>(
    // index contact_customer_by_customer, then by primary key
    `select k.contact_id as contactId, k.until_at as untilAt from contact_customer k
       join contact_customer o on o.org_id = k.org_id and o.contact_id = k.contact_id and o.customer_id = ?
     where k.org_id = ? and k.customer_id = ? and k.until_at is not null and o.until_at is null`,
    [mergedId, orgId, survivorId],
  )
  for (const { contactId, untilAt } of ended) {
    await tx.run(
      'update contact_customer set until_at = null where org_id = ? and contact_id = ? and customer_id = ?',
      [orgId, contactId, survivorId],
    )
    await keepRow(tx, merging, {
      table: 'contact_customer',
      key: JSON.stringify([contactId]),
      did: 'changed',
      rowBefore: { until_at: keptInstant(untilAt) },
    })
  }
}
