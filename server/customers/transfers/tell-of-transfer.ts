import { transferTexts } from '../../../shared/text/transfers'
import { pushTo } from '../../alerts/outbox'
import type { Doer } from '../../organisation/doer'
import { activePerson, inCharge } from '../../organisation/people'
import type { Transaction } from '../../platform/database'
import type { TransferPlan } from './plan-transfer'

const namesAtMost = 3

/**
 * One push each: to who takes the customers, to each who gave them, and to who answers for the place they go to; not to
 * the one who did it. Answers who took them, so that taking it back is told too.
 */
export async function tellOfTransfer(
  tx: Transaction,
  { scope, at }: Doer,
  transferId: string,
  { customers, to, tasks, opportunities }: TransferPlan,
): Promise<string | null> {
  const { orgId, name: by } = scope
  const [first] = customers
  if (!first) return null
  const names = customers.slice(0, namesAtMost).map(({ name }) => name)
  const from = [...new Set(customers.map(({ ownerName }) => ownerName ?? transferTexts.nobody()))].join('、')
  const taker = to.owner?.name ?? to.store?.name ?? ''
  const told = new Set([scope.staffId])
  const tell = async (staffId: string, text: string) => {
    if (told.has(staffId) || !(await activePerson(tx, orgId, staffId))) return false
    told.add(staffId)
    await pushTo(tx, { orgId, staffId, dedupeKey: transferId, text, at })
    return true
  }
  const toldNew =
    to.owner &&
    (await tell(
      to.owner.id,
      transferTexts.toNew(names, customers.length, from, by, tasks.length, opportunities.length),
    ))
  for (const ownerId of new Set(customers.map((customer) => customer.ownerId))) {
    if (!ownerId || ownerId === to.owner?.id) continue
    const theirs = customers.filter((customer) => customer.ownerId === ownerId)
    const theirNames = theirs.slice(0, namesAtMost).map(({ name }) => name)
    await tell(ownerId, transferTexts.toOld(theirNames, theirs.length, taker, by))
  }
  const superior = await inCharge(tx, { orgId, ...first.going })
  if (superior) await tell(superior.id, transferTexts.toSuperior(names, customers.length, from, taker, by))
  return toldNew && to.owner ? to.owner.id : null
}
