import type { TouchpointKind } from '../../shared/api/touchpoints'
import { markContact, resetLastContact } from '../customers/mark-contact'
import type { Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { newId } from '../platform/ids'
import { latestContact } from './latest-contact'
import { Touchpoint, TouchpointText } from './tables'

/** What happens with a customer, by the definition of contact: freeze and "last contact" go by it alone. */
export const contactKinds: ReadonlySet<TouchpointKind> = new Set<TouchpointKind>([
  'message',
  'visit',
  'call',
  'order',
  'delivery',
  'payment',
  'rejection',
  'sample',
  'complaint',
])

export interface TouchedCustomer {
  orgId: string
  id: string
  ownerId: string | null
  storeId: string
  regionId: string
}

export interface NewTouchpoint {
  customer: TouchedCustomer
  kind: TouchpointKind
  occurredAt: Date
  recordedAt: Date
  timeFrom?: 'server' | 'phone' | 'import'
  /** For a kind that is not contact by itself: an opportunity heard from the customer is. */
  countsAsContact?: boolean
  actorStaffId: string | null
  actorContactId: string | null
  via: Touchpoint['via']
  /** The message's or client's id, with what it made: the same thing told twice is one touchpoint. */
  sourceKey: string
  subjectKind?: string
  subjectId?: string
  facts?: Record<string, unknown>
  correctsId?: string
  text: string
}

/** Adds one fact to a customer's timeline, with owner, store and region as they are now. Answers its id. */
export async function recordTouchpoint(tx: Transaction, touch: NewTouchpoint): Promise<string> {
  const { customer, text, ...fact } = touch
  const id = newId('tch', touch.occurredAt.getTime())
  const countsAsContact = touch.countsAsContact ?? contactKinds.has(touch.kind)
  await tx.insert(Touchpoint, {
    orgId: customer.orgId,
    id,
    customerId: customer.id,
    kind: fact.kind,
    occurredAt: fact.occurredAt,
    recordedAt: fact.recordedAt,
    timeFrom: fact.timeFrom ?? 'server',
    countsAsContact,
    actorStaffId: fact.actorStaffId,
    actorContactId: fact.actorContactId,
    via: fact.via,
    sourceKey: fact.sourceKey,
    ownerId: customer.ownerId,
    storeId: customer.storeId,
    regionId: customer.regionId,
    subjectKind: fact.subjectKind ?? null,
    subjectId: fact.subjectId ?? null,
    facts: fact.facts ?? null,
    correctsId: fact.correctsId ?? null,
    voidedAt: null,
  })
  await tx.insert(TouchpointText, { orgId: customer.orgId, touchpointId: id, body: text })
  if (countsAsContact) await markContact(tx, customer, { ...touch, touchpointId: id })
  return id
}

/** Takes a fact back: it leaves the feed and the figures, and stays in the timeline as 已撤销. */
export async function voidTouchpoint(tx: Transaction, orgId: string, id: string, at: Date): Promise<void> {
  if ((await tx.update(Touchpoint, { orgId, id, voidedAt: null }, { voidedAt: at })) === 0) return
  // After a merge that was going on: whose it is now.
  const fact = await tx.findOne(Touchpoint, { orgId, id })
  if (fact?.countsAsContact) await rebuildLastContact(tx, { orgId, id: fact.customerId })
}

/** Takes a customer's last contact from the timeline again. */
export async function rebuildLastContact(
  tx: Transaction,
  customer: { orgId: string; id: string },
): Promise<void> {
  await hold(tx, 'customer', customer.orgId, [customer.id])
  await resetLastContact(tx, customer, (await latestContact(tx, customer)) ?? null)
}

/**
 * A customer's ordinary talk counts as contact, once a customer, chat and day, moved forward, without its text.
 */
export async function recordTalk(
  tx: Transaction,
  talk: {
    customer: TouchedCustomer
    contactId: string
    chatRef: string
    localDay: string
    at: Date
    text: string
  },
): Promise<void> {
  const { customer, at } = talk
  const sourceKey = `talk:${talk.chatRef}:${customer.id}:${talk.localDay}`
  const known = await tx.findOne(Touchpoint, { orgId: customer.orgId, sourceKey })
  if (!known) {
    await recordTouchpoint(tx, {
      customer,
      kind: 'message',
      occurredAt: at,
      recordedAt: at,
      actorStaffId: null,
      actorContactId: talk.contactId,
      via: 'chat',
      sourceKey,
      text: talk.text,
    })
    return
  }
  if (known.occurredAt >= at) return
  await tx.update(Touchpoint, { orgId: customer.orgId, id: known.id }, { occurredAt: at, recordedAt: at })
  await markContact(tx, customer, {
    kind: 'message',
    occurredAt: at,
    touchpointId: known.id,
    actorStaffId: null,
    actorContactId: talk.contactId,
  })
}
