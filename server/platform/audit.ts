import type { Transaction } from './database'
import { newId } from './ids'
import { Audit } from './tables'

interface AuditedWrite {
  orgId: string
  at: Date
  /** A person of ours, or null for a customer or a job. */
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  via: string
  /** Ids, codes and old → new values; never what somebody wrote. */
  detail?: Record<string, unknown>
}

/** Leaves the one row that every write leaves. */
export async function audit(tx: Transaction, write: AuditedWrite): Promise<void> {
  await tx.insert(Audit, { id: newId('aud', write.at.getTime()), detail: null, ...write })
}
