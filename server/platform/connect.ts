import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import mysql from 'mysql2'
import { DataSource, type DataSourceOptions, DefaultNamingStrategy } from 'typeorm'
import { migrations } from '../../migrations'
import { tables } from '../tables'

export type Engine = 'sqlite' | 'mysql' | 'mariadb'

/** `lastTouchAt` is `last_touch_at` in the database: plain lower case needs no quotes on any engine. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined): string {
    return custom ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  }
}

const shared = {
  entities: tables,
  migrations,
  migrationsTableName: 'migration',
  namingStrategy: new SnakeCase(),
  synchronize: false,
  logging: false as const,
}

/**
 * Opens the connections of a `DATABASE_URL`. On SQLite the reader is a second connection (WAL lets it read while the
 * writer commits), on MySQL both are the same pool.
 */
export async function connect(
  url: string,
): Promise<{ engine: Engine; writer: DataSource; reader: DataSource }> {
  if (url.startsWith('sqlite:')) {
    const file = resolve(url.slice('sqlite:'.length))
    mkdirSync(dirname(file), { recursive: true })
    const writer = await new DataSource(sqliteOptions(file, false)).initialize()
    const reader = await new DataSource(sqliteOptions(file, true)).initialize()
    return { engine: 'sqlite', writer, reader }
  }
  const { engine, host } = await firstThatAnswers(url)
  const pool = new DataSource(mysqlOptions(url, engine, host))
  await pool.initialize()
  return { engine, writer: pool, reader: pool }
}

interface LibsqlConnection {
  pragma(text: string): unknown
}

function sqliteOptions(file: string, readOnly: boolean): DataSourceOptions {
  return {
    ...shared,
    type: 'better-sqlite3',
    // libsql speaks better-sqlite3's interface and ships its binary inside the npm package: nothing compiles.
    driver: require('libsql'),
    database: file,
    enableWAL: true,
    timeout: 5000,
    statementCacheSize: 200,
    prepareDatabase: (connection: LibsqlConnection) => {
      // FULL: an acknowledged message survives a power cut; commits are grouped, so it costs one fsync a group.
      connection.pragma('synchronous = FULL')
      connection.pragma('busy_timeout = 5000')
      // Checkpoints are paid by some commit: a larger log makes them rare and lets pages be written once, not each time.
      connection.pragma('wal_autocheckpoint = 8000')
      connection.pragma('cache_size = -16000')
      if (readOnly) connection.pragma('query_only = 1')
    },
  } as DataSourceOptions
}

function mysqlOptions(url: string, type: 'mysql' | 'mariadb', { host, port }: Host): DataSourceOptions {
  const { hosts: _, ...login } = parseMysqlUrl(url)
  return {
    ...shared,
    type,
    ...login,
    host,
    port,
    driver: readingWhatIsCommitted,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    bigNumberStrings: false,
    supportBigNumbers: true,
    poolSize: 12,
    // mysql2 would take a stack trace for every statement, should it fail.
    extra: { trace: false },
  } as DataSourceOptions
}

/**
 * In a transaction a statement reads what is committed by now, not what was when the transaction first read: whoever has
 * waited for a row and then looks sees what it became, as on SQLite, where writers queue. One statement a connection.
 */
const readingWhatIsCommitted = {
  ...mysql,
  createPool: (options: mysql.PoolOptions) => {
    const pool = mysql.createPool(options)
    pool.on('connection', (connection) =>
      connection.query('set session transaction isolation level read committed', (error) => {
        if (error) connection.destroy()
      }),
    )
    return pool
  },
}

/** `mysql://user:pass@a:3306,b:3306/name` → login and hosts, in the order given. */
export function parseMysqlUrl(url: string): {
  username: string
  password: string
  database: string
  hosts: Host[]
} {
  const match = /^(?:mysql|mariadb):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/]+)\/([^?]+)/.exec(url)
  if (!match) throw new Error('DATABASE_URL must be mysql://user:pass@host:3306/name')
  const [, user = '', password = '', hosts = '', database = ''] = match
  return {
    username: decodeURIComponent(user),
    password: decodeURIComponent(password),
    database: decodeURIComponent(database),
    hosts: hosts.split(',').map((each) => {
      const [host = 'localhost', port] = each.split(':')
      return { host, port: port ? Number(port) : 3306 }
    }),
  }
}

interface Host {
  host: string
  port: number
}

/** The first of the hosts that lets us in; the last one's error when none does. */
async function firstThatAnswers(url: string): Promise<{ engine: 'mysql' | 'mariadb'; host: Host }> {
  const { hosts, ...login } = parseMysqlUrl(url)
  let failure: unknown
  for (const host of hosts) {
    try {
      return { engine: await whichMysql(host, login), host }
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/** TypeORM's schema comparison is wrong when a MariaDB is called `mysql`; the server knows what it is. */
async function whichMysql(
  { host, port }: Host,
  login: { username: string; password: string; database: string },
): Promise<'mysql' | 'mariadb'> {
  const { createConnection } = await import('mysql2/promise')
  const connection = await createConnection({
    host,
    port,
    user: login.username,
    password: login.password,
    database: login.database,
    connectTimeout: 5000,
  })
  try {
    const [rows] = await connection.query('select version() as version')
    return String((rows as { version: string }[])[0]?.version).includes('MariaDB') ? 'mariadb' : 'mysql'
  } finally {
    await connection.end()
  }
}
