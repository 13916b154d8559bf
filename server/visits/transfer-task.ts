import { dueText } from '../../shared/text/due'
import { itemsText } from '../../shared/text/items'
import { taskFacts, taskMessages, taskPushes } from '../../shared/text/task-messages'
import { pushTo } from '../alerts/outbox'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { activePerson } from '../organisation/people'
import { scopeOf } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offsetMinutes } from '../platform/zone'
import { type ChangedTask, openTaskToChange, saveTaskChange } from './change-task'

/** Gives a task to somebody who works in the same place; they are told. */
export async function transferTask(
  tx: Transaction,
  doer: Doer,
  input: { taskId: string; assigneeId: string; version?: number | undefined },
): Promise<ChangedTask> {
  const { scope, at } = doer
  const { orgId } = scope
  const assignee = await scopeOf(tx, orgId, input.assigneeId)
  if (!assignee) throw new Problem(404, 'assignee_unknown', taskMessages.assigneeUnknown())
  if (!mayDo(assignee, 'task.act'))
    throw new Problem(409, 'assignee_cannot', taskMessages.assigneeCannot(assignee.name))
  const found = await openTaskToChange(tx, doer, input.taskId, input.version)
  const { task, customer, items } = found
  if (task.assigneeId === assignee.staffId)
    throw new Problem(409, 'same_assignee', taskMessages.sameAssignee(assignee.name))
  const from = await activePerson(tx, orgId, task.assigneeId)
  const changed = await saveTaskChange(tx, doer, found, {
    action: 'task.transfer',
    change: { assigneeId: assignee.staffId },
    kind: 'task',
    text: taskFacts.transferred(task.number, from?.name ?? '离职的同事', assignee.name),
    before: { assigneeId: task.assigneeId, pushedTo: assignee.staffId },
  })
  if (assignee.staffId !== scope.staffId)
    await pushTo(tx, {
      orgId,
      staffId: assignee.staffId,
      dedupeKey: `task:${task.id}:${task.version + 1}`,
      text: taskPushes.assigned(
        task.number,
        customer.name,
        scope.name,
        itemsText(items),
        task.dueAt &&
          dueText(task.dueAt, task.dueGrain ?? 'minute', offsetMinutes(scope.timezone, task.dueAt)),
      ),
      at,
    })
  return changed
}
