import type { TaskItem as ItemShape } from '../../shared/api/tasks'
import { taskMessages } from '../../shared/text/task-messages'
import { customerOf, type ReachableCustomer } from '../customers/reachable-customer'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { reaches } from '../organisation/scope'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { Task, TaskItem } from './tables'
import { itemShape } from './task'

/** A task about to be changed, with what texts about it need. */
export interface ChangeableTask {
  task: Task
  customer: ReachableCustomer
  items: ItemShape[]
}

export interface ChangedTask {
  taskId: string
  customerName: string
  /** When it is due now. */
  due: { at: Date; grain: 'minute' | 'part' | 'day' } | null
  undo: UndoOffer
}

/** The id of a task by its human number, upper or lower case; undefined when there is none. */
export async function taskIdByNumber(
  reader: Reader,
  orgId: string,
  number: string,
): Promise<string | undefined> {
  // index task_by_number
  const task = await reader.row<{ id: string }>('select id from task where org_id = ? and number = ?', [
    orgId,
    number.toUpperCase(),
  ])
  return task?.id
}

/**
 * Loads an open task that this person may change.
 * @throws Problem 404 outside the reach, 403 for whom only looks or is neither assignee nor a leader, 409 when it
 *   ended already or `version` is not the current one
 */
export async function openTaskToChange(
  tx: Transaction,
  doer: Doer,
  taskId: string,
  version?: number,
): Promise<ChangeableTask> {
  const { scope } = doer
  const task = await tx.findOne(Task, { orgId: scope.orgId, id: taskId })
  if (!task) throw new Problem(404, 'task_not_found', taskMessages.notFound())
  // A task stays its assignee's when the customer is, or became, somebody else's.
  const customer = await customerOf(tx, scope.orgId, task.customerId)
  if (!customer || (!reaches(scope, customer) && task.assigneeId !== scope.staffId))
    throw new Problem(404, 'task_not_found', taskMessages.notFound())
  if (!mayDo(scope, 'task.act')) throw new Problem(403, 'not_allowed', taskMessages.mayNot())
  if (
    task.assigneeId !== scope.staffId &&
    task.creatorId !== scope.staffId &&
    !mayDo(scope, 'task.act-for-others')
  )
    throw new Problem(403, 'not_yours', taskMessages.notYours(task.number))
  if (task.state !== 'open')
    throw new Problem(409, 'task_not_open', taskMessages.notOpen(task.number, task.state))
  if (version !== undefined && version !== task.version)
    throw new Problem(409, 'version_conflict', taskMessages.changedMeanwhile(task.number))
  const items = await tx.find(TaskItem, { orgId: scope.orgId, taskId })
  return {
    task,
    customer,
    items: items.toSorted((a, b) => a.position - b.position).map(itemShape),
  }
}

export interface TaskChange {
  action: 'task.complete' | 'task.reschedule' | 'task.cancel' | 'task.transfer'
  change: Partial<Task>
  kind: 'visit' | 'task'
  text: string
  /** What was before, for taking it back. */
  before: Record<string, unknown>
}

/** Saves a change of an open task with its fact, audit and undo; the loser of a race is told so. */
export async function saveTaskChange(
  tx: Transaction,
  doer: Doer,
  { task, customer }: ChangeableTask,
  { action, change, kind, text, before }: TaskChange,
): Promise<ChangedTask> {
  const { scope, at } = doer
  const { orgId } = scope
  const version = task.version + 1
  const saved = await tx.update(Task, { orgId, id: task.id, version: task.version }, { ...change, version })
  if (saved === 0) throw new Problem(409, 'version_conflict', taskMessages.changedMeanwhile(task.number))
  const touchpointId = await recordTouchpoint(tx, {
    customer,
    kind,
    occurredAt: at,
    recordedAt: at,
    actorStaffId: scope.staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: `task:${task.id}:${version}`,
    subjectKind: 'task',
    subjectId: task.id,
    text,
  })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action,
    subjectKind: 'task',
    subjectId: task.id,
    via: doer.via,
    detail: { version },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: action,
    subjectId: task.id,
    payload: { touchpointId, version, ...before },
  })
  const { dueAt, dueGrain } = { ...task, ...change }
  return {
    taskId: task.id,
    customerName: customer.name,
    due: dueAt ? { at: dueAt, grain: dueGrain ?? 'minute' } : null,
    undo,
  }
}
