import { migrations } from '../../migrations'
import type { Database } from './database'

/** The database was made by a newer version than this code: starting would damage it. */
export class SchemaTooNew extends Error {}

/**
 * Applies what is missing, one migration a transaction. Two processes that start at once take turns.
 * @throws SchemaTooNew when the database has migrations this code does not know
 */
export async function migrate(database: Database): Promise<string[]> {
  const { dataSource, engine } = database
  const runner = dataSource.createQueryRunner()
  try {
    if (engine !== 'sqlite') {
      await runner.query("select get_lock('shunliu-migrate', 120)")
      // Every comparison is by bytes, as on SQLite; names are made comparable in code (`nameKey`).
      await runner.query(
        `alter database ${quoted(dataSource.options.database)} character set utf8mb4 collate utf8mb4_bin`,
      )
    }
    const known = new Set(migrations.map((migration) => migration.name))
    const applied: { name: string }[] = (await runner.hasTable('migration'))
      ? await runner.query('select name from migration')
      : []
    const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name)
    if (unknown.length > 0) throw new SchemaTooNew(unknown.join(', '))
    const done = await dataSource.runMigrations({ transaction: 'each' })
    return done.map(({ name }) => name)
  } finally {
    if (engine !== 'sqlite')
      await runner.query("select release_lock('shunliu-migrate')").catch(() => undefined)
    if (engine !== 'sqlite') await runner.release()
  }
}

const quoted = (name: unknown) => `\`${String(name).replaceAll('`', '``')}\``
