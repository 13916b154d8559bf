import { undoTexts } from '../../shared/text/undo'
import { undoFieldChange } from '../customers/change-fields'
import { undoSourceChange } from '../customers/change-sources'
import { undoNewCustomer } from '../customers/create-customer'
import { undoDismissal } from '../customers/duplicates/dismiss-pair'
import { undoMerge } from '../customers/merges/undo-merge'
import { undoTransfer } from '../customers/transfers/undo-transfer'
import { undoCustomerEdit } from '../customers/undo-edit'
import { undoView } from '../customers/views'
import { undoOpportunity } from '../funnel/undo-opportunity'
import { undoRejection } from '../orders/record-rejection'
import type { Doer } from '../organisation/doer'
import { undoSetup } from '../organisation/undo-setup'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { Problem } from '../platform/problem'
import { latestUndo, markUndone, type Undo, undoById } from '../platform/undo-entries'
import { voidTouchpoint } from '../touchpoints/record-touchpoint'
import { taskIdByNumber } from '../visits/change-task'
import { removePhoto } from '../visits/photos/take-back-photo'
import { undoPlanChange } from '../visits/plans/change-plan'
import { undoTaskChange } from '../visits/undo-task-change'
import { undoVisit } from '../visits/undo-visit'

/**
 * Takes back the newest write of this person in this chat (撤销), or the newest about one task (撤销 T-123).
 * @throws Problem `nothing_to_undo`, as below
 */
export async function undoLatest(tx: Transaction, doer: Doer, taskNumber?: string): Promise<string> {
  const { orgId, staffId } = doer.scope
  const chat = doer.chatRef ?? ''
  const task = taskNumber && ((await taskIdByNumber(tx, orgId, taskNumber)) ?? '')
  const undo = await latestUndo(tx, orgId, staffId, chat, task)
  if (!undo || undo.untilAt < doer.at)
    throw new Problem(
      409,
      'nothing_to_undo',
      taskNumber ? undoTexts.nothingOf(taskNumber) : undoTexts.nothing(),
    )
  return undoWrite(tx, doer, undo.id)
}

/**
 * Takes one write back, within its time, by its author, while nobody acted on it. Answers what to say.
 * @throws Problem 404 for somebody else's, 409 `too_late`, `already_undone`, `acted_on`
 */
export async function undoWrite(tx: Transaction, doer: Doer, undoId: string): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  // Of two at once the second waits here, and is told that it is done.
  await hold(tx, 'undo_entry', orgId, [undoId])
  const undo = await undoById(tx, orgId, undoId)
  if (!undo || undo.staffId !== scope.staffId) throw new Problem(404, 'undo_not_found', undoTexts.notFound())
  if (undo.undoneAt) throw new Problem(409, 'already_undone', undoTexts.already())
  if (undo.untilAt < at) throw new Problem(409, 'too_late', undoTexts.tooLate())
  // Turning back refuses before its first write (the chat's batch goes on), so the mark comes after it.
  const said = await turnBack(tx, doer, undo)
  await markUndone(tx, orgId, undo.id, at)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'undo',
    subjectKind: undo.kind.split('.')[0] ?? undo.kind,
    subjectId: undo.subjectId,
    via: doer.via,
    detail: { kind: undo.kind },
  })
  return (await madeItsCustomer(tx, undo)) ? undoTexts.customerToo(said) : said
}

/** Whether the same line made the customer too: that goes by a 撤销 of its own. */
async function madeItsCustomer(tx: Transaction, undo: Undo): Promise<boolean> {
  if (undo.chatRef === null) return false
  const before = await latestUndo(tx, undo.orgId, undo.staffId, undo.chatRef)
  return before?.kind === 'customer.create' && before.createdAt.getTime() === undo.createdAt.getTime()
}

async function turnBack(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  if (undo.kind.startsWith('task.')) return undoTaskChange(tx, doer, undo)
  if (undo.kind === 'visit-plan') return undoPlanChange(tx, doer, undo)
  if (undo.kind === 'visit.check-in' || undo.kind === 'visit.check-out') return undoVisit(tx, doer, undo)
  if (undo.kind === 'photo.add') return removePhoto(tx, doer, undo.subjectId)
  if (undo.kind === 'opportunity.open') return undoOpportunity(tx, doer, undo)
  if (undo.kind === 'customer.create') return undoNewCustomer(tx, doer, undo.subjectId)
  if (undo.kind === 'customer.edit' || undo.kind === 'customer.source')
    return undoCustomerEdit(tx, doer, undo)
  if (undo.kind === 'customer.merge') return undoMerge(tx, doer, undo.subjectId)
  if (undo.kind === 'customer.transfer') return undoTransfer(tx, doer, undo)
  if (undo.kind === 'duplicate.dismiss') return undoDismissal(tx, doer, undo.subjectId)
  if (undo.kind.startsWith('organisation.')) return undoSetup(tx, doer, undo)
  if (undo.kind.startsWith('view.')) return undoView(tx, doer, undo)
  if (undo.kind.startsWith('field.')) return undoFieldChange(tx, doer, undo)
  if (undo.kind.startsWith('source.')) return undoSourceChange(tx, doer, undo)
  if (undo.kind === 'rejection.record') {
    await undoRejection(tx, doer, undo)
    return undoTexts.rejection()
  }
  await voidTouchpoint(tx, doer.scope.orgId, undo.subjectId, doer.at)
  return undo.kind === 'customer.note' ? undoTexts.note() : undoTexts.fact()
}
