import { undoTexts } from '../../shared/text/undo'
import { visitMessages } from '../../shared/text/visits'
import { customerOf } from '../customers/reachable-customer'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { Problem } from '../platform/problem'
import { markUndone, undoById } from '../platform/undo-entries'
import { voidTouchpoint } from '../touchpoints/record-touchpoint'
import { Task, Visit, VisitFinding } from './tables'
import { undoTaskChange } from './undo-task-change'

interface CheckOutUndo {
  version: number
  task: { id: string; version: number; sortAt: string } | null
  plannedUndoId: string | null
}

/**
 * Turns a check-in or a check-out back; answers what to say.
 * @throws Problem 409 `acted_on` when something was added, or another visit began, since
 */
export async function undoVisit(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { orgId } = doer.scope
  await hold(tx, 'visit', orgId, [undo.subjectId])
  const visit = await tx.findOne(Visit, { orgId, id: undo.subjectId })
  if (!visit) throw new Error(`no way back for ${undo.kind}`)
  const customer = (await customerOf(tx, orgId, visit.customerId))?.name ?? ''
  if (undo.kind === 'visit.check-in') {
    await withdraw(tx, doer, visit)
    return visitMessages.undoneCheckIn(customer)
  }
  await reopen(tx, doer, visit, undo.payload as unknown as CheckOutUndo)
  return visitMessages.undoneCheckOut(customer)
}

async function withdraw(tx: Transaction, { scope, at }: Doer, visit: Visit): Promise<void> {
  const { orgId } = scope
  const [finding] = await tx.find(VisitFinding, { orgId, visitId: visit.id })
  if (visit.state !== 'active' || visit.version !== 1 || visit.photoCount > 0 || finding) throw actedOn()
  const change = { state: 'withdrawn' as const, activeKey: null, version: 2 }
  if ((await tx.update(Visit, { orgId, id: visit.id, version: 1 }, change)) === 0) throw actedOn()
  await voidTouchpoint(tx, orgId, visit.checkInTouchId, at)
}

async function reopen(tx: Transaction, doer: Doer, visit: Visit, before: CheckOutUndo): Promise<void> {
  const { orgId } = doer.scope
  const planned = before.plannedUndoId ? await undoById(tx, orgId, before.plannedUndoId) : undefined
  if (planned) await hold(tx, 'undo_entry', orgId, [planned.id])
  await hold(
    tx,
    'task',
    orgId,
    [before.task?.id, planned?.subjectId].filter((id) => id !== undefined),
  )
  const busy = await tx.findOne(Visit, { orgId, activeKey: visit.staffId })
  const task = before.task && (await tx.findOne(Task, { orgId, id: before.task.id }))
  if (visit.state !== 'done' || visit.version !== before.version || busy) throw actedOn()
  if (before.task && task?.version !== before.task.version) throw actedOn()
  // First what may refuse: the appointment somebody may have acted on.
  if (planned && !planned.undoneAt) {
    await undoTaskChange(tx, doer, planned)
    await markUndone(tx, orgId, planned.id, doer.at)
  }
  await tx.update(
    Visit,
    { orgId, id: visit.id },
    {
      state: 'active',
      activeKey: visit.staffId,
      sortAt: visit.checkedInAt,
      checkedOutAt: null,
      checkOut: null,
      checkOutTouchId: null,
      checkOutId: null,
      endedById: null,
      nextStep: null,
      nextStepText: null,
      nextTaskId: null,
      closed: false,
      remark: null,
      version: before.version + 1,
    },
  )
  if (before.task)
    await tx.update(
      Task,
      { orgId, id: before.task.id },
      {
        state: 'open',
        completedAt: null,
        completedById: null,
        remark: null,
        sortAt: new Date(before.task.sortAt),
        version: before.task.version + 1,
      },
    )
  if (visit.checkOutTouchId) await voidTouchpoint(tx, orgId, visit.checkOutTouchId, doer.at)
}

const actedOn = () => new Problem(409, 'acted_on', undoTexts.actedOn())
