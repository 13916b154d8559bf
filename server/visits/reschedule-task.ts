import { understandDue } from '../../shared/language/when'
import { dueText } from '../../shared/text/due'
import { taskFacts, taskMessages } from '../../shared/text/task-messages'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offsetMinutes, zonedIso } from '../platform/zone'
import { type ChangedTask, openTaskToChange, saveTaskChange } from './change-task'

/** Moves a task to another time, said as in chat (后天10点). */
export async function rescheduleTask(
  tx: Transaction,
  doer: Doer,
  input: { taskId: string; when: string; version?: number | undefined },
): Promise<ChangedTask> {
  const { timezone } = doer.scope
  const due = understandDue(input.when, { reference: zonedIso(timezone, doer.at), timezone })
  if (!due) throw new Problem(400, 'time_not_understood', taskMessages.noTime())
  const found = await openTaskToChange(tx, doer, input.taskId, input.version)
  const { task } = found
  const at = new Date(due.due)
  const words = (instant: Date, grain: 'minute' | 'part' | 'day') =>
    dueText(instant, grain, offsetMinutes(timezone, instant))
  if (at < doer.at) throw new Problem(400, 'time_passed', taskMessages.timePassed(words(at, due.dueGrain)))
  return saveTaskChange(tx, doer, found, {
    action: 'task.reschedule',
    change: { dueAt: at, dueGrain: due.dueGrain, sortAt: at },
    kind: 'task',
    text: taskFacts.rescheduled(
      task.number,
      task.dueAt && words(task.dueAt, task.dueGrain ?? 'minute'),
      words(at, due.dueGrain),
    ),
    before: {
      dueAt: task.dueAt?.toISOString() ?? null,
      dueGrain: task.dueGrain,
      sortAt: task.sortAt.toISOString(),
    },
  })
}
