import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import type { CheckedRow } from './checked-row'
import { customerLookups } from './customer-lookups'
import { isMark, referenceFields, wantsMark } from './referrers'
import { cellsOf, rowsAt, saidRow } from './row-batch'
import { ImportJob, ImportKey } from './tables'

/** Lines that are to be looked at again, because of whom they name. */
const againMark = 'again'

const batch = 1000

/**
 * Notes whose line each is, before any is checked: who is named may stand below. Answers whether there was more to note;
 * a table that names nobody has nothing to.
 */
export async function noteNames(tx: Transaction, scope: Scope, job: ImportJob): Promise<boolean> {
  const { orgId, id, options } = job
  if (job.kind === 'people' || options.namedTo === 'end') return false
  const after = options.namedTo ?? 0
  const names = referenceFields(job, await customerLookups(tx, scope)).length > 0
  const rows = names
    ? await tx.rows<{ lineNumber: number; cells: string | string[] }>(
        // primary key (org_id, import_id, line_number)
        `select line_number as lineNumber, cells from import_row
         where org_id = ? and import_id = ? and line_number > ? order by line_number limit ${batch}`,
        [orgId, id, after],
      )
    : []
  await tx.insert(
    ImportKey,
    rows.flatMap(({ lineNumber, cells }) => {
      const { said } = saidRow(job, { lineNumber, cells: cellsOf(cells), choice: null })
      return { orgId, importId: id, matchKey: isMark(said.get('name') ?? ''), lineNumber }
    }),
  )
  const namedTo = rows.at(-1)?.lineNumber ?? ('end' as const)
  await tx.update(ImportJob, { orgId, id }, { options: { ...options, namedTo } })
  return true
}

/** Lines that name others of the file are looked at once more when all have been looked at. */
export async function againOnce(
  tx: Transaction,
  { orgId, id }: ImportJob,
  checked: readonly CheckedRow<unknown>[],
): Promise<void> {
  const naming = checked.filter(({ marks }) => marks?.some((mark) => mark.startsWith('wants:')))
  await tx.insert(
    ImportKey,
    naming.map(({ number }) => ({ orgId, importId: id, matchKey: againMark, lineNumber: number })),
  )
}

/** The next lines to be looked at again. */
export async function linesAgain(tx: Transaction, job: ImportJob, atMost: number) {
  const { orgId, id } = job
  const lines = await tx.rows<{ lineNumber: number }>(
    // primary key (org_id, import_id, match_key, line_number)
    `select line_number as lineNumber from import_key
     where org_id = ? and import_id = ? and match_key = ? order by line_number limit ${atMost}`,
    [orgId, id, againMark],
  )
  return rowsAt(
    tx,
    job,
    lines.map(({ lineNumber }) => lineNumber),
  )
}

/** Whoever names one of these customers is to be looked at again. */
export async function lookAgain(
  tx: Transaction,
  { orgId, id }: ImportJob,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return
  await tx.run(
    // primary key (org_id, import_id, match_key, line_number), twice
    `insert into import_key (org_id, import_id, match_key, line_number)
     select distinct w.org_id, w.import_id, ?, w.line_number from import_key w
     where w.org_id = ? and w.import_id = ? and w.match_key in (?)
       and not exists (select 1 from import_key a where a.org_id = w.org_id and a.import_id = w.import_id
         and a.match_key = ? and a.line_number = w.line_number)`,
    [againMark, orgId, id, [...new Set(names.map(wantsMark))], againMark],
  )
}
