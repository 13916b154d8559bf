import type { DueGrain } from '../../shared/language/types'
import { dueText } from '../../shared/text/due'
import { opportunityTexts } from '../../shared/text/opportunities'
import { pushTo } from '../alerts/outbox'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { areaManagersOf, type Person, whoAnswers } from '../organisation/people'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { offsetMinutes } from '../platform/zone'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { Opportunity } from './tables'

/** One open opportunity per customer and signal. */
export const openKeyOf = (customerId: string, signal: string) => `${customerId}:${signal}`

export interface HeardSignal {
  customer: ReachableCustomer
  signal: string
  due: { at: Date; grain: DueGrain } | undefined
  /** Who said it: a person of ours, or the customer's contact. */
  staff: Person | undefined
  contact: Person | undefined
  at: Date
  timezone: string
  sourceKey: string
  chatRef: string
}

export interface OpenedOpportunity {
  id: string
  /** False when one for this customer and signal was open already: its due follows what was said last. */
  isNew: boolean
  owner: Person | undefined
  undo: UndoOffer | undefined
}

/**
 * A signal in talk opens an opportunity for the customer's owner; owner and area manager are told. One is open per
 * customer and signal (unique key `opportunity_open`): saying it again adds a fact to it, and pushes nobody.
 */
export async function openOpportunity(tx: Transaction, heard: HeardSignal): Promise<OpenedOpportunity> {
  const { customer, signal, at } = heard
  const { orgId } = customer
  const openKey = openKeyOf(customer.id, signal)
  const known = await tx.findOne(Opportunity, { orgId, openKey })
  const owner = await whoAnswers(tx, customer)
  const due = heard.due
    ? dueText(heard.due.at, heard.due.grain, offsetMinutes(heard.timezone, heard.due.at))
    : null
  const id = known?.id ?? newId('opp', at.getTime())
  if (known) {
    if (heard.due)
      await tx.update(
        Opportunity,
        { orgId, id },
        { dueAt: heard.due.at, dueGrain: heard.due.grain, version: known.version + 1 },
      )
  } else {
    await tx.insert(Opportunity, {
      orgId,
      id,
      customerId: customer.id,
      ownerId: owner?.id ?? null,
      storeId: customer.storeId,
      regionId: customer.regionId,
      signalCode: signal,
      dueAt: heard.due?.at ?? null,
      dueGrain: heard.due?.grain ?? null,
      state: 'open',
      outcome: null,
      openKey,
      createdAt: at,
      closedAt: null,
      version: 1,
    })
  }
  const touchpointId = await recordTouchpoint(tx, {
    customer,
    kind: 'opportunity',
    occurredAt: at,
    recordedAt: at,
    // The customer said it: that is contact. A rep's own line about it is not.
    countsAsContact: heard.contact !== undefined,
    actorStaffId: heard.staff?.id ?? null,
    actorContactId: heard.contact?.id ?? null,
    via: 'chat',
    sourceKey: heard.sourceKey,
    subjectKind: 'opportunity',
    subjectId: id,
    text: known ? opportunityTexts.again(signal, due) : opportunityTexts.fact(signal, due),
  })
  await audit(tx, {
    orgId,
    at,
    actorId: heard.staff?.id ?? null,
    action: known ? 'opportunity.again' : 'opportunity.open',
    subjectKind: 'opportunity',
    subjectId: id,
    via: 'chat',
  })
  if (known) return { id, isNew: false, owner, undo: undefined }
  const pushedTo = await tellOwnerAndArea(tx, heard, id, owner, due)
  const undo =
    heard.staff &&
    (await offerUndo(tx, {
      orgId,
      staffId: heard.staff.id,
      at,
      chatRef: heard.chatRef,
      kind: 'opportunity.open',
      subjectId: id,
      payload: { touchpointId, version: 1, pushedTo },
    }))
  return { id, isNew: true, owner, undo }
}

async function tellOwnerAndArea(
  tx: Transaction,
  heard: HeardSignal,
  id: string,
  owner: Person | undefined,
  due: string | null,
): Promise<string[]> {
  const { customer, signal, at } = heard
  const area = await areaManagersOf(tx, customer.orgId, customer.regionId)
  const told = new Set([owner?.id, ...area.map((person) => person.id)])
  // Who wrote the line has the bot's own answer.
  if (heard.staff) told.delete(heard.staff.id)
  const people = [...told].filter((staffId) => staffId !== undefined)
  const who = heard.contact?.name ?? heard.staff?.name ?? ''
  for (const staffId of people)
    await pushTo(tx, {
      orgId: customer.orgId,
      staffId,
      dedupeKey: `opportunity:${id}`,
      text: opportunityTexts.pushed(customer.name, signal, due, owner?.name ?? null, who),
      at,
    })
  return people
}
