import { buffer } from 'node:stream/consumers'
import { cellsOf } from '../../server/imports/row-batch'
import { createImportWorker, type ImportWorker } from '../../server/imports/work-imports'
import { createNumbers } from '../../server/organisation/numbers'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { xlsxOf } from '../../server/platform/sheets/write-sheet'
import { onEveryEngine } from '../support/engines'
import { mapAsGuessed, settled, upload } from '../support/imports'
import { soon } from '../support/soon'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

const header = ['客户', '门店', '渠道', '编号']

onEveryEngine('an import whose process dies', (openEmpty) => {
  let web: TestWeb
  let database: Database
  beforeEach(async () => {
    database = await openEmpty()
    web = await startWeb(database)
    await withTemplate(database, web.world)
  }, 60_000)

  const workerOn = (on: Database) =>
    createImportWorker({ ...web, database: on, numbers: createNumbers(database), log: createLog('silent') })

  /** One that is killed after its first few batches: what it had in hand is rolled back, its lease stands. */
  const doomed = (batches: number): { worker: ImportWorker; dead: () => boolean } => {
    let left = batches
    const dying: Database = {
      ...database,
      transaction: (work) => {
        left--
        return left < 0 ? new Promise(() => undefined) : database.transaction(work)
      },
    }
    return { worker: workerOn(dying), dead: () => left < 0 }
  }

  const importNow = async (id: string) => (await web.call('GET', `/api/imports/${id}`, { as: 'admin' })).body

  const visible = async () => {
    const found = await database.read((reader) =>
      reader.row<{ n: number }>(
        `select count(*) as n from customer where org_id = ? and retired_at is null and name like '断电%'`,
        [web.world.orgId],
      ),
    )
    return Number(found?.n)
  }

  test('while it writes: shows nothing until another process has gone on to the end, and then all, each once', async () => {
    const rows = 650
    const lines = Array.from({ length: rows }, (_, n) => `断电${n}号,文三路店,社区地推,D-${n}`)
    const { import: read } = (await upload(web, [header.join(), ...lines].join('\n'))).body
    const { import: ready } = (await mapAsGuessed(web, read)).body
    expect(ready.rows.good).toBe(rows)
    const { worker, dead } = doomed(5)
    await web.imports.stop()
    await web.call('POST', `/api/imports/${ready.id}/run`, { as: 'admin', body: { version: ready.version } })
    worker.wake()
    await soon(async () => expect(dead()).toBe(true))
    const half = await importNow(ready.id)
    expect(half.state).toBe('running')
    expect(half.rows.done).toBeGreaterThan(0)
    expect(half.rows.done).toBeLessThan(rows)
    expect(await visible()).toBe(0)

    const next = workerOn(database)
    next.wake()
    await next.idle()
    expect(await visible()).toBe(0)
    // The lease of the dead one has ended.
    web.clock.forward(31_000)
    next.wake()
    await next.idle()
    const done = await settled(web, ready.id)
    expect(done).toMatchObject({ state: 'done', rows: { written: rows } })
    expect(await visible()).toBe(rows)
  }, 120_000)

  /** A file that is stored, and whose reader dies behind its first lines. */
  async function halfRead(file: Uint8Array, batches: number): Promise<string> {
    const { worker, dead } = doomed(batches)
    await web.imports.stop()
    const form = new FormData()
    form.set('about', JSON.stringify({ kind: 'customers' }))
    form.set('file', new Blob([file as never]), '名单.xlsx')
    const response = await fetch(`${web.url}/api/imports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await web.signIn('admin')}` },
      body: form,
    })
    const { import: begun } = (await response.json()) as { import: { id: string } }
    worker.read({ orgId: web.world.orgId, id: begun.id })
    await soon(async () => expect(dead()).toBe(true))
    return begun.id
  }

  const table = (rows: number) =>
    buffer(
      xlsxOf({
        columns: header.map((name) => ({ name, width: 9 })),
        lines: (async function* () {
          yield Array.from({ length: rows }, (_, n) => [`断电${n}号`, '文三路店', '社区地推', `D-${n}`])
        })(),
      }),
    )

  const storedLines = async (id: string) =>
    (
      await database.read((reader) =>
        reader.rows<{ line: number; cells: string }>(
          'select line_number as line, cells from import_row where org_id = ? and import_id = ? order by line_number',
          [web.world.orgId, id],
        ),
      )
    ).map(({ line, cells }) => [line, cellsOf(cells)[0]])

  test.each([
    ['before its first line is stored', 1, 0],
    ['between two batches of lines', 3, 1000],
    ['behind the last line', 5, 1700],
  ])(
    'while it reads the file, %s: another goes on, and nothing is asked of anybody',
    async (_, batches, before) => {
      const rows = 1700
      const id = await halfRead(await table(rows), batches)
      expect(await importNow(id)).toMatchObject({ state: 'reading', rows: { read: before } })
      expect(await storedLines(id)).toHaveLength(before)
      const { fileKey } = (await jobOf(id))!
      const next = workerOn(database)
      next.wake()
      await next.idle()
      expect((await importNow(id)).state).toBe('reading')
      web.clock.forward(31_000)
      next.wake()
      await next.idle()
      const read = await importNow(id)
      expect(read).toMatchObject({ state: 'mapping', note: null, rows: { read: rows } })
      expect(read.columns.map(({ target }: { target: string }) => target)).toEqual([
        'name',
        'store',
        'source',
        'oldId',
      ])
      expect(await storedLines(id)).toEqual(Array.from({ length: rows }, (_, n) => [n + 2, `断电${n}号`]))
      // Nobody needs the file any more.
      expect(await web.files.get(fileKey!)).toBeUndefined()
      expect((await jobOf(id))?.fileKey).toBeNull()
    },
  )

  const jobOf = (id: string) =>
    database.read((reader) =>
      reader.row<{ fileKey: string | null }>(
        'select file_key as fileKey from import_job where org_id = ? and id = ?',
        [web.world.orgId, id],
      ),
    )

  test('one that was slow for so long that another read on stores nothing more', async () => {
    const id = await halfRead(await table(1700), 3)
    web.clock.forward(31_000)
    const [one, other] = [workerOn(database), workerOn(database)]
    one.wake()
    other.wake()
    await Promise.all([one.idle(), other.idle()])
    expect(await storedLines(id)).toHaveLength(1700)
    expect(await importNow(id)).toMatchObject({ state: 'mapping', rows: { read: 1700 } })
  })

  test('a file that is gone, or that nobody can read to its end for an hour, is asked for again', async () => {
    const gone = await halfRead(await table(1700), 3)
    await web.files.remove((await jobOf(gone))!.fileKey!)
    const endless = await halfRead(await table(1700), 3)
    web.clock.forward(31_000)
    const next = workerOn(database)
    next.wake()
    await next.idle()
    expect(await importNow(gone)).toMatchObject({
      state: 'failed',
      note: expect.stringContaining('再选一次'),
    })
    expect((await importNow(endless)).state).toBe('mapping')
    const late = await halfRead(await table(1700), 3)
    web.clock.forward(3_600_000)
    next.wake()
    await next.idle()
    expect(await importNow(late)).toMatchObject({
      state: 'failed',
      note: expect.stringContaining('再选一次'),
    })
  })

  test('a server that is told to stop lets go between two batches, and the next one goes on at once', async () => {
    const id = await halfRead(await table(1700), 1)
    web.clock.forward(31_000)
    let transactions = 0
    let stopped: Promise<void> | undefined
    const stopping = workerOn({
      ...database,
      transaction: (work) => {
        if (++transactions === 3) stopped = stopping.stop()
        return database.transaction(work)
      },
    })
    stopping.wake()
    await soon(async () => expect(stopped).toBeDefined())
    await stopped
    const half = await importNow(id)
    expect(half.state).toBe('reading')
    expect(half.rows.read).toBeGreaterThan(0)
    expect(half.rows.read).toBeLessThan(1700)
    const next = workerOn(database)
    next.wake()
    await next.idle()
    expect(await importNow(id)).toMatchObject({ state: 'mapping', rows: { read: 1700 } })
    expect(await storedLines(id)).toHaveLength(1700)
  })
})
