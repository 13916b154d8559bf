import { importTexts } from '../../shared/text/imports'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { FileStore } from '../platform/files'
import type { Log } from '../platform/log'
import { Problem } from '../platform/problem'
import { readSheet } from '../platform/sheets/read-sheet'
import type { Bytes, SheetRow } from '../platform/sheets/sheet'
import { guessMapping, headerLine } from './guess-mapping'
import { leaseMs } from './lease'
import { ImportJob, ImportRow } from './tables'
import { rememberedMapping, targetsOf } from './targets'

/** The header stands among the first lines: above it may be titles and remarks. */
const headerWithin = 10
const batch = 500

export interface ReadingParts {
  database: Database
  clock: Clock
  files: FileStore
  log: Log
  /** In whose name it is read: whoever lost the lease meanwhile stores nothing more. */
  owner: string
  stopped: () => boolean
}

/** Somebody else reads it now, it was cancelled, or this process ends: no outcome of the file. */
class NoLongerMine extends Error {}

/**
 * Reads a file's lines into rows, a batch a transaction, and guesses what the columns are meant as; the file is gone
 * afterwards. It lies in the store until then, so that whoever takes over a reading goes on behind the last line that
 * is there.
 */
export async function readFile(parts: ReadingParts, job: ImportJob): Promise<void> {
  const { database, log, owner } = parts
  const { orgId, id } = job
  const mine = { orgId, id, state: 'reading' as const, leaseOwner: owner }
  try {
    const bytes = job.fileKey ? await parts.files.pieces(job.fileKey) : undefined
    if (!bytes) throw new Problem(409, 'file_gone', importTexts.interrupted())
    const headers = await readLines(parts, job, bytes)
    await database.transaction(async (tx) => {
      const targets = await targetsOf(tx, orgId, job.kind)
      const mapping = guessMapping(headers, targets, await rememberedMapping(tx, orgId, job.kind))
      await tx.update(ImportJob, mine, { state: 'mapping', mapping, ...free })
    })
  } catch (error) {
    if (error instanceof NoLongerMine) {
      await database.transaction((tx) => tx.update(ImportJob, mine, free))
      return
    }
    if (!(error instanceof Problem)) throw error
    const note = error.message
    log.info({ orgId, importId: id, code: error.code }, 'an import could not be read')
    await database.transaction((tx) => tx.update(ImportJob, mine, { state: 'failed', note, ...free }))
  }
  await dropFile(parts, job)
}

const free = { leaseOwner: null, leaseUntilAt: null }

/** The file is not needed any more. */
export async function dropFile(
  { database, files }: Pick<ReadingParts, 'database' | 'files'>,
  { orgId, id, fileKey }: Pick<ImportJob, 'orgId' | 'id' | 'fileKey'>,
): Promise<void> {
  if (!fileKey) return
  await files.remove(fileKey)
  await database.transaction((tx) => tx.update(ImportJob, { orgId, id }, { fileKey: null }))
}

/** Answers the header. */
async function readLines(parts: ReadingParts, job: ImportJob, bytes: Bytes): Promise<string[]> {
  const { orgId, kind } = job
  const targets = await parts.database.read((reader) => targetsOf(reader, orgId, kind))
  let headers = job.columns.length > 0 ? job.columns : undefined
  const readBefore = await lastLine(parts.database, job)
  let waiting: SheetRow[] = []
  let { rowsRead } = job
  const store = async (rows: readonly SheetRow[]) => {
    rowsRead += rows.length
    await storeLines(parts, job, headers ?? [], rowsRead, rows)
  }
  const takeHeader = () => {
    const line = headerLine(
      waiting.map(({ cells }) => cells),
      targets,
    )
    headers = (waiting[line]?.cells ?? []).map((name) => name.slice(0, 60))
    waiting = waiting.slice(line + 1)
  }
  for await (const rows of readSheet(bytes)) {
    waiting.push(...rows.filter(({ number }) => number > readBefore))
    if (!headers && waiting.length >= headerWithin) takeHeader()
    while (headers && waiting.length >= batch) await store(waiting.splice(0, batch))
  }
  if (!headers) takeHeader()
  if (!headers || headers.filter(Boolean).length < 1)
    throw new Problem(400, 'no_header', importTexts.reading())
  if (waiting.length > 0) await store(waiting)
  if (rowsRead === 0) throw new Problem(400, 'empty_table', importTexts.noLines())
  return headers
}

/** The line up to which somebody has read it before; lines are stored in their order. */
async function lastLine(database: Database, { orgId, id }: ImportJob): Promise<number> {
  const last = await database.read((reader) =>
    reader.row<{ last: number | null }>(
      // primary key (org_id, import_id, line_number)
      'select max(line_number) as last from import_row where org_id = ? and import_id = ?',
      [orgId, id],
    ),
  )
  return Number(last?.last ?? 0)
}

async function storeLines(
  { database, clock, owner, stopped }: ReadingParts,
  { orgId, id }: ImportJob,
  columns: string[],
  rowsRead: number,
  rows: readonly SheetRow[],
): Promise<void> {
  if (stopped()) throw new NoLongerMine()
  await database.transaction(async (tx) => {
    const leaseUntilAt = new Date(clock.now().getTime() + leaseMs)
    const mine = { orgId, id, state: 'reading' as const, leaseOwner: owner }
    if ((await tx.update(ImportJob, mine, { columns, rowsRead, leaseUntilAt })) === 0)
      throw new NoLongerMine()
    await tx.insert(
      ImportRow,
      rows.map(({ number, cells }) => ({
        orgId,
        importId: id,
        lineNumber: number,
        state: 'read' as const,
        cells: cells.slice(0, columns.length),
        problems: null,
        matchId: null,
        choice: null,
        madeId: null,
      })),
    )
  })
}
