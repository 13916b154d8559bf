import type { ImportKind } from '../../shared/api/imports'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { mustImport } from './import-job'
import { leaseMs } from './lease'
import { ImportJob } from './tables'

/**
 * An import whose file is about to be stored under its `fileKey`, then read: until then it has a lease without an owner.
 * @throws Problem 403
 */
export async function startImport(
  tx: Transaction,
  doer: Doer,
  input: { kind: ImportKind; fileName: string },
): Promise<ImportJob> {
  const { scope, at } = doer
  mustImport(scope, input.kind)
  const id = newId('imp', at.getTime())
  const job: ImportJob = {
    orgId: scope.orgId,
    id,
    kind: input.kind,
    state: 'reading',
    staffId: scope.staffId,
    fileName: input.fileName.normalize('NFKC').slice(-120) || '-',
    fileKey: `imports/${scope.orgId}/${id}`,
    columns: [],
    mapping: [],
    options: { createStores: false },
    rowsRead: 0,
    rowsGood: 0,
    rowsBad: 0,
    rowsSame: 0,
    rowsWritten: 0,
    rowsDone: 0,
    note: null,
    createdAt: at,
    finishedAt: null,
    leaseOwner: null,
    leaseUntilAt: new Date(at.getTime() + leaseMs),
    version: 1,
  }
  await tx.insert(ImportJob, job)
  await audit(tx, {
    orgId: scope.orgId,
    at,
    actorId: scope.staffId,
    action: 'import.start',
    subjectKind: 'import',
    subjectId: job.id,
    via: doer.via,
    detail: { kind: input.kind },
  })
  return job
}
