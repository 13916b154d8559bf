import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { ulid } from 'ulid'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { copyTables } from './table-copies'

export type EngineName = 'sqlite' | 'mariadb'

/** The engines of this run: both, unless the machine has no MariaDB (the setup has said so). */
export const engines: EngineName[] = process.env.TEST_MARIADB_URL ? ['sqlite', 'mariadb'] : ['sqlite']

/** An empty place for one test's database, and how to throw it away. */
export async function newDatabaseUrl(
  engine: EngineName,
): Promise<{ url: string; drop: () => Promise<void> }> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'sl-'))
    return {
      url: `sqlite:${folder}/test.sqlite`,
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const name = `t_${ulid().toLowerCase()}`
  const server = process.env.TEST_MARIADB_URL ?? ''
  const statement = async (sql: string) => {
    const connection = await createConnection(server)
    await connection.query(sql)
    await connection.end()
  }
  await statement(`create database ${name} character set utf8mb4 collate utf8mb4_bin`)
  return { url: `${server}/${name}`, drop: () => statement(`drop database ${name}`) }
}

/** A place of which the tables are there, empty. */
export async function newMigratedUrl(
  engine: EngineName,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const place = await newDatabaseUrl(engine)
  await copyTables(engine, place.url)
  return place
}

/** The same suite on every engine; `openEmpty` answers a database of its own with every table, empty. */
export function onEveryEngine(
  title: string,
  suite: (openEmpty: () => Promise<Database>, engine: EngineName) => void,
): void {
  describe.each(engines)(`${title} (%s)`, (engine) => {
    const opened: { database: Database; drop: () => Promise<void> }[] = []
    afterAll(async () => {
      for (const { database, drop } of opened.splice(0)) {
        await database.close()
        await drop()
      }
    })
    suite(async () => {
      const { url, drop } = await newMigratedUrl(engine)
      const database = await openDatabase(url, createLog('silent'))
      opened.push({ database, drop })
      return database
    }, engine)
  })
}
