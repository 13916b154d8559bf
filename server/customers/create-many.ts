import { customerTexts } from '../../shared/text/customers'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { type Alias, aliasRow } from './aliases'
import { type CheckedFields, type CustomerRules, lackingFields } from './check-customer'
import { addContact, type CheckedContact } from './contacts'
import { dropPairs, notePairs } from './duplicates/note-pairs'
import { nameKey } from './name-key'
import {
  Customer,
  CustomerAlias,
  CustomerAssignment,
  CustomerFieldValue,
  CustomerTag,
  CustomerTerm,
  CustomerToComplete,
} from './tables'
import { termsOf } from './write-terms'

/** A customer that was checked by the rules of `createCustomer`. */
export interface CheckedCustomer {
  name: string
  sourceId: string
  store: { id: string; regionId: string }
  ownerId: string | null
  values: CheckedFields['values']
  contacts: readonly CheckedContact[]
  aliases: readonly Alias[]
  tags: readonly string[]
  address: string | null
}

/**
 * Makes many customers in a few statements. They are hidden (as if taken back) until `showCustomers`, so that all that
 * belong together are seen at once. Their ids are their maker's, so that they may name each other.
 * @throws Problem 409 `no_template`
 */
export async function createMany(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  rules: CustomerRules,
  many: readonly (CheckedCustomer & { id: string })[],
): Promise<void> {
  const { scope, at } = doer
  const { orgId } = scope
  const stage = await tx.row<{ id: string }>(
    'select id from stage where org_id = ? order by position limit 1',
    [orgId],
  )
  if (!stage) throw new Problem(409, 'no_template', customerTexts.noTemplate())
  for (const one of many) {
    const { id, name, sourceId, store, ownerId, address } = one
    await tx.insert(Customer, {
      orgId,
      id,
      code: `C-${String(numbers.take(orgId, 'customer')).padStart(6, '0')}`,
      name,
      nameKey: nameKey(name),
      storeId: store.id,
      regionId: store.regionId,
      ownerId,
      stageId: stage.id,
      stageSinceAt: at,
      sourceId,
      ownStoreId: null,
      address,
      latitudeE6: null,
      longitudeE6: null,
      datum: null,
      lastTouchAt: null,
      lastTouchId: null,
      lastTouchKind: null,
      lastTouchStaffId: null,
      lastTouchContactId: null,
      mergedIntoId: null,
      retiredAt: at,
      createdAt: at,
      version: 1,
    })
    await insertParts(tx, doer, rules, id, one)
  }
  await notePairs(
    tx,
    orgId,
    many.map(({ id }) => id),
    at,
  )
}

async function insertParts(
  tx: Transaction,
  { scope, at, via }: Doer,
  rules: CustomerRules,
  customerId: string,
  one: CheckedCustomer,
): Promise<void> {
  const { orgId } = scope
  const { name, store, ownerId, values, contacts, aliases, tags } = one
  if (ownerId)
    await tx.insert(CustomerAssignment, {
      orgId,
      id: newId('asg', at.getTime()),
      customerId,
      staffId: ownerId,
      role: 'owner',
      sinceAt: at,
      untilAt: null,
    })
  for (const contact of contacts) await addContact(tx, { orgId, id: customerId }, contact, at)
  await tx.insert(
    CustomerAlias,
    aliases.map((alias) => aliasRow(orgId, customerId, alias, at)),
  )
  await tx.insert(
    CustomerTag,
    tags.map((tag) => ({ orgId, customerId, tag })),
  )
  await tx.insert(
    CustomerFieldValue,
    values.map((value) => ({ orgId, customerId, ...value, changedAt: at })),
  )
  if (lackingFields(rules, new Set(values.map(({ fieldId }) => fieldId))).length > 0)
    await tx.insert(CustomerToComplete, {
      orgId,
      customerId,
      ownerId,
      storeId: store.id,
      regionId: store.regionId,
    })
  await tx.insert(
    CustomerTerm,
    termsOf(
      { orgId, id: customerId, name, ownerId, storeId: store.id, regionId: store.regionId },
      aliases,
      contacts,
    ),
  )
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.create',
    subjectKind: 'customer',
    subjectId: customerId,
    via,
    detail: { sourceId: one.sourceId, storeId: one.store.id, ownerId },
  })
}

/**
 * These are seen from now on, all at once. Ids come in lists of some hundreds: as a sub-select MariaDB would go through
 * all of them for each.
 */
export async function showCustomers(
  tx: Transaction,
  orgId: string,
  ids: AsyncIterable<readonly string[]>,
): Promise<void> {
  for await (const some of ids)
    await tx.run('update customer set retired_at = null where org_id = ? and id in (?)', [orgId, some])
}

/** The other way round. @throws Problem 409 `acted_on` when something was recorded about one, or it was changed */
export async function hideCustomers(
  tx: Transaction,
  orgId: string,
  ids: AsyncIterable<readonly string[]>,
  at: Date,
  actedOn: () => Problem,
): Promise<void> {
  for await (const some of ids) {
    const changed = await tx.row(
      'select id from customer where org_id = ? and id in (?) and version <> 1 limit 1',
      [orgId, some],
    )
    const touched = await tx.row(
      // index touchpoint_by_customer
      'select id from touchpoint where org_id = ? and customer_id in (?) and voided_at is null limit 1',
      [orgId, some],
    )
    if (changed || touched) throw actedOn()
    await tx.run('update customer set retired_at = ? where org_id = ? and id in (?)', [at, orgId, some])
  }
}

/** Hidden customers that nothing refers to are gone, with everything that was made with them. */
export async function removeHidden(tx: Transaction, orgId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const contacts = await tx.rows<{ id: string }>(
    // index contact_customer_by_customer
    'select contact_id as id from contact_customer where org_id = ? and customer_id in (?)',
    [orgId, ids],
  )
  for (const table of partTables)
    await tx.run(`delete from ${table} where org_id = ? and customer_id in (?)`, [orgId, ids])
  if (contacts.length > 0)
    await tx.run('delete from contact where org_id = ? and id in (?)', [orgId, contacts.map(({ id }) => id)])
  await dropPairs(tx, orgId, ids)
  await tx.run('delete from customer where org_id = ? and id in (?)', [orgId, ids])
}

const partTables = [
  'contact_customer',
  'customer_alias',
  'customer_assignment',
  'customer_field_value',
  'customer_tag',
  'customer_term',
  'customer_to_complete',
]
