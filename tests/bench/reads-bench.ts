/**
 * (c) what screens ask, over HTTP, at two sizes: the home feed of each role, the 15-second card, the customer list, the
 * search, the plan of the day, what is to be completed, the closure rate; how long a page takes, and how it grows with the number of customers. The large size is the demo's
 * customers doubled (`BENCH_DOUBLINGS`, 7 by default: 1,000,064 customers, 10.6 million touchpoints; filling takes a
 * while and is reported). `BENCH_ENGINES` the engines, `BENCH_KEEP` a folder that keeps the filled SQLite files.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoState, fillDemo } from '../../server/demo/demo'
import { demoOrgId } from '../../server/demo/organisation'
import { Staff, StaffRegion } from '../../server/organisation/tables'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { migrate } from '../../server/platform/migrate'
import { ensureCompiled, startServer } from '../support/compiled-server'
import { newDatabaseUrl } from '../support/engines'
import { startMariadb } from '../support/mariadb'
import { doubleCustomers } from './double-customers'
import { getRequest, load } from './load'

type EngineName = 'sqlite' | 'mariadb'
const doublings = Number(process.env.BENCH_DOUBLINGS ?? 7)
const wanted = (process.env.BENCH_ENGINES ?? 'sqlite,mariadb').split(',')
const keep = process.env.BENCH_KEEP
const sizes = { small: { customers: 3000, touchpoints: 20 }, large: { customers: 7813, touchpoints: 9 } }
const requests = 1600
const connections = 2

async function place(engine: EngineName, size: keyof typeof sizes) {
  if (engine !== 'sqlite' || !keep) return newDatabaseUrl(engine)
  if (!existsSync(keep)) mkdirSync(keep, { recursive: true })
  return { url: `sqlite:${join(keep, `${size}.sqlite`)}`, drop: async () => undefined }
}

/** Answers what was written and in how many seconds; what is there already stays. */
async function fill(url: string, size: keyof typeof sizes): Promise<string> {
  const database = await openDatabase(url, createLog('silent'))
  await migrate(database)
  const started = performance.now()
  if ((await demoState(database)) !== 'complete') {
    await fillDemo(database, { now: new Date(), ...sizes[size] })
    if (database.engine === 'sqlite') await database.dataSource.query('pragma cache_size = -4000000')
    if (size === 'large') await doubleCustomers(database, doublings)
  }
  if (database.engine !== 'sqlite')
    await database.dataSource.query(
      'analyze table touchpoint, customer, task, customer_term, visit, rejection',
    )
  const seconds = (performance.now() - started) / 1000
  const count = async (table: string) =>
    Number(
      (await database.read((reader) => reader.row<{ n: number }>(`select count(*) as n from ${table}`)))?.n,
    )
  const told = `${await count('customer')} customers, ${await count('touchpoint')} touchpoints, filled in ${seconds.toFixed(0)} s`
  await database.close()
  return told
}

/** One person may ask 600 times a minute: the load of a whole organisation needs more leaders than the demo has. */
async function addLeaders(database: Database): Promise<void> {
  const orgId = demoOrgId
  await database.transaction(async (tx) => {
    for (const role of ['director', 'areaManager'] as const) {
      const one = await tx.findOne(Staff, { orgId, role })
      const copy = `stf_bench_${role}_`
      if (!one || (await tx.findOne(Staff, { orgId, id: `${copy}0` }))) continue
      const regions = await tx.find(StaffRegion, { orgId, staffId: one.id })
      const ids = Array.from({ length: 18 }, (_, n) => `${copy}${n}`)
      await tx.insert(
        Staff,
        ids.map((id) => ({ ...one, id })),
      )
      await tx.insert(
        StaffRegion,
        ids.flatMap((staffId) => regions.map((region) => ({ ...region, staffId }))),
      )
    }
  })
}

/** What is asked: paths, each with somebody's token. */
async function questions(database: Database, url: string): Promise<[string, Buffer[]][]> {
  await addLeaders(database)
  const tokens = new Map<string, string[]>()
  // 60 may log in a minute, and each may ask 600 times.
  for (const [role, people] of [
    ['rep', 19],
    ['storeManager', 12],
    ['areaManager', 9],
    ['director', 18],
  ] as const)
    tokens.set(role, await tokensOf(database, url, role, people))
  const ask = (role: string, paths: string[]) =>
    Array.from({ length: requests }, (_, n) => {
      const people = tokens.get(role)!
      return getRequest(paths[n % paths.length]!, people[n % people.length]!)
    })
  const feed = async (role: string) => {
    const [token = ''] = tokens.get(role)!
    return ask(role, ['/api/feed', `/api/feed?cursor=${encodeURIComponent(await nextCursor(url, token))}`])
  }
  const customers = await someCustomers(database)
  return [
    ['feed, rep', await feed('rep')],
    ['feed, store manager', await feed('storeManager')],
    ['feed, area manager', await feed('areaManager')],
    ['feed, director', await feed('director')],
    [
      '15-second card',
      ask(
        'director',
        customers.map(({ id }) => `/api/customers/${id}/card`),
      ),
    ],
    ['customers, rep', ask('rep', ['/api/customers'])],
    ...searches(
      ask,
      customers.map(({ name }) => name.slice(0, 3)),
    ),
    ...personalQuestions(ask),
  ]
}

/** For names of anybody's customers: most are none of one's own, so that nothing found early ends the search. */
function searches(ask: (role: string, paths: string[]) => Buffer[], names: string[]): [string, Buffer[]][] {
  const initials = ['wyl', 'hlj', 'qycy', 'cgzx']
  return [
    ['search by name, rep', ask('rep', names.map(searchFor))],
    ['search by name, store manager', ask('storeManager', names.map(searchFor))],
    ['search by name, area manager', ask('areaManager', names.map(searchFor))],
    ['search by name, director', ask('director', names.map(searchFor))],
    ['search by initials, rep', ask('rep', initials.map(searchFor))],
    ['search by initials, director', ask('director', initials.map(searchFor))],
  ]
}

/** What goes through somebody's own customers or visits: it may grow with those, not with everybody's. */
function personalQuestions(ask: (role: string, paths: string[]) => Buffer[]): [string, Buffer[]][] {
  return [
    ['plan of the day, rep', ask('rep', ['/api/visit-plans'])],
    ['plan of the day, store manager', ask('storeManager', ['/api/visit-plans'])],
    ['to complete, rep', ask('rep', ['/api/customers/to-complete'])],
    ['to complete, director', ask('director', ['/api/customers/to-complete'])],
    ['closure by person, rep', ask('rep', ['/api/visits/closure?by=staff'])],
    ['closure by person, store manager', ask('storeManager', ['/api/visits/closure?by=staff'])],
    ['closure by store, area manager', ask('areaManager', ['/api/visits/closure?by=store'])],
    ['closure by region, director', ask('director', ['/api/visits/closure?by=region'])],
  ]
}

const searchFor = (q: string) => `/api/customers?q=${encodeURIComponent(q)}`

async function someCustomers(database: Database): Promise<{ id: string; name: string }[]> {
  const from = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'].map(
    (letter) => `cus_0000000000000000000000000${letter}`,
  )
  const found = await Promise.all(
    from.map((id) =>
      database.read((reader) =>
        reader.rows<{ id: string; name: string }>(
          'select id, name from customer where org_id = ? and id >= ? order by id limit 20',
          [demoOrgId, id],
        ),
      ),
    ),
  )
  return found.flat()
}

async function tokensOf(database: Database, url: string, role: string, atMost: number): Promise<string[]> {
  const people = await database.read((reader) =>
    reader.rows<{ id: string }>(
      `select id from staff where org_id = ? and role = ? and left_at is null order by id limit ${atMost}`,
      [demoOrgId, role],
    ),
  )
  return Promise.all(
    people.map(async ({ id }) => {
      const response = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ via: 'demo', code: id }),
      })
      return ((await response.json()) as { token: string }).token
    }),
  )
}

async function nextCursor(url: string, token: string): Promise<string> {
  const response = await fetch(`${url}/api/feed`, { headers: { Authorization: `Bearer ${token}` } })
  return ((await response.json()) as { nextCursor: string | null }).nextCursor ?? ''
}

interface Times {
  p50: number
  p99: number
}

async function measure(url: string): Promise<{ times: Map<string, Times>; rssMb: number }> {
  const server = await startServer({ DATABASE_URL: url, DEMO: 'on', SERVICES: 'web' })
  const port = Number(new URL(server.url).port)
  const database = await openDatabase(url, createLog('silent'))
  const times = new Map<string, Times>()
  for (const [what, all] of await questions(database, server.url)) {
    const ask = (some: Buffer[]) =>
      load(port, some, connections).catch((error) => {
        throw new Error(`${what}: ${error}\n${server.output()}`)
      })
    await ask(all.slice(0, 100))
    const { errors, p50Ms, p99Ms } = await ask(all.slice(100))
    if (errors > 0) throw new Error(`${what}: ${errors} errors`)
    times.set(what, { p50: p50Ms, p99: p99Ms })
  }
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
  await server.end('SIGTERM')
  await database.close()
  return { times, rssMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 }
}

async function main(): Promise<void> {
  ensureCompiled()
  const mariadb = wanted.includes('mariadb')
    ? await startMariadb({ durable: true, bufferPoolMb: 4096 })
    : undefined
  if (mariadb) process.env.TEST_MARIADB_URL = mariadb.url
  for (const engine of ['sqlite', 'mariadb'] as const) {
    if (!wanted.includes(engine) || (engine === 'mariadb' && !mariadb)) continue
    const places = { small: await place(engine, 'small'), large: await place(engine, 'large') }
    for (const size of ['small', 'large'] as const)
      console.log(`${engine}: ${await fill(places[size].url, size)}`)
    const [few, many] = [await measure(places.small.url), await measure(places.large.url)]
    console.log(
      `${engine.padEnd(8)} | what                             | p50 ms      | p99 ms      | p50 growth`,
    )
    for (const [what, small] of few.times) {
      const large = many.times.get(what)!
      const pair = (from: number, to: number) => `${from.toFixed(1)} → ${to.toFixed(1)}`.padEnd(11)
      console.log(
        `${engine.padEnd(8)} | ${what.padEnd(32)} | ${pair(small.p50, large.p50)} | ${pair(small.p99, large.p99)} | ${(large.p50 / small.p50).toFixed(2)}`,
      )
    }
    console.log(
      `${engine.padEnd(8)} | peak resident memory             | ${few.rssMb.toFixed(0)} → ${many.rssMb.toFixed(0)} MB`,
    )
    await places.small.drop()
    await places.large.drop()
  }
  await mariadb?.stop()
}

void main()
