import { mergeTexts } from '../../../shared/text/merges'
import { mayDo } from '../../organisation/access'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Transaction } from '../../platform/database'
import { Problem } from '../../platform/problem'
import { offerUndo, type UndoOffer } from '../../platform/undo-entries'
import { reachableCustomer } from '../reachable-customer'
import { DuplicatePair } from './tables'

/**
 * 「不是同一家」: remembered, so that the two are never asked about again.
 * @throws Problem 404 unless both are within reach, 403, 409 `pair_decided`
 */
export async function dismissPair(tx: Transaction, doer: Doer, pairId: string): Promise<UndoOffer> {
  const { scope, at } = doer
  const { orgId } = scope
  const pair = await tx.findOne(DuplicatePair, { orgId, id: pairId })
  if (!pair) throw new Problem(404, 'pair_not_found', mergeTexts.pairNotFound())
  await reachableCustomer(tx, scope, pair.firstId)
  await reachableCustomer(tx, scope, pair.secondId)
  if (!mayDo(scope, 'customer.merge')) throw new Problem(403, 'not_allowed', mergeTexts.mayNot())
  const decided = { state: 'dismissed' as const, decidedAt: at, decidedById: scope.staffId }
  if ((await tx.update(DuplicatePair, { orgId, id: pairId, state: 'open' }, decided)) === 0)
    throw new Problem(409, 'pair_decided', mergeTexts.pairDecided())
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'duplicate.dismiss',
    subjectKind: 'customer',
    subjectId: pair.firstId,
    via: doer.via,
    detail: { otherId: pair.secondId, reason: pair.reason },
  })
  return offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'duplicate.dismiss',
    subjectId: pairId,
    payload: {},
  })
}

/** @throws Problem 409 `pair_decided` when it is not dismissed any more */
export async function undoDismissal(tx: Transaction, doer: Doer, pairId: string): Promise<string> {
  const { orgId } = doer.scope
  const open = { state: 'open' as const, decidedAt: null, decidedById: null }
  if ((await tx.update(DuplicatePair, { orgId, id: pairId, state: 'dismissed' }, open)) === 0)
    throw new Problem(409, 'pair_decided', mergeTexts.pairDecided())
  return mergeTexts.dismissUndone()
}
