import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { buffer } from 'node:stream/consumers'
import { exportTable } from '../../server/exports/export-table'
import { mapImport } from '../../server/imports/map-import'
import { readFile } from '../../server/imports/read-file'
import { importRows } from '../../server/imports/reads'
import { runImport } from '../../server/imports/run-import'
import { startImport } from '../../server/imports/start-import'
import { ImportJob } from '../../server/imports/tables'
import { createImportWorker } from '../../server/imports/work-imports'
import { createNumbers } from '../../server/organisation/numbers'
import { scopeOf } from '../../server/organisation/scope'
import { systemClock } from '../../server/platform/clock'
import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { migrate } from '../../server/platform/migrate'
import { csvOf, xlsxOf } from '../../server/platform/sheets/write-sheet'
import { withTemplate } from '../support/template'
import { buildWorld } from '../support/world'

/** A table of customers through every step, with the memory it takes; 10,000 broken lines among them. */
const rows = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)
const bad = 10_000
const folder = mkdtempSync(join(tmpdir(), 'sl-import-'))

function lines() {
  const columns = ['客户', '门店', '渠道', '联系人', '电话', '地址', '编号'].map((name) => ({
    name,
    width: 12,
  }))
  async function* batches() {
    for (let from = 0; from < rows; from += 1000)
      yield Array.from({ length: Math.min(1000, rows - from) }, (_, index) => {
        const n = from + index
        const store = n % Math.ceil(rows / bad) === 0 ? '没有的店' : '文三路店'
        return [
          `测试客户${n}号`,
          store,
          '社区地推',
          `联系人${n}`,
          `138${String(n).padStart(8, '0')}`,
          `某路${n}号`,
          `K-${n}`,
        ]
      })
  }
  return { columns, lines: batches() }
}

const mebibytes = () => {
  global.gc?.()
  return Math.round(process.memoryUsage().rss / 1024 / 1024)
}

async function main() {
  const database = await openDatabase(
    process.env.BENCH_DATABASE_URL ?? `sqlite:${folder}/bench.sqlite`,
    createLog('silent'),
  )
  await migrate(database)
  const world = await buildWorld(database)
  await withTemplate(database, world)
  const scope = await database.read((reader) => scopeOf(reader, world.orgId, world.staff.admin))
  if (!scope) throw new Error('no admin')
  const doer = () => ({ scope, via: 'miniprogram' as const, at: systemClock.now(), chatRef: null })
  const log = createLog('error')
  const worker = createImportWorker({ database, clock: systemClock, numbers: createNumbers(database), log })
  const jobNow = async (id: string) => {
    const job = await database.read((reader) => reader.findOne(ImportJob, { orgId: world.orgId, id }))
    if (!job) throw new Error('no import')
    return job
  }
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, Math.round(process.memoryUsage().rss / 1024 / 1024))
  }, 100)
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = mebibytes()
    peak = before
    const from = performance.now()
    const answer = await work()
    const seconds = (performance.now() - from) / 1000
    process.stdout.write(
      `${name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s  ${String(Math.round(rows / seconds)).padStart(7)} rows/s  rss ${before} → peak ${peak} MiB\n`,
    )
    return answer
  }

  for (const format of ['xlsx', 'csv'] as const) {
    const path = join(folder, `table.${format}`)
    writeFileSync(path, await buffer(format === 'xlsx' ? xlsxOf(lines()) : csvOf(lines())))
    const job = await database.transaction((tx) =>
      startImport(tx, doer(), { kind: 'customers', fileName: format }),
    )
    await step(`read ${rows} rows of ${format}`, () =>
      readFile({ database, clock: systemClock, log }, job, path),
    )
    if (format === 'csv') continue
    const read = await jobNow(job.id)
    await step('check them', async () => {
      await database.transaction((tx) =>
        mapImport(tx, doer(), { importId: job.id, version: read.version, targets: read.mapping }),
      )
      worker.wake()
      await worker.idle()
    })
    const ready = await jobNow(job.id)
    process.stdout.write(`  good ${ready.rowsGood}, bad ${ready.rowsBad}\n`)
    await step('a page of bad rows', () =>
      database.read((reader) => importRows(reader, scope, job.id, { state: 'bad' })),
    )
    await step('write them', async () => {
      await database.transaction((tx) => runImport(tx, doer(), { importId: job.id, version: ready.version }))
      worker.wake()
      await worker.idle()
    })
    const done = await jobNow(job.id)
    process.stdout.write(`  ${done.state}, written ${done.rowsWritten}\n`)
    for (const out of ['csv', 'xlsx'] as const)
      await step(`take them out as ${out}`, async () => {
        const table = await exportTable(database, scope, {}, systemClock.now(), async () => undefined)
        let bytes = 0
        for await (const piece of out === 'csv' ? csvOf(table) : xlsxOf(table))
          bytes += (piece as Buffer).length
        process.stdout.write(`  ${bytes} bytes\n`)
      })
  }
  clearInterval(watch)
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

void main()
