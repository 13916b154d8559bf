import { customerTexts } from '../../shared/text/customers'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { readPhone } from './aliases'
import { nameKey } from './name-key'
import { Contact, ContactCustomer } from './tables'

/** A person at a customer, as given: of one known already the id. */
export interface GivenContact {
  id?: string | undefined
  name: string
  phone?: string | null | undefined
}

export interface CheckedContact {
  id: string | undefined
  name: string
  phone: string | null
}

/** @throws Problem 400 `contact_name_needed`, `phone_wrong` */
export function checkContact({ id, name, phone }: GivenContact): CheckedContact {
  const said = name.normalize('NFKC').trim()
  if (!nameKey(said) || said.length > 60)
    throw new Problem(400, 'contact_name_needed', customerTexts.contactNameNeeded())
  return { id, name: said, phone: phone?.trim() ? readPhone(phone) : null }
}

/** Adds a person and that they stand for this customer. */
export async function addContact(
  tx: Transaction,
  customer: { orgId: string; id: string },
  { name, phone }: CheckedContact,
  at: Date,
): Promise<{ id: string; name: string }> {
  const { orgId, id: customerId } = customer
  const id = newId('con', at.getTime())
  await tx.insert(Contact, { orgId, id, name, nameKey: nameKey(name), phone, createdAt: at })
  await tx.insert(ContactCustomer, { orgId, contactId: id, customerId, sinceAt: at, untilAt: null })
  return { id, name }
}
