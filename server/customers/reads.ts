import type { CustomerCard, CustomerRow } from '../../shared/api/customers'
import type { TouchpointKind } from '../../shared/api/touchpoints'
import { action } from '../../shared/text/actions'
import { itemsText } from '../../shared/text/items'
import { touchpointTexts } from '../../shared/text/touchpoints'
import { openOpportunitiesOf } from '../funnel/reads'
import { recentRefusals, refusalWarning } from '../orders/refused-products'
import { mayDo } from '../organisation/access'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { type ListPage, pageOf } from '../platform/keyset'
import { dayStart, localDay } from '../platform/zone'
import { type ActorColumns, actorOf } from '../touchpoints/actor'
import { openTasksOf } from '../visits/reads'
import type { CustomerPage, CustomerQuery } from './customer-page'
import { listPage, searchConditions } from './list-page'
import { survivorOf } from './reachable-customer'
import { searchPage } from './search'
import { neverMs } from './touch-page'

export interface ListRow {
  id: string
  name: string
  code: string
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
  stageId: string
  stageName: string
  stageCode: string
  lastTouchAt: Date | null
  /** What the page is ordered by. */
  term: unknown
}

/**
 * Customers within reach that meet a filter, in the order of what drives it (`list-page.ts`), or with `q` those it may
 * begin to name (`search.ts`). One query.
 */
export async function customers(
  reader: Reader,
  scope: Scope,
  query: CustomerQuery,
  at: Date,
): Promise<ListPage<CustomerRow>> {
  const page = query.q
    ? searchPage(scope, { ...query, q: query.q }, searchConditions(scope, query, at))
    : listPage(scope, query, at)
  if (!page) return { items: [], nextCursor: null }
  const rows = await reader.rows<ListRow>(
    // at most a page and one of them, each joined by primary key
    `select c.id, c.name, c.code, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId,
       s.name as ownerName, g.id as stageId, g.name as stageName, g.code as stageCode,
       c.last_touch_at as lastTouchAt, p.term
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.id
     left join store t on t.org_id = ? and t.id = c.store_id
     left join stage g on g.org_id = ? and g.id = c.stage_id
     left join staff s on s.org_id = ? and s.id = c.owner_id
     order by ${orders[page.list]}`,
    [...page.values, ...Array<string>(4).fill(scope.orgId)],
  )
  const { rows: shown, nextCursor } = pageOf(page.list, rows, (row) => ({
    key: keyOf(page.list, row),
    id: row.id,
  }))
  return { items: shown.map(customerRow), nextCursor }
}

const orders: Record<CustomerPage['list'], string> = {
  customers: 'p.id desc',
  'customers-found': 'p.term, p.id',
  'customers-silent': 'p.term, p.id',
  'customers-touched': 'p.term desc, p.id desc',
  'customers-by-number': 'p.term, p.id',
  'customers-by-day': 'p.term, p.id',
}

/** What the next page begins after. */
function keyOf(list: CustomerPage['list'], row: ListRow): string | number {
  if (list === 'customers-silent' || list === 'customers-touched')
    return row.lastTouchAt?.getTime() ?? neverMs
  return list === 'customers-by-number' ? Number(row.term) : String(row.term)
}

export function customerRow(row: Omit<ListRow, 'term'>): CustomerRow {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    store: { id: row.storeId, name: row.storeName },
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    stage: { id: row.stageId, name: row.stageName, code: row.stageCode },
    lastTouchAt: row.lastTouchAt?.toISOString() ?? null,
  }
}

interface CardRow extends ActorColumns {
  id: string
  name: string
  code: string
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
  stageId: string
  stageName: string
  stageCode: string
  stageSinceAt: Date | null
  lastTouchAt: Date | null
  lastTouchKind: TouchpointKind | null
}

/**
 * The 15-second card of any customer; of one that was merged, the card of the one it went into. Seven queries, whatever the customer's history: customer, contacts,
 * what the owner did today, refusals, open tasks and their items, open opportunities; each by its index and limited.
 * @throws Problem 404 when the customer is not within reach
 */
export async function customerCard(
  reader: Reader,
  scope: Scope,
  customerId: string,
  at: Date,
): Promise<CustomerCard> {
  const customer = await cardRow(reader, scope, customerId)
  if (!customer) throw notFound()
  const refusals = await recentRefusals(reader, scope.orgId, customer.id, at)
  const tasks = await openTasksOf(reader, scope, customer.id)
  const opportunities = await openOpportunitiesOf(reader, scope.orgId, customer.id)
  const mayComplete = tasks.some(({ assigneeId }) =>
    mayDo(scope, assigneeId === scope.staffId ? 'task.act' : 'task.act-for-others'),
  )
  return {
    customer: { id: customer.id, name: customer.name },
    ...(customer.id !== customerId && { mergedInto: { id: customer.id, name: customer.name } }),
    code: customer.code,
    store: { id: customer.storeId, name: customer.storeName },
    owner: customer.ownerId ? { id: customer.ownerId, name: customer.ownerName ?? '' } : null,
    contacts: await contactsOf(reader, scope.orgId, customer.id),
    lastTouch:
      customer.lastTouchAt && customer.lastTouchKind
        ? { at: customer.lastTouchAt.toISOString(), kind: customer.lastTouchKind, actor: actorOf(customer) }
        : null,
    stage: {
      id: customer.stageId,
      name: customer.stageName,
      code: customer.stageCode,
      since: customer.stageSinceAt?.toISOString() ?? null,
    },
    ownerToday: await ownerToday(reader, scope, customer, at),
    warnings: refusals.map((refusal) => ({
      code: 'refused_product',
      ...refusalWarning(refusal, scope.timezone, at),
      at: refusal.rejectedAt.toISOString(),
    })),
    openTasks: tasks.map(({ id, number, items, dueAt, dueGrain }) => ({
      id,
      number,
      text: itemsText(items),
      dueAt: dueAt?.toISOString() ?? null,
      ...(dueGrain && { dueGrain }),
    })),
    openOpportunities: opportunities.map(({ id, signalCode, dueAt, dueGrain }) => ({
      id,
      signal: signalCode,
      dueAt: dueAt?.toISOString() ?? null,
      ...(dueGrain && { dueGrain }),
    })),
    actions: [
      ...(mayComplete ? [action('completeTask')] : []),
      ...(mayDo(scope, 'customer.note') ? [action('note')] : []),
      ...(mayDo(scope, 'customer.transfer') ? [action('transferCustomer')] : []),
      action('handOver'),
    ],
  }
}

function cardRow(reader: Reader, scope: Scope, customerId: string): Promise<CardRow | undefined> {
  const reach = reachCondition(scope, 'c')
  return reader.row<CardRow>(
    // primary key (org_id, id), and by primary key what it names
    `select c.id, c.name, c.code, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId,
       o.name as ownerName, g.id as stageId, g.name as stageName, g.code as stageCode,
       c.stage_since_at as stageSinceAt, c.last_touch_at as lastTouchAt, c.last_touch_kind as lastTouchKind,
       c.last_touch_staff_id as staffId, s.name as staffName, c.last_touch_contact_id as contactId,
       n.name as contactName
     from customer c
     join store t on t.org_id = c.org_id and t.id = c.store_id
     join stage g on g.org_id = c.org_id and g.id = c.stage_id
     left join staff o on o.org_id = c.org_id and o.id = c.owner_id
     left join staff s on s.org_id = c.org_id and s.id = c.last_touch_staff_id
     left join contact n on n.org_id = c.org_id and n.id = c.last_touch_contact_id
     where ${reach.sql} and ${survivorOf}`,
    [...reach.values, scope.orgId, customerId, customerId],
  )
}

function contactsOf(
  reader: Reader,
  orgId: string,
  customerId: string,
): Promise<{ id: string; name: string }[]> {
  return reader.rows(
    // index contact_customer_by_customer
    `select n.id, n.name from contact_customer k join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id = ? and k.until_at is null order by k.since_at, n.id limit 20`,
    [orgId, customerId],
  )
}

/** What the owner did with this customer on the organisation's today, oldest first; index touchpoint_by_customer. */
async function ownerToday(
  reader: Reader,
  scope: Scope,
  customer: CardRow,
  at: Date,
): Promise<CustomerCard['ownerToday']> {
  if (!customer.ownerId) return []
  const rows = await reader.rows<{ kind: TouchpointKind; occurredAt: Date; body: string | null }>(
    `select p.kind, p.occurredAt, x.body from (
       select t.id, t.kind, t.occurred_at as occurredAt from touchpoint t
       where t.org_id = ? and t.customer_id = ? and t.occurred_at >= ? and t.occurred_at <= ?
         and t.actor_staff_id = ? and t.voided_at is null
       order by t.occurred_at desc, t.id desc limit 50) p
     left join touchpoint_text x on x.org_id = ? and x.touchpoint_id = p.id
     order by p.occurredAt, p.id`,
    [
      scope.orgId,
      customer.id,
      dayStart(scope.timezone, localDay(scope.timezone, at)),
      at,
      customer.ownerId,
      scope.orgId,
    ],
  )
  return rows.map(({ kind, occurredAt, body }) => ({
    at: occurredAt.toISOString(),
    kind,
    text: body ?? touchpointTexts.kind(kind),
  }))
}
