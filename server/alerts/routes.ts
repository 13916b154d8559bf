import { answerTodoRoute, todosRoute } from '../../shared/api/todos'
import type { Numbers } from '../organisation/numbers'
import { type Api, bind } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { answerTodo } from './answer-todo'
import { todoById, todos } from './reads'

/** @param wake hears of every write, so that what it has to say to others is sent at once */
export function alertRoutes({ numbers, wake }: { numbers: Numbers; wake: () => void }): (api: Api) => void {
  return (api) => {
    bind(api, todosRoute, ({ scope, query, database }) =>
      database.read((reader) => todos(reader, scope, query)),
    )
    bind(api, answerTodoRoute, async ({ doer, scope, params, body, write }) => {
      // Accepting makes a task; its number cannot be drawn inside the transaction.
      await numbers.reserve(scope.orgId, 8)
      return write(async (tx) => {
        const { todoId, text, undo } = await answerTodo(tx, numbers, doer, {
          todoId: params.id,
          answer: body.answer,
        })
        return { todo: await todoById(tx, scope, todoId), text, ...(undo && { undo: undoAnswer(undo) }) }
      }).finally(wake)
    })
  }
}
