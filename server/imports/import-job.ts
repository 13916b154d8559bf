import type { ImportKind, ImportShape, ImportState } from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Scope } from '../organisation/scope'
import type { Reader, Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { Problem } from '../platform/problem'
import { ImportJob } from './tables'

/** @throws Problem 403 */
export function mustImport(scope: Scope, kind: ImportKind): void {
  if (!mayDo(scope, `import.${kind}`)) throw notAllowed()
}

export const wrongState = () => new Problem(409, 'wrong_state', importTexts.wrongState())

/** A step that goes through the lines in their order, from the first. */
export const fromTheFirst = ({ options }: ImportJob) => ({ rowsDone: 0, options: { ...options, after: 0 } })

/** It has gone through some more. Whoever looks for the next ones passes over none that are behind. */
export const wentOn = ({ rowsDone, options }: ImportJob, rows: readonly { lineNumber: number }[]) => ({
  rowsDone: rowsDone + rows.length,
  options: { ...options, after: rows.at(-1)?.lineNumber ?? options.after ?? 0 },
})

/** What was counted, when nothing of it holds any more. */
export const startOver = { rowsDone: 0, rowsGood: 0, rowsBad: 0, rowsSame: 0, rowsWritten: 0 }

/** An import of mine, or of anybody for who manages the organisation. @throws Problem 404 */
export async function importOf(reader: Reader, scope: Scope, id: string): Promise<ImportJob> {
  const job = await reader.findOne(ImportJob, { orgId: scope.orgId, id })
  const mine = job && (job.staffId === scope.staffId || mayDo(scope, 'organisation.manage'))
  if (!mine || !mayDo(scope, `import.${job.kind}`))
    throw new Problem(404, 'import_not_found', importTexts.notFound())
  return job
}

/** One about to be changed, in one of these states and the version that was seen. @throws Problem 404, 409 */
export async function importToChange(
  tx: Transaction,
  { scope }: Doer,
  id: string,
  states: readonly ImportState[],
  version?: number,
): Promise<ImportJob> {
  const job = await importOf(tx, scope, id)
  if (!states.includes(job.state)) throw wrongState()
  if (version !== undefined && job.version !== version)
    throw new Problem(409, 'changed_meanwhile', importTexts.changedMeanwhile())
  return job
}

/** Writes a change and the next version; of two at once, one is told to look again. @throws Problem 409 */
export async function changeImport(
  tx: Transaction,
  job: ImportJob,
  change: Partial<ImportJob>,
): Promise<ImportJob> {
  const { orgId, id, version } = job
  const next = { ...change, version: version + 1 }
  if ((await tx.update(ImportJob, { orgId, id, version }, next)) === 0)
    throw new Problem(409, 'changed_meanwhile', importTexts.changedMeanwhile())
  return { ...job, ...next }
}

function importShape(job: ImportJob, byName: string, chosen: number, alike: number): ImportShape {
  const { id, kind, state, fileName, staffId, createdAt, finishedAt, options, note, version } = job
  return {
    id,
    kind,
    state,
    fileName,
    by: { id: staffId, name: byName },
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    rows: {
      read: job.rowsRead,
      good: job.rowsGood,
      bad: job.rowsBad,
      same: job.rowsSame,
      alike,
      chosen,
      written: job.rowsWritten,
      done: job.rowsDone,
    },
    createStores: options.createStores,
    note,
    version,
  }
}

/** With its author's name. */
export async function shownImport(reader: Reader, job: ImportJob): Promise<ImportShape> {
  const by = await reader.row<{ name: string }>('select name from staff where org_id = ? and id = ?', [
    job.orgId,
    job.staffId,
  ])
  return importShape(job, by?.name ?? '', await chosenRows(reader, job), await alikeRows(reader, job))
}

async function chosenRows(reader: Reader, { orgId, id, state, rowsSame }: ImportJob): Promise<number> {
  if (state !== 'ready' || rowsSame === 0) return 0
  const found = await reader.row<{ chosen: number }>(
    // index import_row_by_state
    `select count(*) as chosen from import_row
     where org_id = ? and import_id = ? and state = 'same' and choice <> 'skip'`,
    [orgId, id],
  )
  return Number(found?.chosen ?? 0)
}

async function alikeRows(reader: Reader, { orgId, id, state, rowsBad }: ImportJob): Promise<number> {
  if (state !== 'ready' || rowsBad === 0) return 0
  const found = await reader.row<{ alike: number }>(
    // index import_row_by_state
    `select count(*) as alike from import_row
     where org_id = ? and import_id = ? and state = 'bad' and match_id is not null`,
    [orgId, id],
  )
  return Number(found?.alike ?? 0)
}
