import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import { coreKey } from './core-key'
import { findAlike, type Likeness, nearby } from './find-alike'
import { CustomerCore, DuplicatePair } from './tables'

interface Known extends Likeness {
  id: string
  ownerId: string | null
  storeId: string
  regionId: string
  contactIds: string[]
}

/** Of one customer so many pairs are kept: whom twenty others are like is no duplicate of theirs. */
const pairsAtMost = 20

/**
 * Writes down which others these customers may be the same as, by what they are known by now; an open pair that no
 * longer has anything in common goes, one that somebody decided on stays. For who was just made, imported or changed.
 */
export async function notePairs(
  tx: Transaction,
  orgId: string,
  customerIds: readonly string[],
  at: Date,
): Promise<void> {
  if (customerIds.length === 0) return
  const customers = await knownBy(tx, orgId, customerIds)
  await writeCores(tx, orgId, customers)
  const alike = await findAlike(tx, orgId, customers, { bySound: true })
  const noted = await pairsOf(tx, orgId, customerIds)
  const wanted = new Set<string>()
  const still = new Set<string>()
  for (const [index, customer] of customers.entries()) {
    const others = nearby(
      (alike[index] ?? [])
        .filter((other) => other.id !== customer.id)
        // Somebody who stands for two customers does not make them one.
        .filter((other) => !other.contactId || !customer.contactIds.includes(other.contactId)),
      customer.regionId,
    )
    for (const other of others) still.add(keyOf(customer, other))
    for (const other of others.slice(0, pairsAtMost)) {
      const [first, second] = customer.id < other.id ? [customer, other] : [other, customer]
      const key = keyOf(customer, other)
      if (wanted.has(key)) continue
      wanted.add(key)
      const reason = { reason: other.by, sharedValue: other.shared.slice(0, 128) }
      const known = noted.get(key)
      if (known && (known.state !== 'open' || known.reason === other.by)) continue
      if (known) await tx.update(DuplicatePair, { orgId, id: known.id }, reason)
      else
        await tx.insert(DuplicatePair, {
          orgId,
          id: newId('dup', at.getTime()),
          firstId: first.id,
          secondId: second.id,
          ...reason,
          state: 'open',
          ownerId: first.ownerId,
          storeId: first.storeId,
          regionId: first.regionId,
          foundAt: at,
          decidedAt: null,
          decidedById: null,
        })
    }
  }
  const gone = [...noted].flatMap(([key, pair]) =>
    pair.state === 'open' && !still.has(key) ? [pair.id] : [],
  )
  if (gone.length > 0)
    await tx.run('delete from duplicate_pair where org_id = ? and id in (?)', [orgId, gone])
}

/** Written where the names are: whoever makes, imports or renames a customer has its pairs noted. */
async function writeCores(tx: Transaction, orgId: string, customers: readonly Known[]): Promise<void> {
  const ids = customers.map(({ id }) => id)
  // index customer_core_by_customer
  await tx.run('delete from customer_core where org_id = ? and customer_id in (?)', [orgId, ids])
  await tx.insert(
    CustomerCore,
    customers.map(({ id, name }) => ({ orgId, core: coreKey(name), customerId: id })),
  )
}

const keyOf = (a: { id: string }, b: { id: string }) => [a.id, b.id].sort().join(' ')

async function knownBy(tx: Transaction, orgId: string, ids: readonly string[]): Promise<Known[]> {
  const customers = await tx.rows<Pick<Known, 'id' | 'name' | 'ownerId' | 'storeId' | 'regionId'>>(
    'select id, name, owner_id as ownerId, store_id as storeId, region_id as regionId from customer where org_id = ? and id in (?)',
    [orgId, ids],
  )
  const aliases = await tx.rows<{ customerId: string; kind: string; value: string }>(
    // index customer_alias_by_customer
    'select customer_id as customerId, kind, value from customer_alias where org_id = ? and customer_id in (?)',
    [orgId, ids],
  )
  const contacts = await tx.rows<{ customerId: string; id: string; phone: string | null }>(
    // index contact_customer_by_customer
    `select k.customer_id as customerId, n.id, n.phone from contact_customer k
       join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id in (?) and k.until_at is null`,
    [orgId, ids],
  )
  return customers.map((customer) => {
    const own = aliases.filter(({ customerId }) => customerId === customer.id)
    const people = contacts.filter(({ customerId }) => customerId === customer.id)
    return {
      ...customer,
      otherNames: own.filter(({ kind }) => kind === 'name').map(({ value }) => value),
      phones: [
        ...own.filter(({ kind }) => kind === 'phone').map(({ value }) => value),
        ...people.flatMap(({ phone }) => phone ?? []),
      ],
      ids: own.filter(({ kind }) => kind === 'external' || kind === 'oldId').map(({ value }) => value),
      contactIds: people.map(({ id }) => id),
    }
  })
}

/** Indexes duplicate_pair_of_two and duplicate_pair_by_second. */
async function pairsOf(
  tx: Transaction,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, { id: string; state: string; reason: string }>> {
  const rows = await tx.rows<{
    id: string
    firstId: string
    secondId: string
    state: string
    reason: string
  }>(
    `select id, first_id as firstId, second_id as secondId, state, reason from duplicate_pair
     where org_id = ? and first_id in (?)
     union
     select id, first_id as firstId, second_id as secondId, state, reason from duplicate_pair
     where org_id = ? and second_id in (?)`,
    [orgId, ids, orgId, ids],
  )
  return new Map(rows.map((row) => [`${row.firstId} ${row.secondId}`, row]))
}

/** Customers that were made by mistake are nobody's duplicates; by duplicate_pair_of_two and duplicate_pair_by_second. */
export async function dropPairs(tx: Transaction, orgId: string, ids: readonly string[]): Promise<void> {
  for (const column of ['first_id', 'second_id'])
    await tx.run(`delete from duplicate_pair where org_id = ? and ${column} in (?)`, [orgId, ids])
  await tx.run('delete from customer_core where org_id = ? and customer_id in (?)', [orgId, ids])
}

/** The first one of these pairs has another owner, store or region now: scopes go by that. */
export async function movePairs(
  tx: Transaction,
  orgId: string,
  customerId: string,
  { ownerId, storeId, regionId }: { ownerId: string | null; storeId: string; regionId: string },
): Promise<void> {
  // index duplicate_pair_of_two
  await tx.update(DuplicatePair, { orgId, firstId: customerId }, { ownerId, storeId, regionId })
}
