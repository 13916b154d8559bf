import { taskPushes } from '../../shared/text/task-messages'
import { undoTexts } from '../../shared/text/undo'
import { pushTo } from '../alerts/outbox'
import { customerOf } from '../customers/reachable-customer'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { voidTouchpoint } from '../touchpoints/record-touchpoint'
import { Task } from './tables'

interface Before {
  touchpointId: string
  version: number
  sortAt?: string
  dueAt?: string | null
  dueGrain?: Task['dueGrain']
  assigneeId?: string
  pushedTo?: string
}

/** How each change of a task is turned back, and what is said then. */
const backs: Record<string, { change: (before: Before) => Partial<Task>; said: (task: string) => string }> = {
  'task.plan': { change: () => ({ state: 'cancelled' }), said: undoTexts.planned },
  'task.complete': {
    change: ({ sortAt = '' }) => ({
      state: 'open',
      completedAt: null,
      completedById: null,
      remark: null,
      sortAt: new Date(sortAt),
    }),
    said: undoTexts.completed,
  },
  'task.cancel': {
    change: ({ sortAt = '' }) => ({ state: 'open', sortAt: new Date(sortAt) }),
    said: undoTexts.cancelled,
  },
  'task.reschedule': {
    change: ({ dueAt, dueGrain, sortAt = '' }) => ({
      dueAt: dueAt ? new Date(dueAt) : null,
      dueGrain: dueGrain ?? null,
      sortAt: new Date(sortAt),
    }),
    said: undoTexts.rescheduled,
  },
  'task.transfer': {
    change: ({ assigneeId }) => ({ ...(assigneeId !== undefined && { assigneeId }) }),
    said: undoTexts.transferred,
  },
}

/**
 * Turns one change of a task back; answers what to say.
 * @throws Problem 409 `acted_on` when the task has changed since
 */
export async function undoTaskChange(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  const before = undo.payload as unknown as Before
  const back = backs[undo.kind]
  const task = await tx.findOne(Task, { orgId, id: undo.subjectId })
  if (!back || !task) throw new Error(`no way back for ${undo.kind}`)
  // Held, so that a merge does not carry the task's fact away half-way.
  const customer = (await customerOf(tx, orgId, task.customerId))?.name ?? ''
  const change = { ...back.change(before), version: before.version + 1 }
  if ((await tx.update(Task, { orgId, id: task.id, version: before.version }, change)) === 0)
    throw new Problem(409, 'acted_on', undoTexts.actedOn())
  await voidTouchpoint(tx, orgId, before.touchpointId, at)
  if (before.pushedTo) {
    const words = undo.kind === 'task.transfer' ? taskPushes.transferUndone : taskPushes.withdrawn
    await pushTo(tx, {
      orgId,
      staffId: before.pushedTo,
      dedupeKey: `undo:${task.id}:${before.version}`,
      text: words(task.number, customer, scope.name),
      at,
    })
  }
  return back.said(`${task.number}「${customer}」`)
}
