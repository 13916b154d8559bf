import { customerTexts } from '../../shared/text/customers'
import { visitMessages } from '../../shared/text/visits'
import { customerOf, type ReachableCustomer } from '../customers/reachable-customer'
import { reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { Problem } from '../platform/problem'
import { Task } from './tables'

/** A customer with where it is, when that is known. */
export interface VisitableCustomer extends ReachableCustomer {
  place: { latitudeE6: number; longitudeE6: number; datum: 'GCJ-02' | 'WGS-84' } | null
}

/**
 * The customer a person may visit: within reach, or with a task or a plan that sends them there, or theirs when it
 * happened: what waited on a phone is not lost because the customer went to somebody else meanwhile. One that was merged
 * is the one it went into: the phone may still have the old id.
 * @throws Problem 404 `customer_not_found`
 */
export async function visitableCustomer(
  reader: Reader,
  scope: Scope,
  id: string,
  happenedAt: Date,
): Promise<VisitableCustomer> {
  const { orgId } = scope
  const given = await customerOf(reader, orgId, id)
  const customer = given?.mergedIntoId ? await customerOf(reader, orgId, given.mergedIntoId) : given
  if (!customer || !(reaches(scope, customer) || (await wasSent(reader, scope, customer.id, happenedAt))))
    throw new Problem(404, 'customer_not_found', customerTexts.notFound())
  return { ...customer, place: await placeOfCustomer(reader, orgId, customer.id) }
}

/** Primary key (org_id, id). */
export async function placeOfCustomer(
  reader: Reader,
  orgId: string,
  customerId: string,
): Promise<VisitableCustomer['place']> {
  const found = await reader.row<{
    latitudeE6: number | null
    longitudeE6: number | null
    datum: string | null
  }>(
    'select latitude_e6 as latitudeE6, longitude_e6 as longitudeE6, datum from customer where org_id = ? and id = ?',
    [orgId, customerId],
  )
  if (!found || found.latitudeE6 === null || found.longitudeE6 === null) return null
  const datum = found.datum === 'WGS-84' ? 'WGS-84' : 'GCJ-02'
  return { latitudeE6: found.latitudeE6, longitudeE6: found.longitudeE6, datum }
}

/** Indexes task_by_customer, visit_plan_by_customer, customer_assignment_by_customer. */
async function wasSent(
  reader: Reader,
  { orgId, staffId }: Scope,
  customerId: string,
  happenedAt: Date,
): Promise<boolean> {
  const sent = await reader.row(
    `select id from task where org_id = ? and customer_id = ? and assignee_id = ? and (state = 'open' or sort_at >= ?)
     union all
     select customer_id from visit_plan where org_id = ? and customer_id = ? and staff_id = ?
     union all
     select id from customer_assignment
     where org_id = ? and customer_id = ? and staff_id = ? and since_at <= ? and until_at > ? limit 1`,
    [
      ...[orgId, customerId, staffId, happenedAt],
      ...[orgId, customerId, staffId],
      ...[orgId, customerId, staffId, happenedAt, happenedAt],
    ],
  )
  return sent !== undefined
}

/**
 * The task a visit is for; undefined for one that went to somebody else meanwhile: it is theirs to complete.
 * @throws Problem 409 `task_not_fitting` when it is another customer's
 */
export async function taskToVisitFor(
  reader: Reader,
  scope: Scope,
  customerId: string,
  taskId: string,
): Promise<Task | undefined> {
  const task = await reader.findOne(Task, { orgId: scope.orgId, id: taskId })
  if (task?.customerId !== customerId) throw new Problem(409, 'task_not_fitting', visitMessages.taskNotFits())
  return task.assigneeId === scope.staffId || task.creatorId === scope.staffId ? task : undefined
}
