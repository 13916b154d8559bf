import type { Reader, Transaction } from '../platform/database'
import { type Alias, aliasRow } from './aliases'
import type { CheckedFields, CustomerRules } from './check-customer'
import { addContact, type CheckedContact } from './contacts'
import { notePairs } from './duplicates/note-pairs'
import { nameKey } from './name-key'
import { Contact, ContactCustomer, Customer, CustomerAlias, CustomerFieldValue, CustomerTag } from './tables'
import { rewriteTerms } from './write-terms'
import { writeValues } from './write-values'

/** What can be changed of a customer at once, as it is stored: each part is there only when it is to change. */
export interface CustomerParts {
  name?: string
  address?: string | null
  ownStoreId?: string | null
  tags?: string[]
  aliases?: Alias[]
  contacts?: CheckedContact[]
  fields?: Pick<CheckedFields, 'values' | 'cleared'>
}

/** The same parts as they stand now: what takes a change of them back. */
export async function partsBefore(
  tx: Transaction,
  customer: Customer,
  after: CustomerParts,
): Promise<CustomerParts> {
  const { orgId, id: customerId } = customer
  const before: CustomerParts = {}
  if (after.name !== undefined) before.name = customer.name
  if (after.address !== undefined) before.address = customer.address
  if (after.ownStoreId !== undefined) before.ownStoreId = customer.ownStoreId
  if (after.tags) before.tags = (await tx.find(CustomerTag, { orgId, customerId })).map(({ tag }) => tag)
  if (after.aliases)
    before.aliases = (await tx.find(CustomerAlias, { orgId, customerId })).map(({ kind, value }) => ({
      kind,
      value,
    }))
  if (after.contacts) before.contacts = await contactsNow(tx, orgId, customerId)
  if (after.fields) {
    const touched = [...after.fields.values.map(({ fieldId }) => fieldId), ...after.fields.cleared]
    const values = (await tx.find(CustomerFieldValue, { orgId, customerId }))
      .filter(({ fieldId }) => touched.includes(fieldId))
      .map(({ fieldId, textValue, numberMilli, dayOn }) => ({ fieldId, textValue, numberMilli, dayOn }))
    const known = values.map(({ fieldId }) => fieldId)
    before.fields = { values, cleared: touched.filter((id) => !known.includes(id)) }
  }
  return before
}

/** Who stands for a customer now; index contact_customer_by_customer. */
export function contactsNow(
  tx: Reader,
  orgId: string,
  customerId: string,
): Promise<(CheckedContact & { id: string })[]> {
  return tx.rows(
    `select n.id, n.name, n.phone from contact_customer k join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id = ? and k.until_at is null`,
    [orgId, customerId],
  )
}

/** Writes the parts, and the search terms that follow from them. What is checked was checked before. */
export async function writeParts(
  tx: Transaction,
  customer: { orgId: string; id: string; name: string },
  parts: CustomerParts,
  rules: CustomerRules,
  at: Date,
): Promise<void> {
  const { orgId, id: customerId } = customer
  const { name, address, ownStoreId, tags, aliases, contacts, fields } = parts
  const columns = {
    ...(name !== undefined && { name, nameKey: nameKey(name) }),
    ...(address !== undefined && { address }),
    ...(ownStoreId !== undefined && { ownStoreId }),
  }
  if (Object.keys(columns).length > 0) await tx.update(Customer, { orgId, id: customerId }, columns)
  if (tags) {
    await tx.run('delete from customer_tag where org_id = ? and customer_id = ?', [orgId, customerId])
    await tx.insert(
      CustomerTag,
      tags.map((tag) => ({ orgId, customerId, tag })),
    )
  }
  if (aliases) {
    await tx.run('delete from customer_alias where org_id = ? and customer_id = ?', [orgId, customerId])
    await tx.insert(
      CustomerAlias,
      aliases.map((alias) => aliasRow(orgId, customerId, alias, at)),
    )
  }
  const others = contacts ? await writeContacts(tx, customer, contacts, at) : []
  if (fields) await writeValues(tx, customer, rules, fields, at)
  if (name !== undefined || aliases || contacts) await rewriteTerms(tx, customer)
  for (const other of others) await rewriteTerms(tx, other)
  if (name !== undefined || aliases || contacts)
    await notePairs(tx, orgId, [customerId, ...others.map(({ id }) => id)], at)
}

/** Adds, changes and unlinks; answers the other customers of whom was changed, who are found by them too. */
async function writeContacts(
  tx: Transaction,
  customer: { orgId: string; id: string },
  contacts: readonly CheckedContact[],
  at: Date,
): Promise<{ orgId: string; id: string; name: string }[]> {
  const { orgId, id: customerId } = customer
  const now = await contactsNow(tx, orgId, customerId)
  const changed: string[] = []
  for (const { id } of now)
    if (!contacts.some((contact) => contact.id === id))
      await tx.update(ContactCustomer, { orgId, contactId: id, customerId }, { untilAt: at })
  for (const contact of contacts) {
    const { id, name, phone } = contact
    if (!id) {
      await addContact(tx, customer, contact, at)
      continue
    }
    const known = now.find((each) => each.id === id)
    // Somebody who was unlinked comes back when that is undone.
    if (!known) await tx.update(ContactCustomer, { orgId, contactId: id, customerId }, { untilAt: null })
    if (known?.name === name && known.phone === phone) continue
    await tx.update(Contact, { orgId, id }, { name, nameKey: nameKey(name), phone })
    changed.push(id)
  }
  if (changed.length === 0) return []
  return tx.rows(
    // primary key (org_id, contact_id, customer_id)
    `select distinct c.org_id as orgId, c.id, c.name from contact_customer k
       join customer c on c.org_id = k.org_id and c.id = k.customer_id
     where k.org_id = ? and k.contact_id in (?) and k.until_at is null and c.id <> ? and c.retired_at is null`,
    [orgId, changed, customerId],
  )
}
