import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type ExportShape, exportFileRoute, exportsRoute, startExportRoute } from '../../shared/api/exports'
import { exportTexts } from '../../shared/text/exports'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Clock } from '../platform/clock'
import type { Reader } from '../platform/database'
import { type Api, bind, bindFile } from '../platform/http/api'
import { consume } from '../platform/http/rate-limit'
import { notAllowed } from '../platform/http/refusals'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../platform/keyset'
import { Problem } from '../platform/problem'
import { csvOf, xlsxOf, xlsxType } from '../platform/sheets/write-sheet'
import { localDay } from '../platform/zone'
import { exportTable } from './export-table'
import { exportTaken, startExport } from './start-export'
import { ExportJob } from './tables'

const exportsAnHour = 20
const dayMs = 24 * 3_600_000

export function exportRoutes(clock: Clock): (api: Api) => void {
  const exported = new RateLimiterMemory({ points: exportsAnHour, duration: 3600 })
  return (api) => {
    bind(api, exportsRoute, ({ scope, query, database }) =>
      database.read((reader) => exportsOf(reader, scope, query)),
    )
    bind(api, startExportRoute, async ({ doer, scope, body, write }) => {
      await consume(exported, `${scope.orgId} ${scope.staffId}`, exportTexts.tooMany)
      return write(async (tx) => ({
        export: shapeOf(scope, await startExport(tx, doer, { filter: {}, ...body })),
      }))
    })
    bindFile(api, exportFileRoute, async ({ doer, scope, params, at, database }) => {
      // Whoever may no more does not get what they were about to.
      if (!mayDo(scope, 'customer.export')) throw notAllowed()
      const job = await database.read((reader) =>
        reader.findOne(ExportJob, { orgId: scope.orgId, id: params.id, staffId: scope.staffId }),
      )
      if (!job) throw new Problem(404, 'export_not_found', exportTexts.notFound())
      if (job.createdAt.getTime() + dayMs < at.getTime())
        throw new Problem(410, 'export_too_late', exportTexts.tooLate())
      await consume(exported, `${scope.orgId} ${scope.staffId}`, exportTexts.tooMany)
      const table = await exportTable(database, scope, job.filter, at, (rows) =>
        database.transaction((tx) => exportTaken(tx, doer, job, rows, clock.now())),
      )
      const { format } = job
      return {
        body: format === 'xlsx' ? xlsxOf(table) : csvOf(table),
        type: format === 'xlsx' ? xlsxType : 'text/csv; charset=utf-8',
        saveAs: exportTexts.fileName(localDay(scope.timezone, at), format),
      }
    })
  }
}

/** Mine, newest first; index export_job_by_staff. */
async function exportsOf(
  reader: Reader,
  scope: Scope,
  query: { cursor?: string | undefined },
): Promise<ListPage<ExportShape>> {
  if (!mayDo(scope, 'customer.export')) throw notAllowed()
  const after = textPosition('exports', query.cursor)
  const page = orderedPage(alternativesOf({ column: null }, 'e'), {
    sql: `select e.id, e.format, e.created_at as createdAt, e.downloaded_at as downloadedAt, e.rows_written as rowsWritten
      from export_job e where e.org_id = ? and e.staff_id = ?`,
    values: [scope.orgId, scope.staffId],
    by: ['e.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const found = await reader.rows<Parameters<typeof shapeOf>[1]>(page.sql, page.values)
  const { rows, nextCursor } = pageOf('exports', found, ({ id }) => ({ key: '', id }))
  return { items: rows.map((row) => shapeOf(scope, row)), nextCursor }
}

function shapeOf(
  scope: Scope,
  job: Pick<ExportJob, 'id' | 'format' | 'createdAt' | 'downloadedAt' | 'rowsWritten'>,
): ExportShape {
  const { id, format, createdAt, downloadedAt, rowsWritten } = job
  return {
    id,
    format,
    createdAt: createdAt.toISOString(),
    until: new Date(createdAt.getTime() + dayMs).toISOString(),
    downloadedAt: downloadedAt?.toISOString() ?? null,
    rows: rowsWritten,
    phones: mayDo(scope, 'customer.export-phones'),
  }
}
