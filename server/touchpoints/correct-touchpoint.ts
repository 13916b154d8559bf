import { touchpointTexts } from '../../shared/text/touchpoints'
import { customerOf } from '../customers/reachable-customer'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { reaches } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import { zonedIso } from '../platform/zone'
import { recordSaid } from './record-said'
import { Touchpoint } from './tables'

/**
 * Says how something really was. Facts are append-only: the old one stays as it was told, a new one names it.
 * @throws Problem 404 out of reach, 403 for who neither recorded it nor leads, 409 `voided`, `corrected_already`
 */
export async function correctTouchpoint(
  tx: Transaction,
  doer: Doer,
  input: { id: string; text: string },
): Promise<{ id: string; text: string; undo: UndoOffer }> {
  const { scope } = doer
  const { orgId } = scope
  const old = await tx.findOne(Touchpoint, { orgId, id: input.id })
  const customer = old && (await customerOf(tx, orgId, old.customerId))
  if (!customer || !reaches(scope, customer))
    throw new Problem(404, 'touchpoint_not_found', touchpointTexts.notFound())
  const own = old.actorStaffId === scope.staffId && mayDo(scope, 'customer.note')
  if (!own && !mayDo(scope, 'touchpoint.correct-for-others'))
    throw new Problem(403, 'not_allowed', touchpointTexts.mayNotCorrect())
  if (old.voidedAt) throw new Problem(409, 'voided', touchpointTexts.voided())
  // index touchpoint_by_corrected
  const before = await tx.find(Touchpoint, { orgId, correctsId: old.id })
  if (before.some(({ voidedAt }) => voidedAt === null))
    throw new Problem(409, 'corrected_already', touchpointTexts.correctedAlready())
  const minute = zonedIso(scope.timezone, old.occurredAt).slice(0, 16).replace('T', ' ')
  const text = touchpointTexts.correction(minute, old.kind, input.text)
  const { id, undo } = await recordSaid(tx, doer, {
    customer,
    kind: 'note',
    text,
    // Of two at once the second runs into this key.
    sourceKey: `correction:${old.id}:${before.length}`,
    action: 'touchpoint.correct',
    correctsId: old.id,
  })
  return { id, text, undo }
}
