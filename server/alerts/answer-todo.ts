import { itemsText } from '../../shared/text/items'
import { proposalTexts } from '../../shared/text/proposals'
import { customerOf } from '../customers/reachable-customer'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { contactName } from '../organisation/who-speaks'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import { planVisit } from '../visits/plan-visit'
import type { ProposedPlan } from './propose-visit'
import { Todo } from './tables'

/**
 * Accepts what a todo proposes (it becomes a task) or declines it. Once; only by the person it was asked of.
 * @throws Problem 404 for somebody else's, 409 `todo_answered`
 */
export async function answerTodo(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  input: { todoId: string; answer: 'accept' | 'decline' },
): Promise<{ todoId: string; text: string; undo: UndoOffer | undefined }> {
  const { scope, at } = doer
  const { orgId } = scope
  const todo = await tx.findOne(Todo, { orgId, id: input.todoId })
  if (!todo || todo.staffId !== scope.staffId)
    throw new Problem(404, 'todo_not_found', proposalTexts.notFound())
  const closed = await tx.update(Todo, { orgId, id: todo.id, state: 'open' }, { state: 'done', doneAt: at })
  if (closed === 0) throw new Problem(409, 'todo_answered', proposalTexts.answered())
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: `todo.${input.answer}`,
    subjectKind: 'todo',
    subjectId: todo.id,
    via: doer.via,
  })
  if (input.answer === 'decline') return { todoId: todo.id, text: proposalTexts.declined(), undo: undefined }
  const plan = todo.payload as unknown as ProposedPlan & { contactId: string }
  const customer = todo.customerId && (await customerOf(tx, orgId, todo.customerId))
  if (!customer) throw new Problem(404, 'todo_not_found', proposalTexts.notFound())
  const planned = await planVisit(tx, numbers, doer, {
    customer,
    contact: await contactName(tx, orgId, plan.contactId),
    due: plan.due ? { at: new Date(plan.due), grain: plan.dueGrain ?? 'day' } : undefined,
    items: plan.items,
    sourceKey: `todo:${todo.id}`,
  })
  return {
    todoId: todo.id,
    text: proposalTexts.accepted(planned.number, itemsText(plan.items)),
    undo: planned.undo,
  }
}
