import { itemsText } from '../../shared/text/items'
import type { Transaction } from '../platform/database'
import { Task, TaskItem } from '../visits/tables'
import { noDueAt } from '../visits/task'
import { type DemoCustomer, told } from './customers'
import type { Fact } from './facts'
import { demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { midnight, workingTime } from './times'
import { productRows } from './words'

const actions = ['补货', '送货', '送样', '拜访', '收款', '盘点'] as const

/** Gives a customer's owner what is to be done, and what was done lately; answers the facts that tell of it. */
export async function writeTasks(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  now: Date,
  takeNumber: () => number,
): Promise<Fact[]> {
  const { owner, index } = customer
  if (!owner) return []
  const done = index >= told.length && random.chance(0.3)
  const open = customer.stage === 'urgent' || (index > 2 && !customer.silentDays && random.chance(0.16))
  return [
    ...(done ? await addTask(tx, random, customer, owner.id, now, takeNumber(), false) : []),
    ...(open ? await addTask(tx, random, customer, owner.id, now, takeNumber(), true) : []),
  ]
}

async function addTask(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  ownerId: string,
  now: Date,
  number: number,
  open: boolean,
): Promise<Fact[]> {
  const daysAgo = open ? random.whole(1, 3) : customer.silentDays + random.whole(2, 58)
  const planned = workingTime(random, now, daysAgo)
  const id = demoId('tsk', planned.getTime(), number)
  const due = open ? openDue(random, now) : quarterOf(random, now, daysAgo - 1)
  // A day or two after it was planned, in working hours.
  const completedAt = open ? null : workingTime(random, now, daysAgo - 1)
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
  const fact = { byContact: false, subject: { kind: 'task', id } }
  const said: Fact = { ...fact, kind: 'task', at: planned, text: `新拜访任务 T-${number}：${what}` }
  if (!completedAt) return [said]
  return [said, { ...fact, kind: 'visit', at: completedAt, text: `完成 T-${number}：${what}` }]
}

/** Some are overdue, most are for today and tomorrow, a few have no time. */
function openDue(random: Random, now: Date): Date | null {
  const point = random.next()
  if (point > 0.88) return null
  return quarterOf(random, now, point < 0.1 ? 1 : point < 0.55 ? 0 : point < 0.8 ? -1 : -random.whole(2, 5))
}

/** On the quarter hour, as people say times, that many days ago. */
function quarterOf(random: Random, now: Date, daysAgo: number): Date {
  return new Date(midnight(now, daysAgo) + random.whole(34, 74) * 900_000)
}
