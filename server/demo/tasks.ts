import { itemsText } from '../../shared/text/items'
import type { Transaction } from '../platform/database'
import { Task, TaskItem } from '../visits/tables'
import { noDueAt } from '../visits/task'
import type { DemoCustomer } from './demo-customer'
import type { Fact } from './facts'
import { counts, demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { midnight, workingTime } from './times'
import { told } from './told-customers'
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
  const dueInDays = openTaskDue(random, customer)
  return [
    ...(done ? await addTask(tx, random, customer, owner.id, now, takeNumber(), undefined) : []),
    ...(dueInDays !== undefined
      ? await addTask(tx, random, customer, owner.id, now, takeNumber(), dueInDays)
      : []),
  ]
}

/** In how many days an open task is due, `null` without a time; undefined for no open task. */
function openTaskDue(
  random: Random,
  { index, silentDays, visitInDays }: DemoCustomer,
): number | null | undefined {
  if (index < told.length) return visitInDays
  // Every rep has something for today, for tomorrow, and something overdue.
  const turn = Math.floor((index - told.length) / counts.reps)
  if (turn < 3) return [0, 1, -1][turn]
  if (silentDays || !random.chance(0.1)) return undefined
  return random.chance(0.2) ? null : random.whole(-1, 5)
}

async function addTask(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  ownerId: string,
  now: Date,
  number: number,
  /** Undefined: it is done already. */
  dueInDays: number | null | undefined,
): Promise<Fact[]> {
  const open = dueInDays !== undefined
  const daysAgo = open ? random.whole(1, 3) : customer.silentDays + random.whole(2, 58)
  const planned = workingTime(random, now, daysAgo)
  const id = demoId('tsk', planned.getTime(), number)
  const due = dueInDays === null ? null : quarterOf(random, now, open ? -dueInDays : daysAgo - 1)
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

/** On the quarter hour, as people say times, that many days ago. */
function quarterOf(random: Random, now: Date, daysAgo: number): Date {
  return new Date(midnight(now, daysAgo) + random.whole(34, 74) * 900_000)
}
