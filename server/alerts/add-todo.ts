import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { pushTo } from './outbox'
import { Todo } from './tables'

/** Asks something of one person, once while it is open (`openKey`), and pushes it. */
export async function addTodo(
  tx: Transaction,
  todo: Pick<Todo, 'orgId' | 'staffId' | 'kind' | 'text' | 'customerId' | 'payload'> & {
    openKey: string
    push: string
    at: Date
  },
): Promise<void> {
  const { orgId, openKey, push, at, ...rest } = todo
  if (await tx.findOne(Todo, { orgId, openKey })) return
  const id = newId('tdo', at.getTime())
  await tx.insert(Todo, { ...rest, orgId, id, openKey, state: 'open', createdAt: at, doneAt: null })
  await pushTo(tx, { orgId, staffId: todo.staffId, dedupeKey: `todo:${id}`, text: push, at })
}

/** What was asked is seen to: the todo of that key is done, if one is open. */
export async function closeTodo(tx: Transaction, orgId: string, openKey: string, at: Date): Promise<void> {
  await tx.update(Todo, { orgId, openKey }, { state: 'done', doneAt: at, openKey: null })
}
