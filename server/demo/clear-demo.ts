import type { Database } from '../platform/database'
import { tables } from '../tables'
import { demoOrgId } from './organisation'

/** So many rows go in one transaction: a half-written demo may hold millions. */
const batch = 5000

/** Throws away what a killed start left; the organisation's row goes last, so that a kill meanwhile is seen too. */
export async function clearDemo(database: Database): Promise<void> {
  for (const table of tables) {
    const { tableName, primaryColumns } = database.dataSource.getMetadata(table)
    const key = primaryColumns.map(({ databaseName }) => databaseName).find((name) => name !== 'org_id')
    if (tableName !== 'org' && key) await clearTable(database, tableName, key)
  }
  await database.transaction((tx) => tx.run('delete from org where id = ?', [demoOrgId]))
}

/** From the first key on, by ranges of the primary key: no engine's `limit` in a delete is needed. */
async function clearTable(database: Database, table: string, key: string): Promise<void> {
  for (;;) {
    const last = await database.transaction(async (tx) => {
      const bound = await tx.row<{ bound: string }>(
        `select ${key} as bound from ${table} where org_id = ? order by ${key} limit 1 offset ${batch}`,
        [demoOrgId],
      )
      if (bound)
        await tx.run(`delete from ${table} where org_id = ? and ${key} <= ?`, [demoOrgId, bound.bound])
      else await tx.run(`delete from ${table} where org_id = ?`, [demoOrgId])
      return !bound
    })
    if (last) return
  }
}
