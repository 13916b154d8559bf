import type { DueGrain, Item } from '../../shared/language/types'
import { proposalTexts } from '../../shared/text/proposals'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { type Person, whoAnswers } from '../organisation/people'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { pushTo } from './outbox'
import { Todo } from './tables'

/** What accepting a proposal plans. */
export interface ProposedPlan {
  due: string | null
  dueGrain: DueGrain | null
  items: Item[]
}

/** A customer's own command-like line: a todo for who answers for the customer, to accept or decline. */
export async function proposeVisit(
  tx: Transaction,
  proposal: {
    customer: ReachableCustomer
    contact: Person
    at: Date
    sourceKey: string
    text: string
    fact: string
    plan: ProposedPlan
  },
): Promise<void> {
  const { customer, contact, at } = proposal
  const { orgId } = customer
  const touchpointId = await recordTouchpoint(tx, {
    customer,
    kind: 'message',
    occurredAt: at,
    recordedAt: at,
    actorStaffId: null,
    actorContactId: contact.id,
    via: 'chat',
    sourceKey: proposal.sourceKey,
    text: proposal.fact,
  })
  const owner = await whoAnswers(tx, customer)
  if (!owner) return
  const id = newId('tdo', at.getTime())
  await tx.insert(Todo, {
    orgId,
    id,
    staffId: owner.id,
    kind: 'proposal',
    text: proposal.text,
    customerId: customer.id,
    payload: { ...proposal.plan, contactId: contact.id, touchpointId },
    state: 'open',
    openKey: null,
    createdAt: at,
    doneAt: null,
  })
  await pushTo(tx, {
    orgId,
    staffId: owner.id,
    dedupeKey: `todo:${id}`,
    text: proposalTexts.pushed(proposal.text),
    at,
  })
  await audit(tx, {
    orgId,
    at,
    actorId: null,
    action: 'todo.propose',
    subjectKind: 'todo',
    subjectId: id,
    via: 'chat',
  })
}
