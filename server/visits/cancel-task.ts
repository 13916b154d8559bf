import { itemsText } from '../../shared/text/items'
import { taskFacts } from '../../shared/text/task-messages'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { type ChangedTask, openTaskToChange, saveTaskChange } from './change-task'

/** Calls a task off. */
export async function cancelTask(
  tx: Transaction,
  doer: Doer,
  input: { taskId: string; version?: number | undefined },
): Promise<ChangedTask> {
  const found = await openTaskToChange(tx, doer, input.taskId, input.version)
  const { task, items } = found
  return saveTaskChange(tx, doer, found, {
    action: 'task.cancel',
    change: { state: 'cancelled', sortAt: doer.at },
    kind: 'task',
    text: taskFacts.cancelled(task.number, itemsText(items)),
    before: { sortAt: task.sortAt.toISOString() },
  })
}
