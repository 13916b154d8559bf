import { customerTexts } from '../../shared/text/customers'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { reachableCustomer } from './reachable-customer'

export interface AddedNote {
  touchpoint: { id: string; at: Date; text: string }
  undo: UndoOffer
}

/** Writes a note about a customer within reach. A note is not contact. */
export async function addNote(
  tx: Transaction,
  doer: Doer,
  input: { customerId: string; text: string },
): Promise<AddedNote> {
  const { scope, at } = doer
  const customer = await reachableCustomer(tx, scope, input.customerId)
  if (!mayDo(scope, 'customer.note')) throw new Problem(403, 'not_allowed', customerTexts.mayNotNote())
  const id = await recordTouchpoint(tx, {
    customer,
    kind: 'note',
    occurredAt: at,
    recordedAt: at,
    actorStaffId: scope.staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: `note:${newId('tch', at.getTime())}`,
    text: input.text,
  })
  await audit(tx, {
    orgId: scope.orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.note',
    subjectKind: 'touchpoint',
    subjectId: id,
    via: doer.via,
  })
  const undo = await offerUndo(tx, {
    orgId: scope.orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.note',
    subjectId: id,
    payload: {},
  })
  return { touchpoint: { id, at, text: input.text }, undo }
}
