import { setSetting } from '../organisation/settings'
import type { Database, Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { lackingFields } from './check-customer'
import { customerRules } from './customer-rules'
import { CustomerToComplete } from './tables'

const batch = 500
const prefix = 'customers.recheck.'

/** Asks that every customer be looked at again, because what they must have has changed. */
export async function askRecheck(tx: Transaction, orgId: string, at: Date): Promise<void> {
  await setSetting(tx, orgId, `${prefix}${newId('run', at.getTime())}`, { after: '' })
}

/** Whether older customers are still to be looked at. */
export async function isRechecking(reader: Reader, orgId: string): Promise<boolean> {
  return (await nextAsked(reader, orgId)) !== undefined
}

function nextAsked(reader: Reader, orgId: string): Promise<{ name: string; value: unknown } | undefined> {
  return reader.row(
    // primary key (org_id, name)
    'select name, value from setting where org_id = ? and name > ? and name < ? order by name limit 1',
    [orgId, prefix, `${prefix}~`],
  )
}

/**
 * Goes through the customers by key, a batch a transaction, and keeps the list of those to complete; a stop or a crash
 * goes on where it was. Each change of the fields has a row of its own, so that one made meanwhile is not lost.
 * @param batchesAtMost a request does a few thousand at once, the job the rest
 * @returns whether all is done
 */
export async function recheckCustomers(
  database: Database,
  orgId: string,
  batchesAtMost = Number.POSITIVE_INFINITY,
  signal?: AbortSignal,
): Promise<boolean> {
  for (let done = 0; done < batchesAtMost; done++) {
    signal?.throwIfAborted()
    if (!(await database.transaction((tx) => recheckBatch(tx, orgId)))) return true
  }
  return false
}

/** Answers whether there was something to do. */
async function recheckBatch(tx: Transaction, orgId: string): Promise<boolean> {
  const asked = await nextAsked(tx, orgId)
  if (!asked) return false
  const { after } = (typeof asked.value === 'string' ? JSON.parse(asked.value) : asked.value) as {
    after: string
  }
  const customers = await tx.rows<{ id: string }>(
    // primary key (org_id, id)
    `select id from customer where org_id = ? and id > ? order by id limit ${batch}`,
    [orgId, after],
  )
  const last = customers.at(-1)
  if (!last) {
    await tx.run('delete from setting where org_id = ? and name = ?', [orgId, asked.name])
    return true
  }
  await recheck(
    tx,
    orgId,
    customers.map(({ id }) => id),
  )
  await tx.run('update setting set value = ? where org_id = ? and name = ?', [
    JSON.stringify({ after: last.id }),
    orgId,
    asked.name,
  ])
  return true
}

async function recheck(tx: Transaction, orgId: string, ids: readonly string[]): Promise<void> {
  const rules = await customerRules(tx, orgId)
  const required = lackingFields(rules, new Set()).map(({ id }) => id)
  // primary key (org_id, customer_id, field_id)
  const answers = await tx.rows<{ customerId: string; fieldId: string }>(
    `select customer_id as customerId, field_id as fieldId from customer_field_value
     where org_id = ? and customer_id in (?) and field_id in (?)`,
    [orgId, ids, required],
  )
  const customers = await tx.rows<Omit<CustomerToComplete, 'orgId'>>(
    // primary key (org_id, id)
    `select id as customerId, owner_id as ownerId, store_id as storeId, region_id as regionId from customer
     where org_id = ? and id in (?) and retired_at is null`,
    [orgId, ids],
  )
  const complete = new Map<string, number>()
  for (const { customerId } of answers) complete.set(customerId, (complete.get(customerId) ?? 0) + 1)
  const lacking = customers.filter(({ customerId }) => (complete.get(customerId) ?? 0) < required.length)
  await tx.run('delete from customer_to_complete where org_id = ? and customer_id in (?)', [orgId, ids])
  await tx.insert(
    CustomerToComplete,
    lacking.map((place) => ({ orgId, ...place })),
  )
}
