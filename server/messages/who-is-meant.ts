import { customerTexts } from '../../shared/text/customers'
import { customerRules } from '../customers/customer-rules'
import { storeOf } from '../customers/place-of'
import {
  customerOf,
  type ReachableCustomer,
  reachableCustomer,
  stillCustomer,
} from '../customers/reachable-customer'
import { type Meant, resolveCustomer } from '../customers/resolve-customer'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Person } from '../organisation/people'
import { contactName } from '../organisation/who-speaks'
import type { Transaction } from '../platform/database'
import type { Answer } from './answers'
import type { Heard } from './heard'
import { createOrAsk } from './new-customer'
import type { Part } from './part'
import type { Asking, Option, PartOption } from './questions'

const optionsAtMost = 9

/** The customer a part is about, and whom there. */
export interface WhoIsMeant {
  customer: ReachableCustomer
  contact?: Person
  /** Said, but nobody of that name stands for the customer. */
  contactUnknown?: string
  created?: { customer: string; store: string; fields: string[] }
}

/** Known, to be asked back with numbered choices or in words, or neither. */
export type Meaning =
  | { known: WhoIsMeant }
  | { options: Option[]; asking?: Asking; answer: Answer }
  | { outcome: string; answer: Answer | undefined }

/** Finds whom a part is about: the choice that was made, the names said, or the customer whose chat it is. */
export async function whoIsMeant(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  part: Part,
  chosen: PartOption | undefined,
): Promise<Meaning> {
  if (chosen?.kind === 'create') return createOrAsk(tx, numbers, doer, part, chosen)
  if (chosen) return { known: await choiceMeant(tx, doer, part, chosen) }
  const { scope } = doer
  if (!part.store && !part.person) {
    const { customerId } = heard.place
    const customer = customerId ? await customerOf(tx, scope.orgId, customerId) : undefined
    if (customer) return { known: { customer } }
    // In a group nobody is asked back about talk that names no customer.
    const aside = heard.place.kind !== 'direct' && !/^[#＃]/.test(heard.text)
    return { outcome: 'no_customer', answer: aside ? undefined : { kind: 'noCustomerSaid' } }
  }
  const { options, contactUnknown } = await resolveCustomer(tx, scope, part)
  const [only] = options
  if (!only) return offerToCreate(tx, doer, part)
  if (options.length > 1) return which(part, options)
  return {
    known: {
      customer: await stillCustomer(tx, only.customer),
      ...(only.contact && { contact: only.contact }),
      ...(contactUnknown && part.person && { contactUnknown: part.person }),
    },
  }
}

/** What a numbered choice names. */
async function choiceMeant(
  tx: Transaction,
  doer: Doer,
  part: Part,
  option: Extract<PartOption, { kind: 'customer' }>,
): Promise<WhoIsMeant> {
  const customer = await reachableCustomer(tx, doer.scope, option.customerId)
  const contact = option.contactId ? await contactName(tx, doer.scope.orgId, option.contactId) : undefined
  return {
    customer,
    ...(contact && { contact }),
    ...(!contact && part.person && { contactUnknown: part.person }),
  }
}

/** Several could be meant: numbered, at most nine, told when there are more. */
function which(part: Part, options: Meant[]): Meaning {
  const shown = options.slice(0, optionsAtMost)
  const sameCustomer = shown.every(({ customer }) => customer.id === shown[0]?.customer.id)
  const labels = shown.map(({ customer, contact }) =>
    [customer.name, contact && `${contact.name}${contact.phone ? `（尾号 ${contact.phone.slice(-4)}）` : ''}`]
      .filter(Boolean)
      .join(' · '),
  )
  return {
    options: shown.map(({ customer, contact }, index) => ({
      kind: 'customer',
      label: labels[index] ?? customer.name,
      customerId: customer.id,
      contactId: contact?.id ?? null,
    })),
    answer: {
      kind: 'which',
      name: (sameCustomer ? part.person : part.store) ?? part.store ?? part.person ?? '',
      options: labels,
      more: options.length > shown.length,
    },
  }
}

/** Nobody of that name within reach: the choice is where the new customer comes from, which is required. */
async function offerToCreate(tx: Transaction, doer: Doer, part: Part): Promise<Meaning> {
  const name = part.store ?? ''
  if (!name || part.kind === 'report' || !mayDo(doer.scope, 'customer.create'))
    return {
      outcome: 'customer_unknown',
      answer: { kind: 'createOrDrop', name: name || (part.person ?? ''), sources: [] },
    }
  // Refused before anything is asked: a customer belongs to a store, and this person has none.
  if (!(await storeOf(tx, doer.scope.orgId, doer.scope.staffId)))
    return { outcome: 'no_store', answer: { kind: 'problem', text: customerTexts.noStore() } }
  const sources = (await customerRules(tx, doer.scope.orgId)).sources.filter(({ inUse }) => inUse)
  if (sources.length === 0)
    return { outcome: 'no_template', answer: { kind: 'problem', text: customerTexts.noTemplate() } }
  return {
    options: sources.map((source) => ({
      kind: 'create',
      label: source.name,
      name,
      sourceId: source.id,
    })),
    answer: { kind: 'createOrDrop', name, sources: sources.map((source) => source.name) },
  }
}
