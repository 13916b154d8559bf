import type { Reader } from '../../platform/database'
import { orderedPage } from '../../platform/keyset'
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
 * those who refused something this week, those with an open opportunity. Five queries, each of a few rows, however
 * many customers they have.
 */
export async function suggestions(
  reader: Reader,
  orgId: string,
  staffId: string,
  at: Date,
): Promise<Suggestions> {
  const refused = await reader.rows<{ id: string }>(
    // index rejection_by_owner
    `select r.customer_id as id from rejection r
     where r.org_id = ? and r.owner_id = ? and r.rejected_at >= ?
       and (select c.owner_id from customer c
         where c.org_id = r.org_id and c.id = r.customer_id and c.retired_at is null) = ?
     order by r.rejected_at desc, r.id desc limit ${eachAtMost}`,
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
    urgentOrUntouched: await urgentOrUntouched(reader, orgId, staffId, at),
    refused: new Set(refused.map(({ id }) => id)),
    opportunities: new Map(opportunities.map(({ id, signalCode }) => [id, signalCode])),
  }
}

/**
 * Own customers in urgent demand, then others out of touch, each longest ago first. Index customer_by_owner_stage: of
 * each stage, which are few, the first ones. Three queries.
 */
async function urgentOrUntouched(
  reader: Reader,
  orgId: string,
  staffId: string,
  at: Date,
): Promise<string[]> {
  const stages = await reader.rows<{ id: string; code: string }>(
    'select id, code from stage where org_id = ?',
    [orgId],
  )
  const longestAgo = (isUrgent: boolean) => {
    const some = stages.filter(({ code }) => (code === urgentStage) === isUrgent)
    const page = orderedPage(
      some.map(({ id }) => ({ sql: 'c.stage_id = ?', values: [id] })),
      {
        sql: `select c.id, c.last_touch_at as lastTouchAt from customer c
        where c.org_id = ? and c.owner_id = ? and c.retired_at is null`,
        values: [orgId, staffId],
        by: ['c.last_touch_at', 'c.id'],
        as: ['lastTouchAt', 'id'],
        direction: 'asc',
        after: undefined,
        afterId: undefined,
        limit: eachAtMost,
      },
    )
    return reader.rows<{ id: string; lastTouchAt: Date | null }>(page.sql, page.values)
  }
  const [urgent, others] = [await longestAgo(true), await longestAgo(false)]
  const since = new Date(at.getTime() - untouchedDays * dayMs)
  const untouched = others.filter(({ lastTouchAt }) => lastTouchAt === null || lastTouchAt < since)
  return [...urgent, ...untouched].slice(0, eachAtMost).map(({ id }) => id)
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
