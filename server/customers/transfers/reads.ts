import type { LeaverRow, Receiver, TransferPreview } from '../../../shared/api/transfers'
import { action } from '../../../shared/text/actions'
import { mayDo } from '../../organisation/access'
import { customerInReach, reachCondition, type Scope } from '../../organisation/scope'
import type { Reader, Value } from '../../platform/database'
import { notAllowed } from '../../platform/http/refusals'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../../platform/keyset'
import { planTransfer, type TransferInput, type TransferPlan } from './plan-transfer'

const namesAtMost = 10

/** What of a transfer is told, before and after. */
export function toldOf({ customers, tasks, opportunities, more }: TransferPlan) {
  return {
    count: customers.length,
    customers: customers.slice(0, namesAtMost).map(({ id, name }) => ({ id, name })),
    tasks: tasks.length,
    opportunities: opportunities.length,
    more,
  }
}

/** @throws Problem what `planTransfer` says */
export async function previewTransfer(
  reader: Reader,
  scope: Scope,
  input: TransferInput,
): Promise<TransferPreview> {
  const plan = await planTransfer(reader, scope, input)
  const { owner, store } = plan.to
  return {
    ...toldOf(plan),
    to: owner && { id: owner.id, name: owner.name },
    store: store && { id: store.id, name: store.name },
  }
}

const receiversAtMost = 200

/**
 * Who can take customers over: who works in a store within reach, of a rep in the stores they work in themselves; by
 * staff_store_by_store. Stores and people are few: a part of a name is looked for among all of them.
 */
export async function receivers(
  reader: Reader,
  scope: Scope,
  { q = '' }: { q?: string | undefined },
): Promise<Receiver[]> {
  if (!mayDo(scope, 'customer.transfer')) throw notAllowed()
  const { orgId } = scope
  const within = storesWithin(scope)
  const rows = await reader.rows<{
    id: string
    name: string
    role: Receiver['role']
    storeId: string
    storeName: string
  }>(
    `select s.id, s.name, s.role, t.id as storeId, t.name as storeName from store t
       join staff_store x on x.org_id = t.org_id and x.store_id = t.id and x.until_at is null
       join staff s on s.org_id = x.org_id and s.id = x.staff_id and s.left_at is null
     where t.org_id = ? and t.closed_at is null and ${within.sql} and (instr(s.name, ?) > 0 or instr(t.name, ?) > 0)
     order by s.name, s.id, t.name limit ${receiversAtMost}`,
    [orgId, ...within.values, q, q],
  )
  const people = new Map<string, Receiver>()
  for (const { id, name, role, storeId, storeName } of rows) {
    if (!mayDo({ role }, 'task.act')) continue
    const person = people.get(id) ?? { id, name, role, stores: [] }
    person.stores.push({ id: storeId, name: storeName })
    people.set(id, person)
  }
  return [...people.values()]
}

/** The stores customers can be handed to; a rep's stay in their stores. By primary key or store_by_region. */
export async function receivingStores(
  reader: Reader,
  scope: Scope,
  { q = '' }: { q?: string | undefined },
): Promise<{ id: string; name: string; region: { id: string; name: string } }[]> {
  if (!mayDo(scope, 'customer.transfer')) throw notAllowed()
  if (scope.reach.column === 'owner_id') return []
  const within = storesWithin(scope)
  const rows = await reader.rows<{ id: string; name: string; regionId: string; regionName: string }>(
    `select t.id, t.name, t.region_id as regionId, r.name as regionName from store t
       join region r on r.org_id = t.org_id and r.id = t.region_id
     where t.org_id = ? and t.closed_at is null and ${within.sql} and instr(t.name, ?) > 0
     order by t.name, t.id limit ${receiversAtMost}`,
    [scope.orgId, ...within.values, q],
  )
  return rows.map(({ id, name, regionId, regionName }) => ({
    id,
    name,
    region: { id: regionId, name: regionName },
  }))
}

/** The stores `t` within reach; of a rep those they work in themselves. */
function storesWithin({ orgId, staffId, reach }: Scope): {
  sql: string
  values: (Value | readonly Value[])[]
} {
  if (reach.column === null) return { sql: '1 = 1', values: [] }
  if (reach.column === 'region_id') return { sql: 't.region_id in (?)', values: [reach.ids] }
  if (reach.column === 'store_id') return { sql: 't.id in (?)', values: [reach.ids] }
  return {
    sql: 't.id in (select m.store_id from staff_store m where m.org_id = ? and m.staff_id = ? and m.until_at is null)',
    values: [orgId, staffId],
  }
}

/**
 * Who left and still has customers or open tasks within reach, last to leave first. People are few; what each still has
 * is counted by customer_by_owner and task_by_assignee. Three queries.
 */
export async function leavers(
  reader: Reader,
  scope: Scope,
  query: { cursor?: string | undefined },
): Promise<ListPage<LeaverRow>> {
  if (!mayDo(scope, 'customer.transfer-for-others')) throw notAllowed()
  const { orgId } = scope
  const after = textPosition('leavers', query.cursor)
  const reach = reachCondition(scope, 'c')
  const inReach = customerInReach(scope, 'k')
  const page = orderedPage(alternativesOf({ column: null }, 's'), {
    sql: `select s.id, s.name, s.left_at as leftAt from staff s
      where s.org_id = ? and s.left_at is not null and (
        (select c.id from customer c where ${reach.sql} and c.owner_id = s.id and c.retired_at is null limit 1) is not null
        or (select k.id from task k where k.org_id = s.org_id and k.assignee_id = s.id and k.state = 'open'
          and ${inReach.sql} limit 1) is not null)`,
    values: [orgId, ...reach.values, ...inReach.values],
    by: ['s.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf(
    'leavers',
    await reader.rows<{ id: string; name: string; leftAt: Date }>(page.sql, page.values),
    ({ id }) => ({ key: '', id }),
  )
  const ids = rows.map(({ id }) => id)
  const customers = await counts(
    reader,
    `select c.owner_id as id, count(*) as count from customer c
     where ${reach.sql} and c.owner_id in (?) and c.retired_at is null group by c.owner_id`,
    [...reach.values, ids],
  )
  const tasks = await counts(
    reader,
    `select k.assignee_id as id, count(*) as count from task k
     where k.org_id = ? and k.assignee_id in (?) and k.state = 'open' and ${inReach.sql} group by k.assignee_id`,
    [orgId, ids, ...inReach.values],
  )
  const items = rows.map(({ id, name, leftAt }) => ({
    staff: { id, name },
    leftAt: leftAt.toISOString(),
    customers: customers.get(id) ?? 0,
    tasks: tasks.get(id) ?? 0,
    actions: [action('openLeaver')],
  }))
  return { items, nextCursor }
}

async function counts(
  reader: Reader,
  sql: string,
  values: (Value | readonly Value[])[],
): Promise<Map<string, number>> {
  const rows = await reader.rows<{ id: string; count: number }>(sql, values)
  return new Map(rows.map(({ id, count }) => [id, Number(count)]))
}
