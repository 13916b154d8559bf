import type { RowChoice, RowState } from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import type { Transaction } from '../platform/database'
import type { CheckedRow, SaidRow } from './checked-row'
import { type ImportJob, ImportKey } from './tables'

interface StoredRow {
  lineNumber: number
  cells: string[]
  choice: RowChoice | null
}

/** Lines of one state in their order, those behind `after`; index import_row_by_state. */
export async function rowsIn(
  tx: Transaction,
  { orgId, id }: ImportJob,
  state: RowState,
  atMost: number,
  after = 0,
): Promise<StoredRow[]> {
  const rows = await tx.rows<{ lineNumber: number; cells: string | string[]; choice: RowChoice | null }>(
    `select line_number as lineNumber, cells, choice from import_row
     where org_id = ? and import_id = ? and state = ? and line_number > ?
     order by line_number limit ${atMost}`,
    [orgId, id, state, after],
  )
  return rows.map(({ cells, ...row }) => ({ ...row, cells: cellsOf(cells) }))
}

/** These lines, with what they are by now; primary key (org_id, import_id, line_number). */
export async function rowsAt(
  tx: Transaction,
  { orgId, id }: ImportJob,
  lines: readonly number[],
): Promise<(StoredRow & { state: RowState })[]> {
  const rows = await tx.rows<Omit<StoredRow, 'cells'> & { cells: string | string[]; state: RowState }>(
    `select line_number as lineNumber, cells, choice, state from import_row
     where org_id = ? and import_id = ? and line_number in (?) order by line_number`,
    [orgId, id, lines],
  )
  return rows.map(({ cells, ...row }) => ({ ...row, cells: cellsOf(cells) }))
}

/** MariaDB's json is text, and so is SQLite's; MySQL answers what it holds. */
export const cellsOf = (stored: string | string[]): string[] =>
  typeof stored === 'string' ? (JSON.parse(stored) as string[]) : stored

/** A line by what its columns are meant as. */
export function saidRow({ mapping }: ImportJob, { lineNumber, cells, choice }: StoredRow): SaidRow {
  const said = new Map<string, string>()
  for (const [index, target] of mapping.entries()) {
    const text = cells[index]?.trim()
    if (target && text) said.set(target, text)
  }
  return { number: lineNumber, said, choice }
}

/**
 * Of lines that share what must not be shared, the first one stays; the others are bad. Keeps their keys.
 * @param again whether they were looked at before, so that there are keys of theirs
 */
export async function withoutDoubles<Ready>(
  tx: Transaction,
  { orgId, id: importId }: ImportJob,
  rows: readonly CheckedRow<Ready>[],
  again: boolean,
): Promise<CheckedRow<Ready>[]> {
  const own = rows.map(({ number }) => number)
  const all = [...new Set(rows.flatMap(({ keys }) => keys))]
  const known = new Map<string, number>()
  if (again && own.length > 0)
    // index import_key_by_line
    await tx.run('delete from import_key where org_id = ? and import_id = ? and line_number in (?)', [
      orgId,
      importId,
      own,
    ])
  if (all.length > 0)
    for (const { matchKey, lineNumber } of await tx.rows<{ matchKey: string; lineNumber: number }>(
      // primary key (org_id, import_id, match_key, line_number)
      `select match_key as matchKey, min(line_number) as lineNumber from import_key
       where org_id = ? and import_id = ? and match_key in (?) group by match_key`,
      [orgId, importId, all.map(shortKey)],
    ))
      known.set(matchKey, Number(lineNumber))
  const checked = rows.map((row) => {
    const before = row.keys
      .map(shortKey)
      .map((key) => known.get(key))
      .find((number) => number !== undefined)
    // One that cannot be written stands in nobody's way.
    if (row.state === 'bad') return row
    for (const key of row.keys.map(shortKey)) if (!known.has(key)) known.set(key, row.number)
    if (before === undefined) return row
    const problems = [{ target: 'name', text: importTexts.sameInFile(before) }]
    const { number, keys, marks } = row
    return { number, keys, marks, problems, state: 'bad' as const, matchId: null, choice: null }
  })
  await tx.insert(
    ImportKey,
    checked.flatMap(({ number, state, keys, marks = [] }) =>
      [
        ...new Set(
          [...(state === 'bad' ? [] : keys), ...marks.filter((mark) => again || !isNoted(mark))].map(
            shortKey,
          ),
        ),
      ].map((matchKey) => ({
        orgId,
        importId,
        matchKey,
        lineNumber: number,
      })),
    ),
  )
  return checked
}

/** What `noteNames` has written. */
const isNoted = (mark: string): boolean => mark.startsWith('is:')

const shortKey = (key: string): string => key.slice(0, 160)

/** Writes what was found about lines. */
export async function storeChecked(
  tx: Transaction,
  { orgId, id }: ImportJob,
  rows: readonly CheckedRow<unknown>[],
): Promise<void> {
  const good = rows.filter(({ state, problems }) => state === 'good' && problems.length === 0)
  if (good.length > 0)
    await tx.run(
      `update import_row set state = 'good', problems = null, match_id = null, choice = null
       where org_id = ? and import_id = ? and line_number in (?)`,
      [orgId, id, good.map(({ number }) => number)],
    )
  for (const { number, state, problems, matchId, choice } of rows)
    if (state !== 'good')
      await tx.run(
        `update import_row set state = ?, problems = ?, match_id = ?, choice = ?
         where org_id = ? and import_id = ? and line_number = ?`,
        [state, JSON.stringify(problems), matchId, choice, orgId, id, number],
      )
}

/** What a job has counted, once lines that it counted are something else. */
export function countsAfter(
  job: Pick<ImportJob, 'rowsGood' | 'rowsBad' | 'rowsSame'>,
  before: readonly { state: RowState }[],
  now: readonly { state: RowState }[],
): Pick<ImportJob, 'rowsGood' | 'rowsBad' | 'rowsSame'> {
  const [less, more] = [countsOf(before), countsOf(now)]
  return {
    rowsGood: job.rowsGood - less.good + more.good,
    rowsBad: job.rowsBad - less.bad + more.bad,
    rowsSame: job.rowsSame - less.same + more.same,
  }
}

export function countsOf(rows: readonly { state: RowState }[]): Record<'good' | 'bad' | 'same', number> {
  const count = (state: RowState) => rows.filter((row) => row.state === state).length
  return { good: count('good'), bad: count('bad'), same: count('same') }
}
