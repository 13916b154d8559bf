import { opportunityTexts } from '../../shared/text/opportunities'
import { undoTexts } from '../../shared/text/undo'
import { pushTo } from '../alerts/outbox'
import { customerOf } from '../customers/reachable-customer'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { voidTouchpoint } from '../touchpoints/record-touchpoint'
import { Opportunity } from './tables'

/**
 * Takes an opportunity back while nobody acted on it; who was told of it is told of that too.
 * @throws Problem 409 `acted_on`
 */
export async function undoOpportunity(
  tx: Transaction,
  doer: Doer,
  undo: { subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  const { touchpointId, version, pushedTo } = undo.payload as {
    touchpointId: string
    version: number
    pushedTo: string[]
  }
  const opportunity = await tx.findOne(Opportunity, { orgId, id: undo.subjectId })
  if (!opportunity) throw new Error('the opportunity is gone')
  const customer = (await customerOf(tx, orgId, opportunity.customerId))?.name ?? ''
  const withdrawn = await tx.update(
    Opportunity,
    { orgId, id: opportunity.id, version, state: 'open' },
    { state: 'closed', outcome: 'withdrawn', openKey: null, closedAt: at, version: version + 1 },
  )
  if (withdrawn === 0) throw new Problem(409, 'acted_on', undoTexts.actedOn())
  await voidTouchpoint(tx, orgId, touchpointId, at)
  for (const staffId of pushedTo)
    await pushTo(tx, {
      orgId,
      staffId,
      dedupeKey: `undo:${opportunity.id}`,
      text: opportunityTexts.withdrawn(customer, opportunity.signalCode, scope.name),
      at,
    })
  return undoTexts.opportunity(opportunity.signalCode)
}
