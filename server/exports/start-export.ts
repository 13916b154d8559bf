import type { ExportFilter } from '../../shared/api/exports'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { ExportJob } from './tables'

/** Leave to take customers out, logged with what was asked for. @throws Problem 403 */
export async function startExport(
  tx: Transaction,
  doer: Doer,
  input: { format: 'xlsx' | 'csv'; filter: ExportFilter },
): Promise<ExportJob> {
  const { scope, at } = doer
  if (!mayDo(scope, 'customer.export')) throw notAllowed()
  const job: ExportJob = {
    orgId: scope.orgId,
    id: newId('exp', at.getTime()),
    staffId: scope.staffId,
    format: input.format,
    filter: input.filter,
    rowsWritten: null,
    createdAt: at,
    downloadedAt: null,
  }
  await tx.insert(ExportJob, job)
  await audit(tx, {
    orgId: scope.orgId,
    at,
    actorId: scope.staffId,
    action: 'export.start',
    subjectKind: 'export',
    subjectId: job.id,
    via: doer.via,
    detail: { filter: input.filter, phones: mayDo(scope, 'customer.export-phones') },
  })
  return job
}

/** What was really taken out, each time. */
export async function exportTaken(
  tx: Transaction,
  { scope, via }: Doer,
  { orgId, id }: ExportJob,
  rows: number,
  at: Date,
): Promise<void> {
  await tx.update(ExportJob, { orgId, id }, { rowsWritten: rows, downloadedAt: at })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'export.download',
    subjectKind: 'export',
    subjectId: id,
    via,
    detail: { rows, phones: mayDo(scope, 'customer.export-phones') },
  })
}
