import type { Reader, Transaction } from '../platform/database'
import type { Alias } from './aliases'
import type { CheckedContact } from './contacts'
import { contactsNow } from './customer-parts'
import { type FieldValue, fieldValueText } from './field-value'
import { nameKey } from './name-key'
import { Customer, CustomerAlias, CustomerTag } from './tables'

/** What joins what is known of a customer. */
interface Joining {
  contacts: readonly CheckedContact[]
  aliases: readonly Alias[]
  tags: readonly string[]
}

/**
 * A customer that another source has more about: `with` answers an edit in which that joins what is known, and nothing
 * is lost. Undefined for one that is gone.
 */
export async function customerToUpdate(tx: Transaction, orgId: string, id: string) {
  const customer = await tx.findOne(Customer, { orgId, id })
  if (!customer || customer.retiredAt) return undefined
  const contacts = await contactsNow(tx, orgId, id)
  const aliases = await tx.find(CustomerAlias, { orgId, customerId: id })
  const tags = await tagsOf(tx, orgId, id)
  return {
    with: (more: Joining) => ({
      customerId: id,
      version: customer.version,
      contacts: [
        ...contacts.map((contact) => {
          const same = more.contacts.find(({ name }) => nameKey(name) === nameKey(contact.name))
          return { ...contact, phone: contact.phone ?? same?.phone ?? null }
        }),
        ...more.contacts.filter(
          ({ name }) => !contacts.some((known) => nameKey(known.name) === nameKey(name)),
        ),
      ],
      aliases: [...aliases.map(({ kind, value }) => ({ kind, value })), ...more.aliases],
      tags: [...new Set([...tags, ...more.tags])],
    }),
    typed: (value: FieldValue) => fieldValueText(value),
  }
}

async function tagsOf(reader: Reader, orgId: string, customerId: string): Promise<string[]> {
  return (await reader.find(CustomerTag, { orgId, customerId })).map(({ tag }) => tag)
}
