import type { DueGrain, Item } from '../../shared/language/types'
import { dueText } from '../../shared/text/due'
import { itemsText } from '../../shared/text/items'
import { taskFacts, taskMessages, taskPushes } from '../../shared/text/task-messages'
import { pushTo } from '../alerts/outbox'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { type Person, whoAnswers } from '../organisation/people'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { offsetMinutes } from '../platform/zone'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { Task, TaskItem } from './tables'
import { itemShape, milli, noDueAt } from './task'

export interface VisitPlan {
  customer: ReachableCustomer
  contact: Person | undefined
  due: { at: Date; grain: DueGrain } | undefined
  items: readonly Item[]
  /** Makes the same message's second arrival the same touchpoint. */
  sourceKey: string
}

export interface PlannedVisit {
  id: string
  number: string
  assignee: Person
  undo: UndoOffer
}

/**
 * Plans a visit: task, items, touchpoint, undo, audit, and a push when somebody else is to go.
 * @throws Problem `not_allowed` for a role that only looks, `nobody_to_go` where nobody answers for the customer
 */
export async function planVisit(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  plan: VisitPlan,
): Promise<PlannedVisit> {
  const { scope, at } = doer
  const { orgId } = scope
  const { customer } = plan
  if (!mayDo(scope, 'task.plan')) throw new Problem(403, 'not_allowed', taskMessages.mayNot())
  const assignee = await whoGoes(tx, doer, customer)
  const id = newId('tsk', at.getTime())
  const number = `T-${numbers.take(orgId, 'task')}`
  const items = plan.items.map((item, position) => storedItem(orgId, id, position, item))
  await tx.insert(Task, {
    orgId,
    id,
    number,
    customerId: customer.id,
    contactId: plan.contact?.id ?? null,
    assigneeId: assignee.id,
    creatorId: scope.staffId,
    storeId: customer.storeId,
    regionId: customer.regionId,
    kind: 'visit',
    dueAt: plan.due?.at ?? null,
    dueGrain: plan.due?.grain ?? null,
    state: 'open',
    sortAt: plan.due?.at ?? noDueAt,
    completedAt: null,
    completedById: null,
    remark: null,
    createdAt: at,
    version: 1,
  })
  await tx.insert(TaskItem, items)
  const what = itemsText(items.map(itemShape))
  const due = plan.due
    ? dueText(plan.due.at, plan.due.grain, offsetMinutes(scope.timezone, plan.due.at))
    : null
  const touchpointId = await recordTouchpoint(tx, {
    customer,
    kind: 'task',
    occurredAt: at,
    recordedAt: at,
    actorStaffId: scope.staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: plan.sourceKey,
    subjectKind: 'task',
    subjectId: id,
    text: taskFacts.planned(number, what, due, plan.contact?.name ?? null),
  })
  const pushed = assignee.id !== scope.staffId
  if (pushed)
    await pushTo(tx, {
      orgId,
      staffId: assignee.id,
      dedupeKey: `task:${id}`,
      text: taskPushes.assigned(number, customer.name, scope.name, what, due),
      at,
    })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'task.plan',
    subjectKind: 'task',
    subjectId: id,
    via: doer.via,
    detail: { assigneeId: assignee.id },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'task.plan',
    subjectId: id,
    payload: { touchpointId, version: 1, ...(pushed && { pushedTo: assignee.id }) },
  })
  return { id, number, assignee, undo }
}

/** The speaker if a rep, else the customer's owner, else who answers for the store. */
async function whoGoes(tx: Transaction, doer: Doer, customer: ReachableCustomer): Promise<Person> {
  const { scope } = doer
  if (scope.role === 'rep') return { id: scope.staffId, name: scope.name }
  const person = await whoAnswers(tx, customer)
  if (!person) throw new Problem(409, 'nobody_to_go', taskMessages.nobodyToGo())
  return person
}

function storedItem(orgId: string, taskId: string, position: number, item: Item): TaskItem {
  return {
    orgId,
    taskId,
    position,
    action: item.action ?? null,
    productId: null,
    productName: item.product?.slice(0, 60) ?? null,
    quantityMilli: milli(item.quantity),
    quantityMaxMilli: milli(item.quantityMax),
    unit: item.unit?.slice(0, 20) ?? null,
    approx: item.approx ?? false,
  }
}
