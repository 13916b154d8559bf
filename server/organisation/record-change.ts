import { setupTexts } from '../../shared/text/setup'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { mayDo } from './access'
import type { Doer } from './doer'

/** @throws Problem 403 for whoever does not manage the organisation */
export function mustManage(doer: Doer): void {
  if (!mayDo(doer.scope, 'organisation.manage')) throw notAllowed()
}

/** What a use case found is not what the person saw. */
export const changedMeanwhile = () => new Problem(409, 'changed_meanwhile', setupTexts.changedMeanwhile())

export const nameTaken = (name: string) => new Problem(409, 'name_taken', setupTexts.nameTaken(name))

/** The name as it is stored; two that read alike are one. */
export const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ')

/** Leaves the audit row of a change of the organisation, and the way back: `before` is what stood there. */
export async function recordChange(
  tx: Transaction,
  doer: Doer,
  change: {
    what: 'region' | 'store' | 'staff'
    did: 'create' | 'edit' | 'close' | 'leave'
    id: string
    name: string
    before: Record<string, unknown> | null
    detail: Record<string, unknown>
  },
): Promise<UndoOffer> {
  const { scope, at } = doer
  const kind = `organisation.${change.what}`
  await audit(tx, {
    orgId: scope.orgId,
    at,
    actorId: scope.staffId,
    action: `${change.what}.${change.did}`,
    subjectKind: change.what,
    subjectId: change.id,
    via: doer.via,
    detail: change.detail,
  })
  return offerUndo(tx, {
    orgId: scope.orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind,
    subjectId: change.id,
    payload: { before: change.before, name: change.name },
  })
}
