import type { Scope } from '../../organisation/scope'
import type { Transaction } from '../../platform/database'
import { heldPhoto } from './stands'

/**
 * A photo as the answer to a custom field: one of that customer, or one that this person took for a customer who was only
 * being made, which is the customer's from now on. False for any other.
 */
export async function photoOfCustomer(
  tx: Transaction,
  { orgId, staffId }: Scope,
  photoId: string,
  customerId: string,
): Promise<boolean> {
  const photo = await heldPhoto(tx, orgId, photoId)
  if (photo?.customerId === customerId) return true
  if (photo?.customerId !== '' || photo.staffId !== staffId) return false
  await tx.run("update photo set customer_id = ? where org_id = ? and id = ? and customer_id = ''", [
    customerId,
    orgId,
    photoId,
  ])
  return true
}
