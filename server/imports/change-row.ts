import type { RowChoice } from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { Problem } from '../platform/problem'
import { cellAtMost, plainCell } from '../platform/sheets/sheet'
import { checkRows } from './check-step'
import { changeImport, importToChange } from './import-job'
import { countsAfter, saidRow, storeChecked } from './row-batch'
import { linesAgain, lookAgain } from './settle-referrers'
import { type ImportJob, ImportRow } from './tables'

/**
 * Puts cells of one line right, or says what becomes of it where it is there already; the line is checked again, and by
 * the worker those that name its customer.
 * @throws Problem 404; 409 `wrong_state`, `not_same`, `out_of_reach`
 */
export async function changeRow(
  tx: Transaction,
  doer: Doer,
  input: {
    importId: string
    row: number
    cells?: Readonly<Record<string, string>> | undefined
    choice?: RowChoice | undefined
  },
): Promise<ImportJob> {
  const job = await importToChange(tx, doer, input.importId, ['ready'])
  const { orgId, id } = job
  const row = await tx.findOne(ImportRow, { orgId, importId: id, lineNumber: input.row })
  if (!row) throw notFound()
  if (input.choice && row.state !== 'same') throw new Problem(409, 'not_same', importTexts.notSame())
  if (input.choice === 'update' && (!row.matchId || job.kind === 'people'))
    throw new Problem(409, 'out_of_reach', importTexts.choiceOutOfReach())
  const cells = [...row.cells]
  while (cells.length < job.columns.length) cells.push('')
  for (const [index, text] of Object.entries(input.cells ?? {}))
    if (Number(index) < job.columns.length) cells[Number(index)] = plainCell(text).slice(0, cellAtMost)
  const choice = input.choice ?? row.choice
  await tx.update(ImportRow, { orgId, importId: id, lineNumber: input.row }, { cells })
  const said = saidRow(job, { lineNumber: input.row, cells, choice })
  const [checked] = await checkRows(tx, doer.scope, job, [said], true)
  if (!checked) throw notFound()
  await storeChecked(tx, job, [checked])
  // Whoever names this customer, by the old name or the new, may be right now, or wrong.
  const before = saidRow(job, row)
  await lookAgain(
    tx,
    job,
    [before, said].map((each) => each.said.get('name') ?? ''),
  )
  const more = (await linesAgain(tx, job, 1)).length > 0
  return changeImport(tx, job, {
    ...countsAfter(job, [row], [checked]),
    ...(more && { state: 'checking' }),
  })
}

/** The same for every line that is there already; one that cannot be updated is skipped. @throws Problem 404, 409 */
export async function chooseAll(
  tx: Transaction,
  doer: Doer,
  input: { importId: string; version: number; choice: RowChoice },
): Promise<ImportJob> {
  const job = await importToChange(tx, doer, input.importId, ['ready'], input.version)
  const { orgId, id } = job
  if (job.kind === 'people' && input.choice === 'update')
    throw new Problem(409, 'out_of_reach', importTexts.choiceOutOfReach())
  await tx.run(
    `update import_row set choice = case when ? = 'update' and match_id is null then 'skip' else ? end
     where org_id = ? and import_id = ? and state = 'same'`,
    [input.choice, input.choice, orgId, id],
  )
  return changeImport(tx, job, {})
}
