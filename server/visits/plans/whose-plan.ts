import { planTexts } from '../../../shared/text/visit-plans'
import { mayDo } from '../../organisation/access'
import { activePerson, type Person } from '../../organisation/people'
import type { Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { Problem } from '../../platform/problem'

/** Whose plan is meant, and whether this person may change it. @throws Problem 404 `staff_not_found` out of reach */
export async function whosePlan(
  reader: Reader,
  scope: Scope,
  staffId: string = scope.staffId,
): Promise<{ staff: Person; mayChange: boolean }> {
  if (staffId === scope.staffId)
    return { staff: { id: staffId, name: scope.name }, mayChange: mayDo(scope, 'visit.act') }
  const staff = await activePerson(reader, scope.orgId, staffId)
  if (!staff || !(await leads(reader, scope, staffId)))
    throw new Problem(404, 'staff_not_found', planTexts.staffNotFound())
  return { staff, mayChange: mayDo(scope, 'visit-plan.for-others') }
}

/** Whether somebody works in a store within reach. Primary key (org_id, staff_id, store_id). */
async function leads(reader: Reader, { orgId, reach }: Scope, staffId: string): Promise<boolean> {
  if (reach.column === null) return true
  if (reach.column === 'owner_id') return false
  const column = reach.column === 'store_id' ? 's.id' : 's.region_id'
  const found = await reader.row(
    `select s.id from staff_store w join store s on s.org_id = w.org_id and s.id = w.store_id
     where w.org_id = ? and w.staff_id = ? and w.until_at is null and ${column} in (?) limit 1`,
    [orgId, staffId, reach.ids],
  )
  return found !== undefined
}
