import { visitMessages } from '../../shared/text/visits'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { reaches } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { Visit } from './tables'

/**
 * A visit somebody adds to or ends. It is taken hold of before it is read, so that of two phones at once the second
 * waits and then sees what the first one did.
 * @throws Problem 404 `visit_not_here_yet`, the same for one that has not arrived and one out of reach, 403 for who only
 *   looks, 409 `visit_withdrawn`
 */
export async function visitToChange(tx: Transaction, { scope }: Doer, id: string): Promise<Visit> {
  const { orgId } = scope
  if (!mayDo(scope, 'visit.act')) throw new Problem(403, 'not_allowed', visitMessages.mayNot())
  // primary key (org_id, id)
  await tx.run('update visit set version = version + 0 where org_id = ? and id = ?', [orgId, id])
  const visit = await tx.findOne(Visit, { orgId, id })
  if (!visit || !(visit.staffId === scope.staffId || reaches(scope, visit)))
    throw new Problem(404, 'visit_not_here_yet', visitMessages.notHereYet())
  if (visit.state === 'withdrawn') throw new Problem(409, 'visit_withdrawn', visitMessages.withdrawn())
  return visit
}
