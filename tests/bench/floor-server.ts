/**
 * The floor: what a careful engineer writes by hand for one thing, without understanding, permission or undo. A Koa
 * program over raw mysql2 or libsql: `insert` does one insert a message, `task` the five statements of one task in a
 * transaction. Both as durable as we are (SQLite synchronous=FULL, InnoDB's default flush).
 */
import { randomUUID } from 'node:crypto'
import Koa from 'koa'
import { createPool } from 'mysql2/promise'

const [url = '', mode = 'insert'] = process.argv.slice(2)

const tables = [
  'create table floor_message (id varchar(40) primary key, body text not null, state varchar(10) not null)',
  'create table floor_task (id varchar(40) primary key, customer_id varchar(40) not null, due varchar(30) not null)',
  'create table floor_item (id varchar(40) primary key, task_id varchar(40) not null, quantity integer not null)',
  'create table floor_fact (id varchar(40) primary key, customer_id varchar(40) not null, body text not null)',
]

const statements = (id: string, body: string): [string, unknown[]][] => [
  ["insert into floor_message (id, body, state) values (?, ?, 'received')", [id, body]],
  [
    'insert into floor_task (id, customer_id, due) values (?, ?, ?)',
    [id, 'cus_1', '2026-03-05 02:00:00.000'],
  ],
  ['insert into floor_item (id, task_id, quantity) values (?, ?, ?)', [id, id, 20]],
  ['insert into floor_fact (id, customer_id, body) values (?, ?, ?)', [id, 'cus_1', body]],
  ["update floor_message set state = 'done' where id = ?", [id]],
]

async function writer(): Promise<(body: string) => Promise<void>> {
  if (url.startsWith('sqlite:')) {
    const Database = require('libsql')
    const database = new Database(url.slice('sqlite:'.length))
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    for (const sql of tables) database.exec(sql)
    const prepared = statements('', '').map(([sql]) => database.prepare(sql))
    return async (body) => {
      const all = statements(randomUUID(), body)
      if (mode === 'insert') return void prepared[0].run(...(all[0]?.[1] ?? []))
      database.exec('begin immediate')
      for (const [index, [, values]] of all.entries()) prepared[index].run(...values)
      database.exec('commit')
    }
  }
  const pool = createPool({ uri: url, connectionLimit: 16 })
  for (const sql of tables) await pool.query(sql)
  return async (body) => {
    const all = statements(randomUUID(), body)
    if (mode === 'insert') return void (await pool.execute(all[0]![0], all[0]![1] as string[]))
    const connection = await pool.getConnection()
    try {
      await connection.beginTransaction()
      for (const [sql, values] of all) await connection.execute(sql, values as string[])
      await connection.commit()
    } finally {
      connection.release()
    }
  }
}

async function main(): Promise<void> {
  const write = await writer()
  const koa = new Koa()
  koa.use(async (ctx) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk)
    await write(Buffer.concat(chunks).toString())
    ctx.status = 200
    ctx.body = 'ok'
  })
  const server = koa.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as { port: number }).port}\n`)
  })
}

void main()
