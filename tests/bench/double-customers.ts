import type { TableIndex } from 'typeorm'
import type { Database } from '../../server/platform/database'

/** Columns that name something which is copied together with its customer. */
const named = new Set(
  `id customer_id contact_id touchpoint_id task_id last_touch_id last_touch_contact_id actor_contact_id subject_id
   number code source_key open_key unique_key active_key check_in_touch_id check_out_touch_id check_out_id next_task_id`.split(
    /\s+/,
  ),
)
const tables = `customer customer_alias contact contact_customer customer_term customer_field_value
  customer_assignment touchpoint touchpoint_text task task_item opportunity stage_change rejection
  visit customer_to_complete`.split(/\s+/)

/** A person makes no more visits in a week for having more customers: the copies' lie further back. */
const visitDays = 21
const visitInstants = new Set(['sort_at', 'checked_in_at', 'checked_out_at'])

/**
 * Doubles the customers of a filled database, `rounds` times, with all that hangs on them: inside the engine, and with
 * the indexes made at the end, because ten million touchpoints written row by row would take hours. A copy's ids are
 * its original's with a letter behind.
 */
export async function doubleCustomers(database: Database, rounds: number): Promise<void> {
  const { dataSource } = database
  const columnsOf = new Map(
    dataSource.entityMetadatas.map(({ tableName, columns }) => [
      tableName,
      columns.map(({ databaseName }) => databaseName),
    ]),
  )
  const runner = dataSource.createQueryRunner()
  const taken: [string, TableIndex[]][] = []
  for (const name of tables) {
    const table = (await runner.getTable(name))!
    const indices = [...table.indices]
    await runner.dropIndices(table, indices)
    taken.push([name, indices])
  }
  const daysBefore = (column: string, days: number) =>
    database.engine === 'sqlite'
      ? `strftime('%Y-%m-%d %H:%M:%f', ${column}, '-${days} days')`
      : `date_sub(${column}, interval ${days} day)`
  for (const [round, letter] of [...'abcdefghijklm'.slice(0, rounds)].entries())
    for (const table of tables) {
      const columns = columnsOf.get(table)!
      // `concat` is in both engines; SQLite's reads null as nothing.
      const copied = columns.map((column) => {
        if (table === 'visit' && visitInstants.has(column)) return daysBefore(column, visitDays * 2 ** round)
        return named.has(column)
          ? `case when ${column} is null then null else concat(${column}, '${letter}') end`
          : column
      })
      await database.transaction((tx) =>
        tx.run(`insert into ${table} (${columns.join(', ')}) select ${copied.join(', ')} from ${table}`),
      )
    }
  for (const [name, indices] of taken) await runner.createIndices(name, indices)
  await runner.release()
}
