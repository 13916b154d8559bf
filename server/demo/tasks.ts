import type { TouchpointKind } from '../../shared/api/touchpoints'
import { itemsText } from '../../shared/text/items'
import type { Transaction } from '../platform/database'
import { Task, TaskItem } from '../visits/tables'
import { noDueAt } from '../visits/task'
import { type DemoCustomer, special } from './customers'
import { workingTime } from './history'
import { demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { productRows } from './words'

interface TaskFact {
  kind: TouchpointKind
  at: Date
  text: string
  byContact: boolean
  subject: { kind: string; id: string }
}

const actions = ['补货', '送货', '送样', '拜访', '收款', '盘点'] as const
const dayMs = 86_400_000

/** Gives a customer's owner what is to be done, and what was done lately; answers the facts that tell of it. */
export async function writeTasks(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  now: Date,
  takeNumber: () => number,
): Promise<TaskFact[]> {
  const { owner } = customer
  if (!owner) return []
  const facts: TaskFact[] = []
  const open = customer.index === special.urgent || (customer.index > 2 && random.chance(0.16))
  if (random.chance(0.3))
    facts.push(...(await addTask(tx, random, customer, owner.id, now, takeNumber(), false)))
  if (open) facts.push(...(await addTask(tx, random, customer, owner.id, now, takeNumber(), true)))
  return facts
}

async function addTask(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  ownerId: string,
  now: Date,
  number: number,
  open: boolean,
): Promise<TaskFact[]> {
  const planned = workingTime(random, now, open ? random.whole(1, 3) : random.whole(3, 60))
  const id = demoId('tsk', planned.getTime(), number)
  const due = open ? openDue(random, now) : new Date(planned.getTime() + dayMs)
  const completedAt = open
    ? null
    : new Date(Math.min(planned.getTime() + random.whole(4, 30) * 3_600_000, now.getTime()))
  const action = random.pick(actions)
  const [product, , unit] = random.pick(productRows)
  const plain = action === '拜访' || action === '盘点'
  const quantity = action === '收款' ? random.whole(5, 90) * 100 : random.whole(2, 60)
  const item = {
    action,
    productName: plain || action === '收款' ? null : product,
    quantityMilli: plain ? null : quantity * 1000,
    unit: plain ? null : action === '收款' ? '元' : unit,
  }
  await tx.insert(Task, {
    orgId: demoOrgId,
    id,
    number: `T-${number}`,
    customerId: customer.id,
    contactId: customer.contacts[0]?.id ?? null,
    assigneeId: ownerId,
    creatorId: ownerId,
    storeId: customer.store.id,
    regionId: customer.store.regionId,
    kind: 'visit',
    dueAt: due,
    dueGrain: due ? 'minute' : null,
    state: open ? 'open' : 'done',
    sortAt: completedAt ?? due ?? noDueAt,
    completedAt,
    completedById: completedAt ? ownerId : null,
    remark: null,
    createdAt: planned,
    version: open ? 1 : 2,
  })
  await tx.insert(TaskItem, {
    orgId: demoOrgId,
    taskId: id,
    position: 0,
    productId: null,
    quantityMaxMilli: null,
    approx: false,
    ...item,
  })
  const what = itemsText([
    {
      action,
      ...(item.productName && { product: item.productName }),
      ...(!plain && { quantity, unit: item.unit ?? '' }),
    },
  ])
  const subject = { kind: 'task', id }
  const said = {
    at: planned,
    kind: 'task' as const,
    text: `新拜访任务 T-${number}：${what}`,
    byContact: false,
    subject,
  }
  if (!completedAt) return [said]
  return [
    said,
    { at: completedAt, kind: 'visit', text: `完成 T-${number}：${what}`, byContact: false, subject },
  ]
}

/** Some are overdue, most are for today and tomorrow, a few have no time; on the quarter hour, as people say them. */
function openDue(random: Random, now: Date): Date | null {
  const point = random.next()
  if (point > 0.88) return null
  const daysAhead = point < 0.1 ? -1 : point < 0.55 ? 0 : point < 0.8 ? 1 : random.whole(2, 5)
  const midnight = Math.floor((now.getTime() + 8 * 3_600_000) / dayMs) * dayMs - 8 * 3_600_000
  return new Date(midnight + daysAhead * dayMs + random.whole(34, 74) * 900_000)
}
