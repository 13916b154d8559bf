/**
 * (c) the home feed over HTTP at two sizes: how long a page takes for a rep, a store manager, an area manager and the
 * director, and how it grows with the number of customers. `BENCH_CUSTOMERS` is the large size (1,000,000 by default;
 * filling takes a while and is reported), `BENCH_ENGINES` the engines, `BENCH_KEEP` a folder that keeps the filled
 * SQLite files for the next run.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoState, fillDemo } from '../../server/demo/demo'
import { demoOrgId } from '../../server/demo/organisation'
import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { migrate } from '../../server/platform/migrate'
import { ensureCompiled, startServer } from '../support/compiled-server'
import { newDatabaseUrl } from '../support/engines'
import { startMariadb } from '../support/mariadb'
import { getRequest, load } from './load'

const large = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000)
const wanted = (process.env.BENCH_ENGINES ?? 'sqlite,mariadb').split(',')
const keep = process.env.BENCH_KEEP
const requests = 2000
const connections = 8
const roles = ['rep', 'storeManager', 'areaManager', 'director'] as const

async function place(
  engine: 'sqlite' | 'mariadb',
  size: number,
): Promise<{ url: string; drop: () => Promise<void> }> {
  if (engine !== 'sqlite' || !keep) return newDatabaseUrl(engine)
  if (!existsSync(keep)) mkdirSync(keep, { recursive: true })
  return { url: `sqlite:${join(keep, `demo-${size}.sqlite`)}`, drop: async () => undefined }
}

async function fill(url: string, size: number): Promise<number> {
  const database = await openDatabase(url, createLog('silent'))
  await migrate(database)
  const started = Date.now()
  if ((await demoState(database)) !== 'complete')
    await fillDemo(database, { now: new Date(), customers: size })
  if (database.engine !== 'sqlite')
    await database.dataSource.query('analyze table touchpoint, customer, task, customer_term')
  await database.close()
  return (Date.now() - started) / 1000
}

async function measure(
  url: string,
): Promise<{ p99: Record<string, number>; p50: Record<string, number>; rssMb: number }> {
  const server = await startServer({ DATABASE_URL: url, DEMO: 'on', SERVICES: 'web' })
  const port = Number(new URL(server.url).port)
  const database = await openDatabase(url, createLog('silent'))
  const p99: Record<string, number> = {}
  const p50: Record<string, number> = {}
  for (const role of roles) {
    const people = await database.read((reader) =>
      reader.rows<{ id: string }>('select id from staff where org_id = ? and role = ? order by id limit 20', [
        demoOrgId,
        role,
      ]),
    )
    const tokens = await Promise.all(people.map(({ id }) => tokenOf(server.url, id)))
    // Half of the requests ask for the first page, half for the one after it.
    const cursor = await nextCursor(server.url, tokens[0] ?? '')
    const all = Array.from({ length: requests }, (_, n) =>
      n % 2 === 0
        ? getRequest('/api/feed', tokens[n % tokens.length] ?? '')
        : getRequest(`/api/feed?cursor=${encodeURIComponent(cursor)}`, tokens[n % tokens.length] ?? ''),
    )
    // A signed-in person has 600 requests a minute: twenty people of a role share them.
    await load(port, all.slice(0, 100), connections)
    const result = await load(port, all.slice(100), connections)
    if (result.errors > 0) throw new Error(`${role}: ${result.errors} errors`)
    p99[role] = result.p99Ms
    p50[role] = result.p50Ms
  }
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
  await server.end('SIGTERM')
  await database.close()
  return { p99, p50, rssMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 }
}

async function tokenOf(url: string, staffId: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ via: 'demo', code: staffId }),
  })
  return ((await response.json()) as { token: string }).token
}

async function nextCursor(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/feed`, { headers: { Authorization: `Bearer ${token}` } })
  return ((await response.json()) as { nextCursor: string | null }).nextCursor ?? ''
}

async function main(): Promise<void> {
  ensureCompiled()
  const mariadb = wanted.includes('mariadb') ? await startMariadb({ durable: true }) : undefined
  if (mariadb) process.env.TEST_MARIADB_URL = mariadb.url
  console.log(`feed: ${requests} requests a role over ${connections} connections, pages of 20`)
  for (const engine of ['sqlite', 'mariadb'] as const) {
    if (!wanted.includes(engine) || (engine === 'mariadb' && !mariadb)) continue
    const small = await place(engine, 3000)
    const big = await place(engine, large)
    await fill(small.url, 3000)
    const seconds = await fill(big.url, large)
    const [few, many] = [await measure(small.url), await measure(big.url)]
    console.log(`${engine}: filling ${large} customers took ${seconds.toFixed(0)} s`)
    for (const role of roles)
      console.log(
        `${engine.padEnd(8)} | ${role.padEnd(12)} | p50 ${few.p50[role]?.toFixed(1)} → ${many.p50[role]?.toFixed(1)} ms | p99 ${few.p99[role]?.toFixed(1)} → ${many.p99[role]?.toFixed(1)} ms | p50 growth ${((many.p50[role] ?? 0) / (few.p50[role] ?? 1)).toFixed(2)}`,
      )
    console.log(
      `${engine.padEnd(8)} | peak resident memory ${few.rssMb.toFixed(0)} → ${many.rssMb.toFixed(0)} MB`,
    )
    await small.drop()
    await big.drop()
  }
  await mariadb?.stop()
}

void main()
