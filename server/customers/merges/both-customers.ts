import { customerTexts } from '../../../shared/text/customers'
import { mergeTexts } from '../../../shared/text/merges'
import { mayDo } from '../../organisation/access'
import { reaches, type Scope } from '../../organisation/scope'
import type { Reader, Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Problem } from '../../platform/problem'
import { Customer } from '../tables'

export interface Both {
  survivor: Customer
  merged: Customer
}

/**
 * Takes hold of both before anything is read of them: what others are writing about them is waited for and seen, what
 * they write later goes to the one that stays.
 */
export async function holdBoth(
  tx: Transaction,
  orgId: string,
  { survivorId, mergedId }: { survivorId: string; mergedId: string },
): Promise<void> {
  await hold(tx, 'customer', orgId, [survivorId, mergedId])
}

/**
 * The two customers of a merge, if this person may make them one.
 * @throws Problem 400 `merge_self`, 404 for one that is not within reach (or of another organisation), 403,
 *   409 `merged_already`
 */
export async function bothCustomers(
  reader: Reader,
  scope: Scope,
  { survivorId, mergedId }: { survivorId: string; mergedId: string },
): Promise<Both> {
  if (survivorId === mergedId) throw new Problem(400, 'merge_self', mergeTexts.self())
  const { orgId } = scope
  const [survivor, merged] = await Promise.all(
    [survivorId, mergedId].map((id) => reader.findOne(Customer, { orgId, id })),
  )
  for (const customer of [survivor, merged]) {
    if (!customer || !reaches(scope, customer))
      throw new Problem(404, 'customer_not_found', customerTexts.notFound())
    if (customer.mergedIntoId)
      throw new Problem(409, 'merged_already', mergeTexts.mergedAlready(customer.name))
    if (customer.retiredAt) throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  }
  if (!mayDo(scope, 'customer.merge')) throw new Problem(403, 'not_allowed', mergeTexts.mayNot())
  return { survivor: survivor!, merged: merged! }
}
