import type { Command, Opportunity } from '../../shared/language/types'
import { dueText } from '../../shared/text/due'
import { itemsText } from '../../shared/text/items'
import { proposalTexts } from '../../shared/text/proposals'
import { talkTexts } from '../../shared/text/talk'
import { proposeVisit } from '../alerts/propose-visit'
import { customerOf, type ReachableCustomer } from '../customers/reachable-customer'
import { openOpportunity } from '../funnel/open-opportunity'
import { tellOfDenial } from '../funnel/tell-of-denial'
import type { Person } from '../organisation/people'
import { contactName } from '../organisation/who-speaks'
import type { Transaction } from '../platform/database'
import { localDay, offsetMinutes } from '../platform/zone'
import { recordTalk } from '../touchpoints/record-touchpoint'
import { type Acted, silence } from './answers'
import { type Heard, lineAtMost, readLine } from './heard'

/**
 * What a customer's contact says: a signal opens an opportunity, its denial is told to the owner, something like a
 * command becomes a proposal to the owner, everything else is contact, once a day. The customer sees nothing of it.
 */
export async function hearCustomer(tx: Transaction, heard: Heard, contactId: string): Promise<Acted> {
  const { orgId } = heard.message
  const contact = await contactName(tx, orgId, contactId)
  const customer = await customerMeant(tx, heard, contactId)
  if (!contact || !customer) return silence('customer_unclear')
  const org = await tx.row<{ timezone: string }>('select timezone from org where id = ?', [orgId])
  const timezone = org?.timezone ?? 'Asia/Shanghai'
  if (!heard.text || heard.text.length > lineAtMost) return talked(tx, heard, customer, contact, timezone)
  const meant = readLine(heard.text, timezone, heard.at)
  const parts = meant.kind === 'multi' ? meant.results : meant.kind === 'none' ? [] : [meant]
  for (const signal of denied(meant, parts))
    await tellOfDenial(tx, { customer, signal, contact, at: heard.at, timezone })
  if (parts.length === 0) return talked(tx, heard, customer, contact, timezone)
  let outcome = 'message'
  for (const [index, part] of parts.entries())
    outcome = await hearPart(tx, heard, customer, contact, timezone, part, `${heard.messageKey}:${index}`)
  return silence(outcome)
}

/** The signals the line says no to, and not yes in the same breath. */
function denied(meant: ReturnType<typeof readLine>, parts: readonly (Command | Opportunity)[]): Set<string> {
  const signals = new Set<string>()
  for (const { reason, keyword } of meant.explain ?? [])
    if (keyword && (reason === 'negated' || reason === 'cancelled')) signals.add(keyword)
  for (const part of parts) if (part.kind === 'opportunity') signals.delete(part.keyword)
  return signals
}

/** The chat's customer, else the one this person stands for; nobody when they stand for several. */
async function customerMeant(
  tx: Transaction,
  heard: Heard,
  contactId: string,
): Promise<ReachableCustomer | undefined> {
  const { orgId } = heard.message
  if (heard.place.customerId) return customerOf(tx, orgId, heard.place.customerId)
  const known = await tx.rows<{ customerId: string }>(
    'select customer_id as customerId from contact_customer where org_id = ? and contact_id = ? and until_at is null limit 2',
    [orgId, contactId],
  )
  const [only] = known
  return only && known.length === 1 ? customerOf(tx, orgId, only.customerId) : undefined
}

async function talked(
  tx: Transaction,
  heard: Heard,
  customer: ReachableCustomer,
  contact: Person,
  timezone: string,
): Promise<Acted> {
  const { at, chatRef } = heard
  await recordTalk(tx, {
    customer,
    contactId: contact.id,
    chatRef,
    localDay: localDay(timezone, at),
    at,
    text: talkTexts.talked(contact.name),
  })
  return silence('message')
}

async function hearPart(
  tx: Transaction,
  heard: Heard,
  customer: ReachableCustomer,
  contact: Person,
  timezone: string,
  part: Command | Opportunity,
  sourceKey: string,
): Promise<string> {
  const { at } = heard
  const due = part.due ? { at: new Date(part.due), grain: part.dueGrain ?? ('day' as const) } : undefined
  if (part.kind === 'opportunity') {
    await openOpportunity(tx, {
      customer,
      signal: part.keyword,
      due,
      staff: undefined,
      contact,
      at,
      timezone,
      sourceKey,
      chatRef: heard.chatRef,
    })
    return 'opportunity'
  }
  const when = due ? dueText(due.at, due.grain, offsetMinutes(timezone, due.at)) : null
  const what = itemsText(part.items)
  await proposeVisit(tx, {
    customer,
    contact,
    at,
    sourceKey,
    text: proposalTexts.todo(contact.name, customer.name, what, when),
    fact: proposalTexts.fact(contact.name, what, when),
    plan: { due: part.due ?? null, dueGrain: part.dueGrain ?? null, items: part.items },
  })
  return 'proposal'
}
