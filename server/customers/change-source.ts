import { customerTexts } from '../../shared/text/customers'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { wrongSource } from './check-customer'
import { customerRules } from './customer-rules'
import { customerToEdit, nextVersion } from './edit-customer'
import { Customer, CustomerSourceChange } from './tables'

/**
 * Changes where a customer came from. The change is a fact with its reason; the first source stays in the history.
 * @throws Problem 404; 403; 409 `changed_meanwhile`, `same_source`; 400 `source_needed`
 */
export async function changeSource(
  tx: Transaction,
  doer: Doer,
  input: { customerId: string; version: number; sourceId: string; reason: string },
): Promise<{ undo: UndoOffer }> {
  const { scope, at } = doer
  const { orgId } = scope
  const customer = await customerToEdit(tx, doer, input)
  if (customer.sourceId === input.sourceId) throw new Problem(409, 'same_source', customerTexts.sameSource())
  const wrong = wrongSource(await customerRules(tx, orgId), input.sourceId)
  if (wrong) throw new Problem(400, 'source_needed', wrong.text)
  const version = await nextVersion(tx, customer)
  await writeChange(tx, doer, customer, input)
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.source',
    subjectId: customer.id,
    payload: { version, sourceId: customer.sourceId },
  })
  return { undo }
}

/** One more fact of the source's history, and where it stands now. */
export async function writeChange(
  tx: Transaction,
  { scope, at, via }: Doer,
  customer: Customer,
  { sourceId, reason }: { sourceId: string; reason: string },
): Promise<void> {
  const { orgId } = scope
  await tx.insert(CustomerSourceChange, {
    orgId,
    id: newId('scg', at.getTime()),
    customerId: customer.id,
    fromSourceId: customer.sourceId,
    toSourceId: sourceId,
    reason: reason.normalize('NFKC').trim().slice(0, 200),
    staffId: scope.staffId,
    changedAt: at,
  })
  await tx.update(Customer, { orgId, id: customer.id }, { sourceId })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.source',
    subjectKind: 'customer',
    subjectId: customer.id,
    via,
    detail: { from: customer.sourceId, to: sourceId },
  })
}
