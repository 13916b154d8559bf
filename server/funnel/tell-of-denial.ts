import { opportunityTexts } from '../../shared/text/opportunities'
import { isPushed, pushTo } from '../alerts/outbox'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { type Person, whoAnswers } from '../organisation/people'
import type { Transaction } from '../platform/database'
import { localDay } from '../platform/zone'
import { openKeyOf } from './open-opportunity'
import { Opportunity } from './tables'

/**
 * A customer denies what stands open (先不签合同了): whoever follows it is told, once an opportunity and day. Nothing
 * closes by itself: people say such things and sign the week after.
 */
export async function tellOfDenial(
  tx: Transaction,
  denial: { customer: ReachableCustomer; signal: string; contact: Person; at: Date; timezone: string },
): Promise<void> {
  const { customer, signal, contact, at, timezone } = denial
  const { orgId } = customer
  const opportunity = await tx.findOne(Opportunity, { orgId, openKey: openKeyOf(customer.id, signal) })
  const owner = opportunity && (await whoAnswers(tx, customer))
  if (!owner) return
  const push = {
    orgId,
    staffId: owner.id,
    dedupeKey: `denied:${opportunity.id}:${localDay(timezone, at)}`,
    text: opportunityTexts.denied(customer.name, signal, contact.name),
    at,
  }
  if (!(await isPushed(tx, push))) await pushTo(tx, push)
}
