import type { VisitTarget } from '../../shared/api/visit-shapes'
import { type Refusal, recentRefusals, refusalsOfProducts, refusalWarning } from '../orders/refused-products'
import type { Doer } from '../organisation/doer'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'

/**
 * The guard at a visit: everything refused lately at the check-in, or with `proposed` what was refused of these products
 * and their kind.
 */
export async function refusalsAt(
  reader: Reader,
  { scope, at }: Doer,
  customerId: string,
  proposed?: { product: string }[],
): Promise<VisitTarget['warnings']> {
  const refusals = proposed
    ? await refusalsOfProducts(reader, scope, customerId, proposed, at)
    : await recentRefusals(reader, scope.orgId, customerId, at)
  return refusals.map((refusal) => refusalShape(scope, refusal, at))
}

export const refusalShape = (
  { timezone }: Scope,
  refusal: Refusal,
  at: Date,
): VisitTarget['warnings'][number] => ({
  code: 'refused_product',
  ...refusalWarning(refusal, timezone, at),
  at: refusal.rejectedAt.toISOString(),
})
