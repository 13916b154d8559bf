import { itemsText } from '../../shared/text/items'
import { taskFacts, taskMessages } from '../../shared/text/task-messages'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { type ChangedTask, openTaskToChange, saveTaskChange } from './change-task'

/** Completes a task with the minute and a remark: the visit is contact with the customer. */
export async function completeTask(
  tx: Transaction,
  doer: Doer,
  input: { taskId: string; remark?: string | undefined; version?: number | undefined },
): Promise<ChangedTask> {
  const remark = input.remark?.trim() || null
  if (remark && remark.length > 2000) throw new Problem(400, 'remark_too_long', taskMessages.remarkTooLong())
  const found = await openTaskToChange(tx, doer, input.taskId, input.version)
  const { task, items } = found
  return saveTaskChange(tx, doer, found, {
    action: 'task.complete',
    change: {
      state: 'done',
      completedAt: doer.at,
      completedById: doer.scope.staffId,
      sortAt: doer.at,
      remark,
    },
    kind: 'visit',
    text: taskFacts.completed(task.number, itemsText(items), remark),
    before: { sortAt: task.sortAt.toISOString() },
  })
}
