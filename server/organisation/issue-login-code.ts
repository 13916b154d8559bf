import { errorTexts } from '../../shared/text/errors'
import { sessionTexts } from '../../shared/text/session'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { mayDo } from './access'
import type { Doer } from './doer'
import { makeLoginCode } from './login-codes'
import { Staff } from './tables'

/** An admin's one-time code for a colleague; the colleague's older codes are void. */
export async function issueLoginCode(
  tx: Transaction,
  doer: Doer,
  input: { staffId: string },
): Promise<{ code: string; until: Date }> {
  const { scope, at } = doer
  if (!mayDo(scope, 'staff.login-code')) throw new Problem(403, 'not_allowed', errorTexts.notAllowed())
  const staff = await tx.findOne(Staff, { orgId: scope.orgId, id: input.staffId })
  if (!staff) throw new Problem(404, 'not_found', errorTexts.notFound())
  if (staff.leftAt) throw new Problem(409, 'person_left', sessionTexts.staffHasLeft())
  await audit(tx, {
    orgId: scope.orgId,
    at,
    actorId: scope.staffId,
    action: 'staff.login-code',
    subjectKind: 'staff',
    subjectId: staff.id,
    via: doer.via,
  })
  return makeLoginCode(tx, { orgId: scope.orgId, staffId: staff.id, at })
}
