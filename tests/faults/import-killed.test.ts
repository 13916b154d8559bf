import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { ensureCompiled, type RunningServer, startServer } from '../support/compiled-server'
import { engines, newMigratedUrl } from '../support/engines'
import { freePort } from '../support/mariadb'
import { soon } from '../support/soon'
import { withTemplate } from '../support/template'
import { buildWorld, tokenOf, type World } from '../support/world'

const rows = 1500
const header = '客户,门店,渠道,编号,负责人,电话,联系人'
const line = (n: number) => `断电${n}号,文三路店,社区地推,D-${n},李雷,139${String(n).padStart(8, '0')},老${n}`
const file = [header, ...Array.from({ length: rows }, (_, n) => line(n))].join('\n')

beforeAll(ensureCompiled, 120_000)

describe.each(engines)('kill -9 in the middle of an import (%s)', (engine) => {
  let url: string
  let folder: string
  let world: World
  let token: string
  let server: RunningServer | undefined
  let drop: () => Promise<void>

  beforeEach(async () => {
    const place = await newMigratedUrl(engine)
    url = place.url
    folder = mkdtempSync(join(tmpdir(), 'sl-files-'))
    drop = async () => {
      await place.drop()
      rmSync(folder, { recursive: true, force: true })
    }
    await inDatabase(async (database) => {
      world = await buildWorld(database)
      await withTemplate(database, world)
      token = await tokenOf(database, world, 'admin', new Date())
    })
  }, 60_000)
  afterEach(async () => {
    await server?.end('SIGKILL')
    await drop()
  })

  /** While no server runs: on SQLite one process has the file. */
  async function inDatabase<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer> {
    const database = await openDatabase(url, createLog('silent'))
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }

  async function start(): Promise<void> {
    const env = { DATABASE_URL: url, FILES: `file:${folder}`, DEMO: 'off', SERVICES: 'web,jobs' }
    server = await startServer(env, { port: await freePort() })
  }

  async function call(method: string, path: string, body?: FormData | object) {
    const answer = await fetch(`${server!.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body && !(body instanceof FormData) && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    })
    expect(answer.status).toBe(200)
    // biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
    return (await answer.json()) as any
  }

  interface Standing {
    state: string
    done: number
    visible: number
  }

  /** Kills it once it has got somewhere in that state; answers how things stood, and starts another when it may go on. */
  async function killIn(id: string, state: string, from: number): Promise<Standing> {
    for (;;) {
      const now = await call('GET', `/api/imports/${id}`)
      if (now.state !== state || now.rows.done >= from) break
    }
    await server!.end('SIGKILL')
    const stood = await inDatabase(async (database) => {
      const left = await database.transaction(async (tx) => {
        const job = await tx.row<Standing>(
          `select state, rows_done as done,
             (select count(*) from customer where name like '断电%' and retired_at is null) as visible
           from import_job where id = ?`,
          [id],
        )
        // The half minute that the dead one's lease still has.
        await tx.run('update import_job set lease_until_at = ? where id = ?', [new Date(0), id])
        return job!
      })
      return { ...left, visible: Number(left.visible) }
    })
    await start()
    return stood
  }

  const until = (id: string, state: string) =>
    soon(async () => {
      const now = await call('GET', `/api/imports/${id}`)
      expect(now.state).toBe(state)
      return now
    }, 40_000)

  test('whoever comes next goes on where it stopped, and every line is there once', async () => {
    await start()
    const form = new FormData()
    form.set('about', JSON.stringify({ kind: 'customers' }))
    form.set('file', new Blob([file]), '名单.csv')
    const { id } = (await call('POST', '/api/imports', form)).import
    const reading = await killIn(id, 'reading', 0)
    expect(['reading', 'mapping']).toContain(reading.state)
    const read = await until(id, 'mapping')
    expect(read.rows.read).toBe(rows)

    const targets = read.columns.map(({ target }: { target: string | null }) => target)
    expect(targets).not.toContain(null)
    await call('POST', `/api/imports/${id}/mapping`, { version: read.version, targets })
    const checking = await killIn(id, 'checking', 500)
    expect(checking.state).toBe('checking')
    const ready = await until(id, 'ready')
    expect(ready.rows).toMatchObject({ read: rows, good: rows, bad: 0, same: 0 })

    await call('POST', `/api/imports/${id}/run`, { version: ready.version })
    const running = await killIn(id, 'running', 300)
    expect(running).toMatchObject({ state: 'running', visible: 0 })
    expect(running.done).toBeGreaterThanOrEqual(300)
    expect(running.done).toBeLessThan(rows)
    const again = await killIn(id, 'running', running.done + 300)
    // Nothing that was done is done again.
    expect(again).toMatchObject({ state: 'running', visible: 0 })
    expect(again.done).toBeGreaterThan(running.done)
    const done = await until(id, 'done')
    expect(done.rows).toMatchObject({ read: rows, good: rows, bad: 0, same: 0, written: rows })
    await server!.end('SIGTERM')

    const counts = await inDatabase((database) =>
      database.read((reader) =>
        reader.row<Record<string, number>>(
          `select
             (select count(*) from customer where name like '断电%' and retired_at is null) as visible,
             (select count(*) from customer where name like '断电%') as customers,
             (select count(distinct name_key) from customer where name like '断电%') as names,
             (select count(distinct code) from customer where name like '断电%') as codes,
             (select count(distinct made_id) from import_row where import_id = ? and state = 'written') as written,
             (select count(*) from customer_alias where kind = 'oldId') as ids,
             (select count(*) from contact where phone like '139%') as contacts,
             (select count(*) from customer_core where core like '断电%') as cores,
             (select count(*) from customer_assignment) as owners`,
          [id],
        ),
      ),
    )
    expect(Object.fromEntries(Object.entries(counts!).map(([name, n]) => [name, Number(n)]))).toEqual({
      visible: rows,
      customers: rows,
      names: rows,
      codes: rows,
      written: rows,
      ids: rows,
      contacts: rows,
      cores: rows,
      owners: rows,
    })
  }, 90_000)
})
