import { customerTexts } from '../../shared/text/customers'
import { undoTexts } from '../../shared/text/undo'
import type { Doer } from '../organisation/doer'
import { reaches } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { Problem } from '../platform/problem'
import { checkAliases } from './aliases'
import { writeChange } from './change-source'
import { type CustomerParts, writeParts } from './customer-parts'
import { customerRules } from './customer-rules'
import { nextVersion } from './edit-customer'
import { Customer } from './tables'

/**
 * Turns a change of a customer, or of its source, back; answers what to say. A source goes back by one more fact.
 * @throws Problem 409 `acted_on` when it was changed again, `alias_taken`; 404 when it is not within reach any more
 */
export async function undoCustomerEdit(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  await hold(tx, 'customer', orgId, [undo.subjectId])
  const customer = await tx.findOne(Customer, { orgId, id: undo.subjectId })
  if (!customer || !reaches(scope, customer))
    throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  if (customer.version !== undo.payload.version) throw new Problem(409, 'acted_on', undoTexts.actedOn())
  if (undo.kind === 'customer.source') {
    await nextVersion(tx, customer)
    await writeChange(tx, doer, customer, {
      sourceId: String(undo.payload.sourceId),
      reason: undoTexts.sourceReason(),
    })
    return undoTexts.source(customer.name)
  }
  const before = undo.payload.before as CustomerParts
  if (before.aliases) await checkAliases(tx, scope, before.aliases, customer.id)
  const rules = await customerRules(tx, orgId)
  await nextVersion(tx, customer)
  await writeParts(tx, customer, before, rules, at)
  return undoTexts.edited(before.name ?? customer.name)
}
