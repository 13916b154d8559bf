import type { Transaction } from './database'

/**
 * Takes hold of rows before they are read: whoever is changing one of them is waited for and what they did is then seen,
 * who comes later waits. In the order of ids, so that two do not wait for each other. Nothing on SQLite, where writers
 * queue.
 * @example await hold(tx, 'visit', orgId, [visitId])
 */
export async function hold(
  tx: Transaction,
  table: string,
  orgId: string,
  ids: readonly string[],
): Promise<void> {
  if (tx.held === '' || ids.length === 0) return
  // primary key (org_id, id)
  await tx.rows(`select id from ${table} where org_id = ? and id in (?) order by id${tx.held}`, [orgId, ids])
}
