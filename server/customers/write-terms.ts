import type { Transaction } from '../platform/database'
import type { Alias } from './aliases'
import { Customer, CustomerTerm } from './tables'
import { customerTerms } from './terms'

/** Makes a customer's search terms anew from what it, its aliases and its contacts are by now in this transaction. */
export async function rewriteTerms(
  tx: Transaction,
  { orgId, id: customerId }: { orgId: string; id: string },
): Promise<void> {
  const customer = await tx.findOne(Customer, { orgId, id: customerId })
  const aliases = await tx.rows<Alias>(
    // index customer_alias_by_customer
    'select kind, value from customer_alias where org_id = ? and customer_id = ?',
    [orgId, customerId],
  )
  const contacts = await tx.rows<{ name: string; phone: string | null }>(
    // index contact_customer_by_customer
    `select n.name, n.phone from contact_customer k join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id = ? and k.until_at is null`,
    [orgId, customerId],
  )
  await tx.run('delete from customer_term where org_id = ? and customer_id = ?', [orgId, customerId])
  if (customer) await tx.insert(CustomerTerm, termsOf(customer, aliases, contacts))
}

/** The terms of a customer with these aliases and contacts. */
export function termsOf(
  customer: Pick<Customer, 'orgId' | 'id' | 'name' | 'ownerId' | 'storeId' | 'regionId'>,
  aliases: readonly Alias[],
  contacts: readonly { name: string; phone: string | null }[],
): CustomerTerm[] {
  const { orgId, id: customerId, name, ownerId, storeId, regionId } = customer
  const valuesOf = (...kinds: Alias['kind'][]) =>
    aliases.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value)
  return customerTerms({
    name,
    aliases: valuesOf('name', 'wechat'),
    ids: valuesOf('external', 'oldId'),
    contacts: contacts.map((contact) => contact.name),
    phones: [...valuesOf('phone'), ...contacts.flatMap(({ phone }) => phone ?? [])],
  }).map((term) => ({ orgId, customerId, ...term, ownerId, storeId, regionId }))
}
