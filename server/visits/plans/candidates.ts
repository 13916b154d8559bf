import type { Reader } from '../../platform/database'
import { urgentStage } from '../rank'

/** Who has not been in touch for so many days is worth a visit. */
const untouchedDays = 5
const refusedDays = 7
const eachAtMost = 10
const dayMs = 86_400_000

export interface Suggestions {
  urgentOrUntouched: string[]
  refused: Set<string>
  /** By customer, what is open with them. */
  opportunities: Map<string, string>
}

/**
 * Whom a person could see today besides what is planned and due: own customers in urgent demand or long out of touch,
 * those who refused something this week, those with an open opportunity. Three queries.
 */
export async function suggestions(
  reader: Reader,
  orgId: string,
  staffId: string,
  at: Date,
): Promise<Suggestions> {
  const customers = await reader.rows<{ id: string }>(
    // index customer_by_owner: all customers of one person
    `select c.id from customer c join stage g on g.org_id = c.org_id and g.id = c.stage_id
     where c.org_id = ? and c.owner_id = ? and c.retired_at is null
       and (g.code = ? or c.last_touch_at is null or c.last_touch_at < ?)
     order by case when g.code = ? then 0 else 1 end, c.last_touch_at, c.id limit ${eachAtMost}`,
    [orgId, staffId, urgentStage, new Date(at.getTime() - untouchedDays * dayMs), urgentStage],
  )
  const refused = await reader.rows<{ id: string }>(
    // index touchpoint_by_owner: what happened with one person's customers in a week
    `select t.customer_id as id from touchpoint t join customer c on c.org_id = t.org_id and c.id = t.customer_id
     where t.org_id = ? and t.owner_id = ? and t.occurred_at >= ? and t.kind = 'rejection' and t.voided_at is null
       and c.owner_id = ? and c.retired_at is null
     order by t.occurred_at desc, t.id desc limit ${eachAtMost}`,
    [orgId, staffId, new Date(at.getTime() - refusedDays * dayMs), staffId],
  )
  const opportunities = await reader.rows<{ id: string; signalCode: string }>(
    // index opportunity_by_owner
    `select o.customer_id as id, o.signal_code as signalCode from opportunity o
     where o.org_id = ? and o.owner_id = ? and o.state = 'open'
     order by o.created_at desc, o.id desc limit ${eachAtMost}`,
    [orgId, staffId],
  )
  return {
    urgentOrUntouched: customers.map(({ id }) => id),
    refused: new Set(refused.map(({ id }) => id)),
    opportunities: new Map(opportunities.map(({ id, signalCode }) => [id, signalCode])),
  }
}

export interface PlannedRow {
  customerId: string
  position: number | null
  plannedById: string
  plannedByName: string | null
  createdAt: Date
}

/** What was put on a day. Primary key (org_id, staff_id, day_on, customer_id). */
export function plannedRows(
  reader: Reader,
  orgId: string,
  staffId: string,
  on: string,
): Promise<PlannedRow[]> {
  return reader.rows<PlannedRow>(
    `select p.customer_id as customerId, p.position, p.planned_by_id as plannedById, s.name as plannedByName,
       p.created_at as createdAt
     from visit_plan p left join staff s on s.org_id = p.org_id and s.id = p.planned_by_id
     where p.org_id = ? and p.staff_id = ? and p.day_on = ?`,
    [orgId, staffId, on],
  )
}

/** Customers with a task of this person due before an instant. Index task_by_assignee. */
export async function dueCustomers(
  reader: Reader,
  orgId: string,
  staffId: string,
  before: Date,
): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    `select customer_id as id from task where org_id = ? and assignee_id = ? and state = 'open' and sort_at < ?
     order by sort_at, id limit 60`,
    [orgId, staffId, before],
  )
  return rows.map(({ id }) => id)
}

export interface DayVisit {
  id: string
  customerId: string
  state: 'active' | 'done'
  checkedInAt: Date
}

/** Where this person was on a day, oldest first. Index visit_by_check_in. */
export function dayVisits(
  reader: Reader,
  orgId: string,
  staffId: string,
  from: Date,
  until: Date,
): Promise<DayVisit[]> {
  return reader.rows<DayVisit>(
    `select id, customer_id as customerId, state, checked_in_at as checkedInAt from visit
     where org_id = ? and staff_id = ? and checked_in_at >= ? and checked_in_at < ? and state <> 'withdrawn'
     order by checked_in_at limit 60`,
    [orgId, staffId, from, until],
  )
}
