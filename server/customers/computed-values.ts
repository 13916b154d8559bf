import { customFieldTexts } from '../../shared/text/fields'
import { lastRejection } from '../orders/last-rejection'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { localDay } from '../platform/zone'
import type { CustomerField } from './tables'

/**
 * What a field that fills itself says of a customer, from the facts as they stand; null while there are none. There
 * are no orders yet, so that what counts them says nothing.
 */
export async function computedValue(
  reader: Reader,
  scope: Scope,
  customerId: string,
  from: NonNullable<CustomerField['computedFrom']>,
): Promise<string | null> {
  if (from === 'orders') return null
  const last = await lastRejection(reader, scope.orgId, customerId)
  return last
    ? customFieldTexts.lastRejection(last.reason, last.productName, localDay(scope.timezone, last.rejectedAt))
    : null
}
