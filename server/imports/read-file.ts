import { rm } from 'node:fs/promises'
import { importTexts } from '../../shared/text/imports'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { Log } from '../platform/log'
import { Problem } from '../platform/problem'
import { readSheet } from '../platform/sheets/read-sheet'
import type { SheetRow } from '../platform/sheets/sheet'
import { guessMapping, headerLine } from './guess-mapping'
import { leaseMs } from './lease'
import { ImportJob, ImportRow } from './tables'
import { rememberedMapping, targetsOf } from './targets'

/** The header stands among the first lines: above it may be titles and remarks. */
const headerWithin = 10
const batch = 1000

/**
 * Reads a file's lines into rows, a batch a transaction, and guesses what the columns are meant as. The file is gone
 * afterwards. Whoever dies meanwhile leaves an import whose lease ends: it is told to choose the file again.
 */
export async function readFile(
  { database, clock, log }: { database: Database; clock: Clock; log: Log },
  job: Pick<ImportJob, 'orgId' | 'id' | 'kind'>,
  path: string,
): Promise<void> {
  const { orgId, id } = job
  try {
    const headers = await readLines(database, clock, job, path)
    await database.transaction(async (tx) => {
      const targets = await targetsOf(tx, orgId, job.kind)
      const mapping = guessMapping(headers, targets, await rememberedMapping(tx, orgId, job.kind))
      const ready = { state: 'mapping' as const, columns: headers, mapping, ...free }
      await tx.update(ImportJob, { orgId, id, state: 'reading' }, ready)
    })
  } catch (error) {
    const told = error instanceof Problem
    if (!told) log.warn({ orgId, importId: id, err: error }, 'an import could not be read')
    const note = told ? error.message : importTexts.interrupted()
    await database
      .transaction((tx) =>
        tx.update(ImportJob, { orgId, id, state: 'reading' }, { state: 'failed', note, ...free }),
      )
      .catch(() => log.warn({ orgId, importId: id }, 'its lease will end by itself'))
  } finally {
    await rm(path, { force: true })
  }
}

const free = { leaseOwner: null, leaseUntilAt: null }

/** Answers the header. */
async function readLines(
  database: Database,
  clock: Clock,
  job: Pick<ImportJob, 'orgId' | 'id' | 'kind'>,
  path: string,
): Promise<string[]> {
  const { orgId, id, kind } = job
  const targets = await database.read((reader) => targetsOf(reader, orgId, kind))
  let headers: string[] | undefined
  let waiting: SheetRow[] = []
  let rowsRead = 0
  const store = async (rows: readonly SheetRow[]) => {
    rowsRead += rows.length
    const leaseUntilAt = new Date(clock.now().getTime() + leaseMs)
    const width = headers?.length ?? 0
    await database.transaction(async (tx) => {
      // Cancelled meanwhile: nothing more is read.
      if ((await tx.update(ImportJob, { orgId, id, state: 'reading' }, { rowsRead, leaseUntilAt })) === 0)
        throw new Problem(409, 'wrong_state', importTexts.wrongState())
      await tx.insert(
        ImportRow,
        rows.map(({ number, cells }) => ({
          orgId,
          importId: id,
          lineNumber: number,
          state: 'read' as const,
          cells: cells.slice(0, width),
          problems: null,
          matchId: null,
          choice: null,
          madeId: null,
        })),
      )
    })
  }
  const takeHeader = () => {
    const line = headerLine(
      waiting.map(({ cells }) => cells),
      targets,
    )
    headers = (waiting[line]?.cells ?? []).map((name) => name.slice(0, 60))
    waiting = waiting.slice(line + 1)
  }
  for await (const rows of readSheet(path)) {
    waiting.push(...rows)
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
