import type { BodyOf } from '../../shared/api/route'
import type { checkOutRoute } from '../../shared/api/visits'
import { visitFacts, visitMessages } from '../../shared/text/visits'
import { customerOf } from '../customers/reachable-customer'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { offsetMinutes } from '../platform/zone'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { momentFlags, withFlags } from './flags'
import { momentOf } from './moment'
import { readNextStep } from './next-step'
import { planVisit } from './plan-visit'
import { Task, Visit } from './tables'
import { visitToChange } from './visit-to-change'
import { placeOfCustomer } from './visitable-customer'

/**
 * Checks out with the next step: ends the visit, completes its task, makes the task of an appointment. The same id again
 * changes nothing; another one is told who checked out and when.
 * @throws Problem 404 `visit_not_here_yet`, 403 `not_yours`, 409 `already_checked_out`, `visit_withdrawn`, `nobody_to_go`,
 *   400 `time_not_understood`, `time_passed`
 */
export async function checkOut(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  visitId: string,
  input: BodyOf<typeof checkOutRoute>,
): Promise<{ visitId: string; undo?: UndoOffer }> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  const visit = await visitToChange(tx, doer, visitId)
  if (visit.staffId !== staffId && !mayDo(scope, 'visit.end-for-others'))
    throw new Problem(403, 'not_yours', visitMessages.notYoursToEnd())
  if (visit.state === 'done') {
    if (visit.checkOutId === input.id) return { visitId }
    throw await alreadyOut(tx, doer, visit)
  }
  const customer = await customerOf(tx, orgId, visit.customerId)
  if (!customer) throw new Error(`visit ${visitId} has no customer`)
  const moment = momentOf(input, at, await placeOfCustomer(tx, orgId, customer.id))
  // Nobody leaves before they came, whatever two anchors say.
  if (new Date(moment.at) < visit.checkedInAt) moment.at = visit.checkedInAt.toISOString()
  const checkedOutAt = new Date(moment.at)
  const next = readNextStep(scope, input.nextStep, checkedOutAt)
  const remark = input.remark || null
  const minutes = Math.floor((checkedOutAt.getTime() - visit.checkedInAt.getTime()) / 60_000)

  const planned =
    next.due &&
    (await planVisit(tx, numbers, doer, {
      customer,
      contact: undefined,
      due: next.due,
      items: [],
      sourceKey: `visit:${visitId}:next:${input.id}`,
    }))
  const task = await completeTaskOf(tx, doer, visit, checkedOutAt, remark)
  const touchpointId = await recordTouchpoint(tx, {
    customer,
    kind: 'visit',
    occurredAt: checkedOutAt,
    recordedAt: at,
    timeFrom: moment.timeFrom,
    actorStaffId: staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: `visit:${visitId}:out:${input.id}`,
    subjectKind: 'visit',
    subjectId: visitId,
    facts: { nextStep: input.nextStep.kind },
    text: visitFacts.checkedOut(minutes, next.text, visit.photoCount, remark),
  })
  const version = visit.version + 1
  await tx.update(
    Visit,
    { orgId, id: visitId },
    {
      state: 'done',
      activeKey: null,
      sortAt: checkedOutAt,
      checkedOutAt,
      checkOut: moment,
      checkOutTouchId: touchpointId,
      checkOutId: input.id,
      endedById: staffId,
      nextStep: input.nextStep.kind,
      nextStepText: next.text,
      nextTaskId: planned?.id ?? null,
      closed: input.nextStep.kind !== 'none',
      remark,
      flags: withFlags(visit.flags, momentFlags(moment)),
      version,
    },
  )
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action: 'visit.check-out',
    subjectKind: 'visit',
    subjectId: visitId,
    via: doer.via,
    detail: { nextStep: input.nextStep.kind, version },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'visit.check-out',
    subjectId: visitId,
    payload: { version, task, plannedUndoId: planned?.undo.id ?? null },
  })
  return { visitId, undo }
}

/** The visit's task is done by it; one that ended otherwise meanwhile stays as it is. Answers how to turn it back. */
async function completeTaskOf(
  tx: Transaction,
  { scope }: Doer,
  visit: Visit,
  completedAt: Date,
  remark: string | null,
): Promise<{ id: string; version: number; sortAt: string } | null> {
  const { orgId } = scope
  const task = visit.taskId ? await tx.findOne(Task, { orgId, id: visit.taskId }) : undefined
  if (task?.state !== 'open') return null
  const version = task.version + 1
  const completed = await tx.update(
    Task,
    { orgId, id: task.id, version: task.version, state: 'open' },
    { state: 'done', completedAt, completedById: scope.staffId, sortAt: completedAt, remark, version },
  )
  return completed ? { id: task.id, version, sortAt: task.sortAt.toISOString() } : null
}

async function alreadyOut(tx: Transaction, { scope, at }: Doer, visit: Visit): Promise<Problem> {
  const by = await tx.row<{ name: string }>('select name from staff where org_id = ? and id = ?', [
    scope.orgId,
    visit.endedById,
  ])
  const offset = offsetMinutes(scope.timezone, at)
  return new Problem(
    409,
    'already_checked_out',
    visitMessages.alreadyOut(by?.name ?? '', visit.checkedOutAt ?? at, at, offset),
  )
}
