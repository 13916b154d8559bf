import { taskMessages } from '../../shared/text/task-messages'
import { customerCard } from '../customers/reads'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { peopleNamed } from '../organisation/people'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { undoLatest } from '../undo/undo-write'
import { cancelTask } from '../visits/cancel-task'
import { taskIdByNumber } from '../visits/change-task'
import { completeTask } from '../visits/complete-task'
import { openTasks } from '../visits/reads'
import { rescheduleTask } from '../visits/reschedule-task'
import { transferTask } from '../visits/transfer-task'
import type { Answer } from './answers'
import type { ChatRequest, CustomerRequest } from './chat-request'
import { customerSaid } from './customer-said'
import { exampleNames } from './example-names'
import { handOverInChat } from './hand-over'
import { planDay } from './plan-day'
import type { WhereAsked } from './questions'

/** How many tasks one chat answer lists. */
const todayAtMost = 8

/** Serves what a person asks of the bot in so many words. @throws Problem that tells what was wrong */
export async function serveRequest(
  tx: Transaction,
  doer: Doer,
  where: WhereAsked & { messageId: string },
  request: Exclude<ChatRequest, { kind: 'choice' | 'drop' }>,
): Promise<Answer[]> {
  switch (request.kind) {
    case 'help':
      return [await help(tx, doer)]
    case 'undo':
      return [{ kind: 'undone', text: await undoLatest(tx, doer, request.number) }]
    case 'today':
      return [await today(tx, doer)]
    case 'plan':
      return [await planDay(tx, doer, request)]
    case 'complete':
      return [await complete(tx, doer, request.number, request.remark)]
    case 'reschedule':
      return [await reschedule(tx, doer, request.number, request.when)]
    case 'cancel':
      return [await cancel(tx, doer, request.number)]
    case 'transfer':
      return [await transfer(tx, doer, request.number, request.name)]
    case 'customer':
    case 'handOver': {
      const name = request.kind === 'customer' ? request.name : request.customer
      const said = await customerSaid(tx, doer, where, name, request)
      return 'answers' in said ? said.answers : [await serveCustomerRequest(tx, doer, request, said.id)]
    }
  }
}

/** The same once it is known whom it is about. @throws Problem that tells what was wrong */
export async function serveCustomerRequest(
  tx: Transaction,
  doer: Doer,
  request: CustomerRequest,
  customerId: string,
): Promise<Answer> {
  if (request.kind === 'handOver') return handOverInChat(tx, doer, customerId, request.name)
  return { kind: 'card', card: await customerCard(tx, doer.scope, customerId, doer.at) }
}

async function help(tx: Transaction, { scope, at }: Doer): Promise<Answer> {
  return { kind: 'help', names: await exampleNames(tx, scope, at, 2), mayPlan: mayDo(scope, 'task.plan') }
}

async function today(tx: Transaction, { scope, at }: Doer): Promise<Answer> {
  const { items, nextCursor } = await openTasks(tx, scope, { scope: 'mine', when: 'today' }, at)
  return {
    kind: 'today',
    tasks: items.slice(0, todayAtMost),
    more: nextCursor !== null || items.length > todayAtMost,
  }
}

async function taskSaid(tx: Transaction, { scope }: Doer, number: string): Promise<string> {
  const id = await taskIdByNumber(tx, scope.orgId, number)
  if (!id) throw new Problem(404, 'task_not_found', taskMessages.notFound())
  return id
}

async function complete(tx: Transaction, doer: Doer, number: string, remark: string): Promise<Answer> {
  const done = await completeTask(tx, doer, { taskId: await taskSaid(tx, doer, number), remark })
  return { kind: 'completed', number, customer: done.customerName, at: doer.at, remark }
}

async function reschedule(tx: Transaction, doer: Doer, number: string, when: string): Promise<Answer> {
  const moved = await rescheduleTask(tx, doer, { taskId: await taskSaid(tx, doer, number), when })
  return { kind: 'rescheduled', number, customer: moved.customerName, said: when, due: moved.due }
}

async function cancel(tx: Transaction, doer: Doer, number: string): Promise<Answer> {
  const cancelled = await cancelTask(tx, doer, { taskId: await taskSaid(tx, doer, number) })
  return { kind: 'cancelled', number, customer: cancelled.customerName }
}

async function transfer(tx: Transaction, doer: Doer, number: string, name: string): Promise<Answer> {
  const taskId = await taskSaid(tx, doer, number)
  const people = await peopleNamed(tx, doer.scope.orgId, name)
  const [person] = people
  if (!person) throw new Problem(404, 'assignee_unknown', taskMessages.assigneeUnknown())
  if (people.length > 1) throw new Problem(409, 'assignee_ambiguous', taskMessages.assigneeAmbiguous(name))
  const moved = await transferTask(tx, doer, { taskId, assigneeId: person.id })
  return { kind: 'transferred', number, customer: moved.customerName, to: person.name }
}
