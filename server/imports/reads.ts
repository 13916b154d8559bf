import type {
  ImportDetail,
  ImportKind,
  ImportRowShape,
  ImportShape,
  RowProblem,
  RowState,
} from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Database, Reader } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import {
  alternativesOf,
  instantPosition,
  type ListPage,
  orderedPage,
  pageOf,
  textPosition,
} from '../platform/keyset'
import type { Table } from '../platform/sheets/write-sheet'
import { importOf, shownImport } from './import-job'
import { cellsOf } from './row-batch'
import { ImportJob } from './tables'
import { targetsOf } from './targets'

/** My imports, or everybody's for who manages the organisation; index import_job_by_staff or the primary key. */
export async function imports(
  reader: Reader,
  scope: Scope,
  query: { kind?: ImportKind | undefined; cursor?: string | undefined },
): Promise<ListPage<ImportShape>> {
  if (!mayDo(scope, 'import.customers') && !mayDo(scope, 'import.people')) throw notAllowed()
  const after = textPosition('imports', query.cursor)
  const mine = mayDo(scope, 'organisation.manage') ? '' : 'and i.staff_id = ?'
  const kind = query.kind ? 'and i.kind = ?' : ''
  const page = orderedPage(alternativesOf({ column: null }, 'i'), {
    sql: `select i.id from import_job i where i.org_id = ? ${mine} ${kind}`,
    values: [scope.orgId, ...(mine ? [scope.staffId] : []), ...(query.kind ? [query.kind] : [])],
    by: ['i.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const ids = await reader.rows<{ id: string }>(page.sql, page.values)
  const { rows, nextCursor } = pageOf('imports', ids, ({ id }) => ({ key: '', id }))
  const items: ImportShape[] = []
  for (const { id } of rows) {
    const job = await reader.findOne(ImportJob, { orgId: scope.orgId, id })
    if (job) items.push(await shownImport(reader, job))
  }
  return { items, nextCursor }
}

const samples = 3

/** One import, its columns with what stands in them. */
export async function importDetail(reader: Reader, scope: Scope, id: string): Promise<ImportDetail> {
  const job = await importOf(reader, scope, id)
  const first = await reader.rows<{ cells: string | string[] }>(
    // primary key (org_id, import_id, line_number)
    `select cells from import_row where org_id = ? and import_id = ? order by line_number limit ${samples}`,
    [job.orgId, job.id],
  )
  const targets = await targetsOf(reader, job.orgId, job.kind)
  return {
    ...(await shownImport(reader, job)),
    columns: job.columns.map((name, index) => ({
      name,
      target: job.mapping[index] ?? null,
      samples: first.map(({ cells }) => cellsOf(cells)[index] ?? '').filter(Boolean),
    })),
    targets: targets.map(({ code, name, required }) => ({ code, name, required })),
  }
}

interface RowColumns {
  lineNumber: number
  state: RowState
  cells: string | string[]
  problems: string | RowProblem[] | null
  matchId: string | null
  matchName: string | null
  choice: ImportRowShape['choice']
}

const problemsOf = (stored: RowColumns['problems']): RowProblem[] =>
  typeof stored === 'string' ? (JSON.parse(stored) as RowProblem[]) : (stored ?? [])

const atOnce = 50

/**
 * Lines of one state, or all, in their order; index import_row_by_state or the primary key. With those that are there
 * already come the bad ones that look so: two queries.
 */
export async function importRows(
  reader: Reader,
  scope: Scope,
  id: string,
  query: { state?: RowState | undefined; cursor?: string | undefined },
): Promise<ListPage<ImportRowShape>> {
  const job = await importOf(reader, scope, id)
  const after = instantPosition(`import ${id}`, query.cursor)
  const from = after?.key ?? 0
  const rows = await rowPage(reader, job, query.state, from, atOnce + 1)
  if (query.state === 'same') rows.push(...(await rowPage(reader, job, 'bad', from, atOnce + 1, true)))
  rows.sort((a, b) => a.lineNumber - b.lineNumber)
  const page = pageOf(`import ${id}`, rows, ({ lineNumber }) => ({ key: lineNumber, id: '' }), atOnce)
  return { items: page.rows.map(rowShape), nextCursor: page.nextCursor }
}

export async function importRow(reader: Reader, job: ImportJob, row: number): Promise<ImportRowShape> {
  const [found] = await rowPage(reader, job, undefined, row - 1, 1)
  return rowShape(found!)
}

function rowPage(
  reader: Reader,
  job: ImportJob,
  state: RowState | undefined,
  after: number,
  atMost: number,
  matched = false,
): Promise<RowColumns[]> {
  const table = job.kind === 'people' ? 'staff' : 'customer'
  return reader.rows<RowColumns>(
    `select r.line_number as lineNumber, r.state, r.cells, r.problems, r.match_id as matchId, r.choice,
       (select m.name from ${table} m where m.org_id = r.org_id and m.id = r.match_id) as matchName
     from import_row r where r.org_id = ? and r.import_id = ? ${state ? 'and r.state = ?' : ''}
       ${matched ? 'and r.match_id is not null' : ''} and r.line_number > ?
     order by r.line_number limit ${atMost}`,
    [job.orgId, job.id, ...(state ? [state] : []), after],
  )
}

const rowShape = (row: RowColumns): ImportRowShape => ({
  id: String(row.lineNumber),
  number: row.lineNumber,
  state: row.state,
  cells: cellsOf(row.cells),
  problems: problemsOf(row.problems),
  match: row.matchId ? { id: row.matchId, name: row.matchName ?? '' } : null,
  choice: row.choice,
})

const badBatch = 500

/** Every line that cannot be written, as it stands in the file, with its reasons; read a batch at a time. */
export function badRows(database: Database, job: ImportJob): Table {
  const named = new Map(job.mapping.map((target, index) => [target, job.columns[index] ?? '']))
  async function* lines() {
    for (let after = 0; ; ) {
      const rows = await database.read((reader) => rowPage(reader, job, 'bad', after, badBatch))
      if (rows.length === 0) return
      after = rows.at(-1)!.lineNumber
      yield rows.map(({ lineNumber, cells, problems }) => [
        String(lineNumber),
        ...job.columns.map((_, index) => cellsOf(cells)[index] ?? ''),
        problemsOf(problems)
          .map(({ target, text }) => `${named.get(target) ?? ''}：${text}`)
          .join('；'),
      ])
    }
  }
  const columns = [importTexts.rowColumn(), ...job.columns, importTexts.reasonColumn()]
  return { columns: columns.map((name) => ({ name, width: 16 })), lines: lines() }
}

/** The header that is understood without a word, and a line or three to show how. */
export async function templateTable(reader: Reader, scope: Scope, kind: ImportKind): Promise<Table> {
  const targets = await targetsOf(reader, scope.orgId, kind)
  const store = await reader.row<{ name: string }>(
    'select name from store where org_id = ? and closed_at is null order by id limit 1',
    [scope.orgId],
  )
  const source = await reader.row<{ name: string }>(
    'select name from source where org_id = ? and in_use = 1 order by position limit 1',
    [scope.orgId],
  )
  const examples = importTexts.examples(kind, store?.name, source?.name)
  return {
    columns: targets.map(({ name }) => ({ name, width: 16 })),
    lines: (async function* () {
      yield examples.map((example) => targets.map(({ code }) => example[code] ?? ''))
    })(),
  }
}
