import {
  cancelTaskRoute,
  completeTaskRoute,
  rescheduleTaskRoute,
  tasksRoute,
  transferTaskRoute,
} from '../../shared/api/tasks'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { type Api, bind, type Write } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { cancelTask } from './cancel-task'
import type { ChangedTask } from './change-task'
import { completeTask } from './complete-task'
import { changedTask, doneTasks, openTasks } from './reads'
import { rescheduleTask } from './reschedule-task'
import { transferTask } from './transfer-task'

/** @param wake hears of every write, so that what it has to say to others is sent at once */
export function taskRoutes(wake: () => void): (api: Api) => void {
  return (api) => {
    const saved = (call: { doer: Doer; write: Write }, change: (tx: Transaction) => Promise<ChangedTask>) =>
      call
        .write(async (tx) => {
          const { taskId, undo } = await change(tx)
          return {
            task: await changedTask(tx, call.doer.scope, taskId, call.doer.at),
            undo: undoAnswer(undo),
          }
        })
        .finally(wake)
    bind(api, tasksRoute, ({ scope, query, at, database }) =>
      database.read((reader) => (query.state === 'done' ? doneTasks : openTasks)(reader, scope, query, at)),
    )
    bind(api, completeTaskRoute, (call) =>
      saved(call, (tx) => completeTask(tx, call.doer, { taskId: call.params.id, ...call.body })),
    )
    bind(api, rescheduleTaskRoute, (call) =>
      saved(call, (tx) => rescheduleTask(tx, call.doer, { taskId: call.params.id, ...call.body })),
    )
    bind(api, cancelTaskRoute, (call) =>
      saved(call, (tx) => cancelTask(tx, call.doer, { taskId: call.params.id, ...call.body })),
    )
    bind(api, transferTaskRoute, (call) =>
      saved(call, (tx) => transferTask(tx, call.doer, { taskId: call.params.id, ...call.body })),
    )
  }
}
