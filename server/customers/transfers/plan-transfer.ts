import { transferAtMost } from '../../../shared/api/transfers'
import { transferTexts } from '../../../shared/text/transfers'
import { mayDo } from '../../organisation/access'
import { customerInReach, reachCondition, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { Problem } from '../../platform/problem'
import { type Destination, destination, type Going, goingOf } from './receiver'

export interface TransferInput {
  customerIds?: readonly string[] | undefined
  fromOwnerId?: string | undefined
  toOwnerId?: string | undefined
  toStoreId?: string | undefined
  tasks?: boolean | undefined
  opportunities?: boolean | undefined
}

export interface TransferredCustomer {
  id: string
  name: string
  ownerId: string | null
  ownerName: string | null
  storeId: string
  storeName: string | null
  regionId: string
  version: number
  going: Going
}

/** An open task, todo or opportunity that goes along. */
export interface GoingAlong {
  id: string
  customerId: string
  /** Of a task the assignee, of an opportunity the owner, of a todo whom it asks. */
  staffId: string | null
  storeId: string | null
  regionId: string | null
  number: string | null
  version: number
}

export interface TransferPlan {
  to: Destination
  customers: TransferredCustomer[]
  tasks: GoingAlong[]
  todos: GoingAlong[]
  opportunities: GoingAlong[]
  /** More of that owner's are left. */
  more: boolean
}

/**
 * Everything a transfer is going to change, before anything is written: at most 100 customers. Who has them already as
 * they are to be is left out.
 * @throws Problem 403; 400 `transfer_nothing`; 404 `customer_not_found` when one is not within reach; 409 `no_customers`
 *   and what `destination` and `goingOf` say
 */
export async function planTransfer(
  reader: Reader,
  scope: Scope,
  input: TransferInput,
): Promise<TransferPlan> {
  if (!mayDo(scope, 'customer.transfer')) throw new Problem(403, 'not_allowed', transferTexts.mayNot())
  const to = await destination(reader, scope, input)
  const { found, more } = await customersOf(reader, scope, input)
  const stayers = await ownersAt(reader, scope.orgId, to)
  const customers = found
    .map((customer) => ({
      ...customer,
      going: goingOf(
        scope,
        customer,
        to,
        to.store?.name ?? customer.storeName ?? '',
        to.store === null || (customer.ownerId !== null && stayers.has(customer.ownerId)),
      ),
    }))
    .filter(({ going, ownerId, storeId }) => going.ownerId !== ownerId || going.storeId !== storeId)
  const ids = customers.map(({ id }) => id)
  const along = await goingAlong(reader, scope.orgId, ids)
  const left = input.tasks === false || more ? [] : await leftTasks(reader, scope, input, to, ids)
  if (customers.length + left.length === 0)
    throw new Problem(
      409,
      'no_customers',
      found.length > 0 && to.owner ? transferTexts.alreadyThere(to.owner.name) : transferTexts.noCustomers(),
    )
  return {
    to,
    customers,
    tasks: input.tasks === false ? [] : [...along.tasks, ...left],
    todos: input.tasks === false ? [] : along.todos,
    opportunities: input.opportunities === false ? [] : along.opportunities,
    more,
  }
}

type Row = Omit<TransferredCustomer, 'going'>

/** Those named, each within reach; or the next ones of an owner, by index customer_by_owner. */
async function customersOf(
  reader: Reader,
  scope: Scope,
  { customerIds, fromOwnerId }: TransferInput,
): Promise<{ found: Row[]; more: boolean }> {
  if (!customerIds && !fromOwnerId) throw new Problem(400, 'transfer_nothing', transferTexts.nothing())
  const reach = reachCondition(scope, 'c')
  const ids = customerIds && [...new Set(customerIds)]
  const found = await reader.rows<Row>(
    `select c.id, c.name, c.owner_id as ownerId, s.name as ownerName, c.store_id as storeId, t.name as storeName,
       c.region_id as regionId, c.version
     from customer c
     left join staff s on s.org_id = c.org_id and s.id = c.owner_id
     left join store t on t.org_id = c.org_id and t.id = c.store_id
     where ${reach.sql} and c.retired_at is null and ${ids ? 'c.id in (?)' : 'c.owner_id = ?'}
     order by c.id limit ${transferAtMost + 1}`,
    [...reach.values, ids ?? fromOwnerId ?? ''],
  )
  if (ids && found.length < ids.length)
    throw new Problem(404, 'customer_not_found', transferTexts.notFound(ids.length - found.length))
  return { found: found.slice(0, transferAtMost), more: found.length > transferAtMost }
}

/** Who works in the store that customers go to; index staff_store_by_store. */
async function ownersAt(reader: Reader, orgId: string, { store, owner }: Destination): Promise<Set<string>> {
  if (!store || owner) return new Set()
  const people = await reader.rows<{ id: string }>(
    `select x.staff_id as id from staff_store x join staff s on s.org_id = x.org_id and s.id = x.staff_id
     where x.org_id = ? and x.store_id = ? and x.until_at is null and s.left_at is null`,
    [orgId, store.id],
  )
  return new Set(people.map(({ id }) => id))
}

/**
 * What somebody still has to do with customers of others, when all of theirs go to one person; index task_by_assignee.
 * At most as many as customers go in one request.
 */
async function leftTasks(
  reader: Reader,
  scope: Scope,
  { fromOwnerId, toOwnerId }: TransferInput,
  { owner }: Destination,
  going: readonly string[],
): Promise<GoingAlong[]> {
  if (!fromOwnerId || !owner || fromOwnerId === toOwnerId) return []
  const inReach = customerInReach(scope, 'k')
  const tasks = await reader.rows<GoingAlong>(
    `select k.id, k.customer_id as customerId, k.assignee_id as staffId, k.store_id as storeId, k.region_id as regionId,
       k.number, k.version
     from task k where k.org_id = ? and k.assignee_id = ? and k.state = 'open' and ${inReach.sql}
     order by k.sort_at limit ${transferAtMost}`,
    [scope.orgId, fromOwnerId, ...inReach.values],
  )
  return tasks.filter(({ customerId }) => !going.includes(customerId))
}

/** What is open about these customers, by each table's index of its customer. Three queries. */
async function goingAlong(
  reader: Reader,
  orgId: string,
  ids: readonly string[],
): Promise<Record<'tasks' | 'todos' | 'opportunities', GoingAlong[]>> {
  const tasks = await reader.rows<GoingAlong>(
    // index task_by_customer
    `select id, customer_id as customerId, assignee_id as staffId, store_id as storeId, region_id as regionId, number, version
     from task where org_id = ? and customer_id in (?) and state = 'open'`,
    [orgId, ids],
  )
  const all = await reader.rows<GoingAlong & { state: string }>(
    // index opportunity_by_customer; with the state as well a planner may begin with all that are open
    `select id, customer_id as customerId, owner_id as staffId, store_id as storeId, region_id as regionId,
       null as number, version, state
     from opportunity where org_id = ? and customer_id in (?)`,
    [orgId, ids],
  )
  const opportunities = all.flatMap(({ state, ...row }) => (state === 'open' ? [row] : []))
  const todos = await reader.rows<GoingAlong>(
    // index todo_by_customer
    `select id, customer_id as customerId, staff_id as staffId, null as storeId, null as regionId, null as number,
       0 as version
     from todo where org_id = ? and customer_id in (?) and state = 'open'`,
    [orgId, ids],
  )
  return { tasks, todos, opportunities }
}
