import type { TouchpointKind } from '../../shared/api/touchpoints'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { recordTouchpoint, type TouchedCustomer } from './record-touchpoint'

/** Records what a person of ours says about a customer as one fact, with audit and undo. */
export async function recordSaid(
  tx: Transaction,
  doer: Doer,
  said: {
    customer: TouchedCustomer
    kind: TouchpointKind
    text: string
    facts?: Record<string, unknown>
    sourceKey: string
    /** When it happened, for what waited on a phone; now otherwise. */
    moment?: { at: Date; timeFrom: 'server' | 'phone' } | undefined
    /** What the audit and the undo call it, e.g. `customer.note`. */
    action: string
    subject?: { kind: string; id: string }
    /** The fact this one corrects; it is no contact of its own. */
    correctsId?: string
  },
): Promise<{ id: string; undo: UndoOffer }> {
  const { scope, at } = doer
  const { orgId } = scope
  const id = await recordTouchpoint(tx, {
    customer: said.customer,
    kind: said.kind,
    occurredAt: said.moment?.at ?? at,
    recordedAt: at,
    ...(said.moment && { timeFrom: said.moment.timeFrom }),
    actorStaffId: scope.staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: said.sourceKey,
    ...(said.facts && { facts: said.facts }),
    ...(said.correctsId && { correctsId: said.correctsId, countsAsContact: false }),
    ...(said.subject && { subjectKind: said.subject.kind, subjectId: said.subject.id }),
    text: said.text,
  })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: said.action,
    subjectKind: 'touchpoint',
    subjectId: id,
    via: doer.via,
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: said.action,
    subjectId: id,
    payload: said.subject ? { ...said.subject } : {},
  })
  return { id, undo }
}
