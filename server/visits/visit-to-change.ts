import { visitMessages } from '../../shared/text/visits'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { reaches } from '../organisation/scope'
import type { Reader, Transaction } from '../platform/database'
import { hold } from '../platform/hold'
import { Problem } from '../platform/problem'
import { Visit } from './tables'

/**
 * A visit somebody adds to or ends, taken hold of before it is read.
 * @throws Problem as `reachableVisit`, 403 for who only looks
 */
export async function visitToChange(tx: Transaction, doer: Doer, id: string): Promise<Visit> {
  const { scope } = doer
  if (!mayDo(scope, 'visit.act')) throw new Problem(403, 'not_allowed', visitMessages.mayNot())
  // Of two phones at once the second waits here, and then sees what the first one did.
  await hold(tx, 'visit', scope.orgId, [id])
  return reachableVisit(tx, doer, id)
}

/**
 * @throws Problem 404 `visit_not_here_yet`, the same for one that has not arrived and one out of reach, 409
 *   `visit_withdrawn`
 */
export async function reachableVisit(reader: Reader, { scope }: Doer, id: string): Promise<Visit> {
  const visit = await reader.findOne(Visit, { orgId: scope.orgId, id })
  if (!visit || !(visit.staffId === scope.staffId || reaches(scope, visit)))
    throw new Problem(404, 'visit_not_here_yet', visitMessages.notHereYet())
  if (visit.state === 'withdrawn') throw new Problem(409, 'visit_withdrawn', visitMessages.withdrawn())
  return visit
}
