import { reachCondition, reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { nameKey } from './name-key'
import { type ReachableCustomer, reachableColumns } from './reachable-customer'
import { Contact, ContactCustomer, Customer, CustomerAlias } from './tables'

/** A customer that was meant, and whom there. */
export interface Meant {
  customer: ReachableCustomer
  contact?: { id: string; name: string; phone: string | null }
}

/** `options`: none, one, or several to choose from; `contactUnknown`: nobody of that name stands for any of them. */
export interface Resolution {
  options: Meant[]
  contactUnknown: boolean
}

const optionsAtMost = 60

/**
 * Who `#A#B#` means, within reach, store and contact resolved jointly: 优鲜达 alone may be many, with 张经理 it is
 * one. A whole name or alias beats a part of one. Two to four queries.
 */
export async function resolveCustomer(
  reader: Reader,
  scope: Scope,
  said: { store?: string | undefined; person?: string | undefined },
): Promise<Resolution> {
  const person = nameKey(said.person ?? '')
  const store = nameKey(said.store ?? '')
  if (!store) return person ? withoutStore(reader, scope, person) : { options: [], contactUnknown: false }
  const whole = await namedWholly(reader, scope, store)
  if (whole.length > 0 && !person) return chosen(whole)
  const there = await withContact(reader, scope, whole, person)
  if (there.length > 0) return { options: there, contactUnknown: false }
  const partly = await namedPartly(reader, scope, store)
  if (person) {
    const found = await withContact(reader, scope, partly, person)
    if (found.length > 0) return { options: found, contactUnknown: false }
  }
  return { ...chosen(whole.length > 0 ? whole : partly), contactUnknown: person !== '' }
}

const chosen = (customers: ReachableCustomer[]): Resolution => ({
  options: customers.map((customer) => ({ customer })),
  contactUnknown: false,
})

/** Indexes customer_by_name and customer_alias_by_value. By lookups, so that a batch of messages asks once. */
async function namedWholly(reader: Reader, scope: Scope, key: string): Promise<ReachableCustomer[]> {
  const { orgId } = scope
  const [named, aliases] = await Promise.all([
    reader.find(Customer, { orgId, nameKey: key, retiredAt: null }),
    reader.find(CustomerAlias, { orgId, kind: 'name', valueKey: key }),
  ])
  const others = aliases.filter(({ customerId }) => named.every(({ id }) => id !== customerId))
  const aliased = await Promise.all(
    others.map(({ customerId }) => reader.findOne(Customer, { orgId, id: customerId, retiredAt: null })),
  )
  const found = [...named, ...aliased.filter((customer) => customer !== undefined)]
  return found.filter((customer) => reaches(scope, customer)).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * Index customer_term_by_owner, _by_store, _by_region or _by_term, as the reach says: every tail of a name is a term, so
 * a prefix of a term is any part of a name.
 */
async function namedPartly(reader: Reader, scope: Scope, key: string): Promise<ReachableCustomer[]> {
  if (key.length < 2) return []
  const [within, reach] = [reachCondition(scope, 't'), reachCondition(scope, 'c')]
  const start = key.slice(0, 24)
  return reader.rows<ReachableCustomer>(
    `select distinct ${reachableColumns} from customer_term t
       join customer c on c.org_id = t.org_id and c.id = t.customer_id
     where ${within.sql} and t.term >= ? and t.term < ? and t.kind in ('name', 'alias')
       and ${reach.sql} and c.retired_at is null
     order by c.name, c.id limit ${optionsAtMost}`,
    [...within.values, start, `${start}\uffff`, ...reach.values],
  )
}

/** Index contact_customer_by_customer: who stands for these customers, of that name. */
async function withContact(
  reader: Reader,
  scope: Scope,
  customers: ReachableCustomer[],
  person: string,
): Promise<Meant[]> {
  if (customers.length === 0 || !person) return []
  const { orgId } = scope
  const links = await Promise.all(
    customers.map(({ id }) => reader.find(ContactCustomer, { orgId, customerId: id, untilAt: null })),
  )
  const contacts = await Promise.all(
    // By primary key alone: with the name as well a planner may begin with everybody of that name.
    links.flat().map(({ contactId }) => reader.findOne(Contact, { orgId, id: contactId })),
  )
  const byId = new Map(
    contacts.flatMap((contact) => (contact?.nameKey === person ? [[contact.id, contact] as const] : [])),
  )
  return customers.flatMap((customer, index) =>
    (links[index] ?? [])
      .flatMap(({ contactId }) => byId.get(contactId) ?? [])
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, name, phone }) => ({ customer, contact: { id, name, phone } })),
  )
}

/** A person alone (index contact_by_name): the customers they stand for. */
async function withoutStore(reader: Reader, scope: Scope, person: string): Promise<Resolution> {
  const reach = reachCondition(scope, 'c')
  const rows = await reader.rows<
    ReachableCustomer & { contactId: string; contactName: string; phone: string | null }
  >(
    `select ${reachableColumns}, k.id as contactId, k.name as contactName, k.phone
     from contact k
       join contact_customer cc on cc.org_id = k.org_id and cc.contact_id = k.id and cc.until_at is null
       join customer c on c.org_id = cc.org_id and c.id = cc.customer_id
     where k.org_id = ? and k.name_key = ? and ${reach.sql} and c.retired_at is null
     order by c.name, c.id limit ${optionsAtMost}`,
    [scope.orgId, person, ...reach.values],
  )
  return {
    options: rows.map(({ contactId, contactName, phone, ...customer }) => ({
      customer,
      contact: { id: contactId, name: contactName, phone },
    })),
    contactUnknown: rows.length === 0,
  }
}
