import type { ScopeFilter } from '../../shared/api/shapes'
import type { TaskItem as ItemShape, TaskRow } from '../../shared/api/tasks'
import { action } from '../../shared/text/actions'
import { itemsText } from '../../shared/text/items'
import { mayDo } from '../organisation/access'
import { customerInReach, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { instantPosition, type ListPage, orderedPage, type Part, pageOf } from '../platform/keyset'
import { offsetMinutes } from '../platform/zone'
import { type DueFilter, dueCondition } from './due-filter'
import { rankOf, reasonOf } from './rank'
import { itemShape } from './task'

interface ListRow {
  id: string
  number: string
  customerId: string
  customerName: string
  stageId: string
  stageName: string
  stageCode: string
  contactId: string | null
  contactName: string | null
  assigneeId: string
  assigneeName: string | null
  creatorId: string
  dueAt: Date | null
  dueGrain: 'minute' | 'part' | 'day' | null
  state: 'open' | 'done' | 'cancelled'
  sortAt: Date
  completedAt: Date | null
  version: number
}

const columns = `k.id, k.number, k.customer_id as customerId, k.contact_id as contactId, k.assignee_id as assigneeId,
  k.creator_id as creatorId, k.due_at as dueAt, k.due_grain as dueGrain, k.state, k.sort_at as sortAt,
  k.completed_at as completedAt, k.version`

/** Rows of `page` with what they name, each by primary key. Takes the organisation four times. */
const named = (page: string) => `
  select p.*, c.name as customerName, g.id as stageId, g.name as stageName, g.code as stageCode,
    n.name as contactName, s.name as assigneeName
  from (${page}) p
  left join customer c on c.org_id = ? and c.id = p.customerId
  left join stage g on g.org_id = ? and g.id = c.stage_id
  left join contact n on n.org_id = ? and n.id = p.contactId
  left join staff s on s.org_id = ? and s.id = p.assigneeId`

export interface TaskQuery {
  scope?: ScopeFilter
  cursor?: string
}

/**
 * Open tasks: overdue, then by due, then without one. Two queries: tasks, items. A page of today's is ranked as the visit
 * plan is: what is urgent stands before what is merely due.
 */
export async function openTasks(
  reader: Reader,
  scope: Scope,
  query: TaskQuery & { when?: DueFilter },
  at: Date,
): Promise<ListPage<TaskRow>> {
  const due = dueCondition(query.when, scope.timezone, at)
  const page = await taskPage(reader, scope, query, at, 'open', due)
  if (query.when !== 'today') return page
  const rank = ({ dueAt, stage }: TaskRow) => rankOf({ dueAt: dueAt ? new Date(dueAt) : null, stage }, at)
  return { ...page, items: page.items.toSorted((a, b) => rank(a) - rank(b)) }
}

/** Tasks that were completed, newest first. Two queries: tasks, items. */
export function doneTasks(
  reader: Reader,
  scope: Scope,
  query: TaskQuery,
  at: Date,
): Promise<ListPage<TaskRow>> {
  return taskPage(reader, scope, query, at, 'done', { sql: '1 = 1', values: [] })
}

/** By index task_by_assignee, _by_store, _by_region or _by_time. */
async function taskPage(
  reader: Reader,
  scope: Scope,
  query: TaskQuery,
  at: Date,
  state: 'open' | 'done',
  due: Part,
): Promise<ListPage<TaskRow>> {
  const list = `tasks-${state}`
  const after = instantPosition(list, query.cursor)
  const direction = state === 'open' ? 'asc' : 'desc'
  const page = orderedPage(alternatives(scope, query.scope), {
    sql: `select ${columns} from task k where k.org_id = ? and k.state = ? and ${due.sql}`,
    values: [scope.orgId, state, ...due.values],
    by: ['k.sort_at', 'k.id'],
    as: ['sortAt', 'id'],
    direction,
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const rows = await reader.rows<ListRow>(
    `${named(page.sql)} order by p.sortAt ${direction}, p.id ${direction}`,
    [...page.values, ...Array<string>(4).fill(scope.orgId)],
  )
  const { rows: shown, nextCursor } = pageOf(list, rows, ({ sortAt, id }) => ({ key: sortAt.getTime(), id }))
  return { items: await withItems(reader, scope, shown, at), nextCursor }
}

/**
 * Whose tasks: mine are those given to me, wherever the customer is; of a store, a region, the organisation those of
 * customers within reach now. Who runs stores or a region also sees what they were given from beyond.
 */
function alternatives(scope: Scope, filter: ScopeFilter = 'all'): Part[] {
  const { reach } = scope
  const mine: Part = { sql: 'k.assignee_id = ?', values: [scope.staffId] }
  if (reach.column === 'owner_id' || (filter === 'mine' && reach.column !== 'store_id')) return [mine]
  const inReach = customerInReach(scope, 'k')
  if (reach.column === null) return [inReach]
  const placed = reach.ids.map((id) => ({
    sql: `k.${reach.column} = ? and ${inReach.sql}`,
    values: [id, ...inReach.values],
  }))
  const beyond = {
    sql: `${mine.sql} and not (k.${reach.column} in (?) and ${inReach.sql})`,
    values: [...mine.values, reach.ids, ...inReach.values],
  }
  return [...placed, beyond]
}

/** A task this person has just changed: who gives a task away is still told what became of it. By primary key. */
export async function changedTask(reader: Reader, scope: Scope, id: string, at: Date): Promise<TaskRow> {
  const rows = await reader.rows<ListRow>(
    named(`select ${columns} from task k where k.org_id = ? and k.id = ?`),
    [scope.orgId, id, ...Array<string>(4).fill(scope.orgId)],
  )
  const [task] = await withItems(reader, scope, rows, at)
  if (!task) throw notFound()
  return task
}

export interface OpenTask {
  id: string
  customerId: string
  number: string
  assigneeId: string
  dueAt: Date | null
  dueGrain: 'minute' | 'part' | 'day' | null
  items: ItemShape[]
}

/** The next open tasks of a few customers, by index task_by_customer. Two queries. */
export async function openTasksOf(
  reader: Reader,
  scope: Scope,
  customerIds: string | readonly string[],
): Promise<OpenTask[]> {
  const ids = typeof customerIds === 'string' ? [customerIds] : customerIds
  const rows = await reader.rows<Omit<OpenTask, 'items'> & { sortAt: Date }>(
    `select id, customer_id as customerId, number, assignee_id as assigneeId, due_at as dueAt, due_grain as dueGrain,
       sort_at as sortAt
     from task where org_id = ? and customer_id in (?) and state = 'open'
     order by customer_id, sort_at limit ${20 * ids.length}`,
    [scope.orgId, ids],
  )
  // Ordered here: asked in this order, SQLite goes through everybody's open tasks by time.
  rows.sort((a, b) => a.sortAt.getTime() - b.sortAt.getTime())
  const items = await itemsOf(reader, scope.orgId, rows)
  return rows.map(({ sortAt: _, ...row }) => ({ ...row, items: items.get(row.id) ?? [] }))
}

async function withItems(
  reader: Reader,
  scope: Scope,
  rows: readonly ListRow[],
  at: Date,
): Promise<TaskRow[]> {
  const items = await itemsOf(reader, scope.orgId, rows)
  const offset = offsetMinutes(scope.timezone, at)
  return rows.map((row) => taskRow(scope, row, items.get(row.id) ?? [], at, offset))
}

interface ItemRow {
  taskId: string
  action: string | null
  productName: string | null
  quantityMilli: number | null
  quantityMaxMilli: number | null
  unit: string | null
  approx: number | boolean
}

/** What is to be done in each task, by primary key (org_id, task_id, position). */
async function itemsOf(
  reader: Reader,
  orgId: string,
  rows: readonly { id: string }[],
): Promise<Map<string, ItemShape[]>> {
  if (rows.length === 0) return new Map()
  const items = await reader.rows<ItemRow>(
    `select task_id as taskId, action, product_name as productName, quantity_milli as quantityMilli,
       quantity_max_milli as quantityMaxMilli, unit, approx
     from task_item where org_id = ? and task_id in (?) order by task_id, position`,
    [orgId, rows.map(({ id }) => id)],
  )
  const byTask = new Map<string, ItemShape[]>()
  for (const item of items) {
    const known = byTask.get(item.taskId) ?? []
    byTask.set(item.taskId, known)
    known.push(itemShape({ ...item, approx: Boolean(item.approx) }))
  }
  return byTask
}

function taskRow(scope: Scope, row: ListRow, items: ItemShape[], at: Date, offset: number): TaskRow {
  const stage = { id: row.stageId, name: row.stageName, code: row.stageCode }
  return {
    id: row.id,
    number: row.number,
    customer: { id: row.customerId, name: row.customerName },
    stage,
    ...(row.contactId && { contact: { id: row.contactId, name: row.contactName ?? '' } }),
    assignee: { id: row.assigneeId, name: row.assigneeName ?? '' },
    ...(row.dueAt && { dueAt: row.dueAt.toISOString(), dueGrain: row.dueGrain ?? 'minute' }),
    items,
    text: itemsText(items),
    reason: reasonOf({ ...row, stage }, at, offset),
    state: row.state,
    ...(row.completedAt && { completedAt: row.completedAt.toISOString() }),
    version: row.version,
    actions: taskActions(scope, row),
  }
}

/** The same rule as the use cases': who was given it or planned it, or leads. */
function taskActions(scope: Scope, row: ListRow): TaskRow['actions'] {
  const own = row.assigneeId === scope.staffId || row.creatorId === scope.staffId
  const mayChange = mayDo(scope, 'task.act') && (own || mayDo(scope, 'task.act-for-others'))
  return [
    ...(row.state === 'open' && mayChange
      ? [action('completeTask'), action('rescheduleTask'), action('transferTask'), action('cancelTask')]
      : []),
    ...(mayDo(scope, 'customer.note') ? [action('note')] : []),
    action('openCustomer'),
  ]
}
