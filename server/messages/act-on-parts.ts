import type { Command, ConfirmReason, Opportunity } from '../../shared/language/types'
import { createCustomer, sourcesOf } from '../customers/create-customer'
import { customerOf, type ReachableCustomer, reachableCustomer } from '../customers/reachable-customer'
import { type Meant, resolveCustomer } from '../customers/resolve-customer'
import { openOpportunity } from '../funnel/open-opportunity'
import { refusedProducts } from '../orders/refused-products'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Person } from '../organisation/people'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { planVisit } from '../visits/plan-visit'
import type { Acted, Answer, Due } from './answers'
import type { Heard } from './heard'
import { ask, type Option, type Pending } from './questions'

type Part = (Command | Opportunity) & { confirm?: ConfirmReason[] }

const optionsAtMost = 9

/** What became of one part: it was done, or the bot has to ask first. */
type PartResult =
  | { done: true; outcome: string; answer: Answer }
  | { done: false; options: Option[]; answer: Answer }

/**
 * Acts on the parts of one line in their order. A part that is unclear is asked back; it and what comes after it
 * wait for the answer, so that nothing of the line is lost.
 */
export async function actOnParts(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  pending: Pending,
  chosen?: Option,
): Promise<Acted> {
  const answers: Answer[] = []
  let outcome = 'nothing'
  let { done } = pending
  let option = chosen
  for (const [index, part] of pending.parts.entries()) {
    const sourceKey = `${pending.messageKey}:${done}`
    const result = await actOnPart(tx, numbers, heard, doer, part, sourceKey, option).catch(asProblem)
    option = undefined
    answers.push(result.answer)
    if (result.done) {
      outcome = result.outcome
      done++
      continue
    }
    await ask(
      tx,
      { ...heard.message },
      {
        options: result.options,
        pending: { parts: pending.parts.slice(index), messageKey: pending.messageKey, done },
      },
      doer.at,
    )
    return { outcome: 'asked', answers }
  }
  return { outcome, answers }
}

/** What a person can cause stops one part, not the line. */
function asProblem(error: unknown): PartResult {
  if (!(error instanceof Problem)) throw error
  return { done: true, outcome: error.code, answer: { kind: 'problem', text: error.message } }
}

async function actOnPart(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  part: Part,
  sourceKey: string,
  chosen: Option | undefined,
): Promise<PartResult> {
  if (chosen)
    return act(tx, numbers, heard, doer, part, sourceKey, await optionMeant(tx, numbers, doer, part, chosen))
  if (!part.store && !part.person) {
    // In a customer's chat the customer is whom it is about.
    const customer =
      heard.place.customerId && (await customerOf(tx, doer.scope.orgId, heard.place.customerId))
    if (!customer) return { done: true, outcome: 'no_customer', answer: { kind: 'noCustomerSaid' } }
    return act(tx, numbers, heard, doer, part, sourceKey, { customer })
  }
  const { options, contactUnknown } = await resolveCustomer(tx, doer.scope, part)
  const [only] = options
  if (only && options.length === 1)
    return act(tx, numbers, heard, doer, part, sourceKey, {
      customer: only.customer,
      ...(only.contact && { contact: only.contact }),
      ...(contactUnknown && part.person && { contactUnknown: part.person }),
    })
  return only ? which(part, options) : offerToCreate(tx, doer, part)
}

interface WhoIsMeant {
  customer: ReachableCustomer
  contact?: Person
  contactUnknown?: string
  created?: { customer: string; store: string }
}

/** The customer that a numbered choice names; one that is to be created is created now. */
async function optionMeant(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  part: Part,
  option: Option,
): Promise<WhoIsMeant> {
  if (option.kind === 'customer') {
    const customer = await reachableCustomer(tx, doer.scope, option.customerId)
    const contact = option.contactId && (await contactById(tx, doer.scope.orgId, option.contactId))
    return {
      customer,
      ...(contact && { contact }),
      ...(!contact && part.person && { contactUnknown: part.person }),
    }
  }
  const { customer, storeName, contact } = await createCustomer(tx, numbers, doer, {
    name: option.name,
    sourceId: option.sourceId,
    contactName: part.person,
  })
  return { customer, ...(contact && { contact }), created: { customer: customer.name, store: storeName } }
}

function contactById(tx: Transaction, orgId: string, id: string): Promise<Person | undefined> {
  return tx.row<Person>('select id, name from contact where org_id = ? and id = ?', [orgId, id])
}

async function act(
  tx: Transaction,
  numbers: Numbers,
  heard: Heard,
  doer: Doer,
  part: Part,
  sourceKey: string,
  meant: WhoIsMeant,
): Promise<PartResult> {
  const due: Due | undefined = part.due
    ? { at: new Date(part.due), grain: part.dueGrain ?? 'day' }
    : undefined
  const { customer, contact } = meant
  if (part.kind === 'opportunity') return signal(tx, heard, doer, part, sourceKey, customer, due)
  const planned = await planVisit(tx, numbers, doer, { customer, contact, due, items: part.items, sourceKey })
  return {
    done: true,
    outcome: 'task',
    answer: {
      kind: 'planned',
      number: planned.number,
      customer: customer.name,
      contact: contact?.name ?? null,
      contactUnknown: meant.contactUnknown ?? null,
      due: due ?? null,
      items: part.items,
      assignee: planned.assignee.id === doer.scope.staffId ? null : planned.assignee.name,
      warnings: await refusedProducts(tx, doer.scope, customer.id, part.items, doer.at),
      confirm: part.confirm ?? [],
      created: meant.created ?? null,
    },
  }
}

async function signal(
  tx: Transaction,
  heard: Heard,
  doer: Doer,
  part: Opportunity,
  sourceKey: string,
  customer: ReachableCustomer,
  due: Due | undefined,
): Promise<PartResult> {
  const { scope, at } = doer
  const opened = await openOpportunity(tx, {
    customer,
    signal: part.keyword,
    due,
    staff: { id: scope.staffId, name: scope.name },
    contact: undefined,
    at,
    timezone: scope.timezone,
    sourceKey,
    chatRef: heard.chatRef,
  })
  return {
    done: true,
    outcome: 'opportunity',
    answer: {
      kind: 'opportunity',
      signal: part.keyword,
      customer: customer.name,
      due: due ?? null,
      owner: opened.owner && opened.owner.id !== scope.staffId ? opened.owner.name : null,
      isNew: opened.isNew,
    },
  }
}

/** Several could be meant: numbered, at most nine, told when there are more. */
function which(part: Part, options: Meant[]): PartResult {
  const shown = options.slice(0, optionsAtMost)
  const sameCustomer = shown.every(({ customer }) => customer.id === shown[0]?.customer.id)
  return {
    done: false,
    options: shown.map(({ customer, contact }) => ({
      kind: 'customer',
      customerId: customer.id,
      contactId: contact?.id ?? null,
    })),
    answer: {
      kind: 'which',
      name: (sameCustomer ? part.person : part.store) ?? part.store ?? part.person ?? '',
      options: shown.map(({ customer, contact }) =>
        [
          customer.name,
          contact && `${contact.name}${contact.phone ? `（尾号 ${contact.phone.slice(-4)}）` : ''}`,
        ]
          .filter(Boolean)
          .join(' · '),
      ),
      more: options.length > shown.length,
    },
  }
}

/** Nobody of that name within reach: the choice is where the new customer comes from, which is required. */
async function offerToCreate(tx: Transaction, doer: Doer, part: Part): Promise<PartResult> {
  const name = part.store ?? ''
  if (!name || !mayDo(doer.scope, 'customer.create'))
    return {
      done: true,
      outcome: 'customer_unknown',
      answer: { kind: 'createOrDrop', name: name || (part.person ?? ''), sources: [] },
    }
  const sources = await sourcesOf(tx, doer.scope.orgId)
  return {
    done: false,
    options: sources.map((source) => ({ kind: 'create', name, sourceId: source.id })),
    answer: { kind: 'createOrDrop', name, sources: sources.map((source) => source.name) },
  }
}
