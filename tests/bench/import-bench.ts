/**
 * (e) a table of customers through every step of an import, and out again: lines a second, and the most memory each step
 * took. Each size runs in a process of its own, so that what grows with the lines shows; a tenth of them are broken.
 * `BENCH_IMPORT_ROWS` the sizes, `BENCH_ENGINES` the engines.
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { exportTable } from '../../server/exports/export-table'
import { mapImport } from '../../server/imports/map-import'
import { importRows } from '../../server/imports/reads'
import { runImport, undoImport } from '../../server/imports/run-import'
import { startImport } from '../../server/imports/start-import'
import { ImportJob } from '../../server/imports/tables'
import { createImportWorker } from '../../server/imports/work-imports'
import { createNumbers } from '../../server/organisation/numbers'
import { scopeOf } from '../../server/organisation/scope'
import { systemClock } from '../../server/platform/clock'
import { openDatabase } from '../../server/platform/database'
import { folderStore } from '../../server/platform/files'
import { createLog } from '../../server/platform/log'
import { migrate } from '../../server/platform/migrate'
import { csvOf, xlsxOf } from '../../server/platform/sheets/write-sheet'
import { newDatabaseUrl } from '../support/engines'
import { startMariadb } from '../support/mariadb'
import { withTemplate } from '../support/template'
import { buildWorld } from '../support/world'
import { bigTable, excelFile } from './big-table'

const sizes = (process.env.BENCH_IMPORT_ROWS ?? '10000,100000').split(',').map(Number)
const engines = (process.env.BENCH_ENGINES ?? 'sqlite,mariadb').split(',') as ('sqlite' | 'mariadb')[]
const files = ['excel.xlsx', 'own.xlsx', 'table.csv'] as const

interface Step {
  name: string
  seconds: number
  peakMb: number
}

async function main(): Promise<void> {
  const [url, folder, rows] = process.argv.slice(2)
  if (url && folder && rows) return oneSize(url, folder, Number(rows))
  const mariadb = engines.includes('mariadb')
    ? await startMariadb({ durable: true, bufferPoolMb: 1024 })
    : undefined
  if (mariadb) process.env.TEST_MARIADB_URL = mariadb.url
  for (const engine of engines) {
    if (engine === 'mariadb' && !mariadb) continue
    const measured: Step[][] = []
    for (const size of sizes) measured.push(await inItsOwnProcess(engine, size))
    console.log(
      `${engine.padEnd(8)} | step                      | rows/s | peak MB, at ${sizes.join(', ')} rows`,
    )
    for (const [index, { name }] of measured[0]!.entries()) {
      const each = (of: (step: Step, rows: number) => number) =>
        measured.map((steps, size) => of(steps[index]!, sizes[size]!).toFixed(0)).join(' → ')
      const rate = each(({ seconds }, size) => size / seconds)
      console.log(`${engine.padEnd(8)} | ${name.padEnd(25)} | ${rate} | ${each(({ peakMb }) => peakMb)}`)
    }
  }
  await mariadb?.stop()
}

async function inItsOwnProcess(engine: 'sqlite' | 'mariadb', rows: number): Promise<Step[]> {
  const { url, drop } = await newDatabaseUrl(engine)
  const folder = mkdtempSync(join(tmpdir(), 'sl-import-'))
  await pipeline(Readable.from(excelFile(rows)), createWriteStream(join(folder, files[0])))
  await pipeline(xlsxOf(bigTable(rows)), createWriteStream(join(folder, files[1])))
  await pipeline(csvOf(bigTable(rows)), createWriteStream(join(folder, files[2])))
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', __filename, url, folder, String(rows)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  rmSync(folder, { recursive: true, force: true })
  await drop()
  if (child.status !== 0) throw new Error(`${engine}, ${rows} rows: it ended with ${child.status}`)
  return JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Step[]
}

/** The process's peak is counted anew (Linux). */
const forgetPeak = () => writeFileSync('/proc/self/clear_refs', '5')
const peakMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

async function oneSize(url: string, folder: string, rows: number): Promise<void> {
  const database = await openDatabase(url, createLog('silent'))
  await migrate(database)
  const world = await buildWorld(database)
  await withTemplate(database, world)
  const scope = await database.read((reader) => scopeOf(reader, world.orgId, world.staff.admin))
  if (!scope) throw new Error('no admin')
  const doer = () => ({ scope, via: 'miniprogram' as const, at: systemClock.now(), chatRef: null })
  const store = folderStore(join(folder, 'files'))
  const worker = createImportWorker({
    database,
    clock: systemClock,
    numbers: createNumbers(database),
    files: store,
    log: createLog('error'),
  })
  const jobNow = async (id: string) =>
    (await database.read((reader) => reader.findOne(ImportJob, { orgId: world.orgId, id })))!
  const steps: Step[] = []
  async function step(name: string, work: () => Promise<unknown>): Promise<void> {
    // What the step before has left behind is not this one's.
    global.gc?.()
    forgetPeak()
    const from = performance.now()
    await work()
    const seconds = (performance.now() - from) / 1000
    steps.push({ name, seconds, peakMb: peakMb() })
    console.error(`  ${rows} ${name}: ${seconds.toFixed(1)} s, ${peakMb().toFixed(0)} MB`)
  }
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) throw new Error(`${what}: ${found}, not ${wanted}`)
  }

  let id = ''
  for (const file of files) {
    const job = await database.transaction((tx) =>
      startImport(tx, doer(), { kind: 'customers', fileName: file }),
    )
    await store.putCopy(job.fileKey!, join(folder, file))
    await step(`read ${file}`, async () => {
      worker.read(job)
      await worker.idle()
    })
    const { state, rowsRead } = await jobNow(job.id)
    expect(state, rowsRead, rows)
    id ||= job.id
  }
  const read = await jobNow(id)
  await step('check', async () => {
    await database.transaction((tx) =>
      mapImport(tx, doer(), { importId: id, version: read.version, targets: read.mapping }),
    )
    worker.wake()
    await worker.idle()
  })
  const ready = await jobNow(id)
  expect('broken', ready.rowsBad, rows / 10)
  await step('a page of broken lines', () =>
    database.read((reader) => importRows(reader, scope, id, { state: 'bad' })),
  )
  await step('write', async () => {
    await database.transaction((tx) => runImport(tx, doer(), { importId: id, version: ready.version }))
    worker.wake()
    await worker.idle()
  })
  expect('written', (await jobNow(id)).rowsWritten, (rows * 9) / 10)
  for (const out of ['csv', 'xlsx'] as const)
    await step(`export ${out}`, async () => {
      const table = await exportTable(database, scope, {}, systemClock.now(), async () => undefined)
      for await (const _ of out === 'csv' ? csvOf(table) : xlsxOf(table));
    })
  await step('take back', async () => {
    await database.transaction((tx) => undoImport(tx, doer(), { importId: id }))
    worker.wake()
    await worker.idle()
  })
  expect('after', (await jobNow(id)).state, 'undone')
  await database.close()
  console.log(JSON.stringify(steps))
}

void main()
