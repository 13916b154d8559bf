import type { VisitPlan as PlanShape } from '../../../shared/api/visit-plans'
import { planTexts } from '../../../shared/text/visit-plans'
import { reachCondition, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { dayStart, daysLater, localDay, offsetMinutes } from '../../platform/zone'
import { visitTargets } from '../targets'
import {
  type DayVisit,
  dayVisits,
  dueCustomers,
  type PlannedRow,
  plannedRows,
  type Suggestions,
  suggestions,
} from './candidates'
import { type PlanFacts, rankPlan } from './rank-plan'
import { whosePlan } from './whose-plan'

/** More than anybody visits in a day. */
export const rowsAtMost = 60

/**
 * Whom to see first on a day, with the reason: what was planned and what is due; today also whom to think of. At most
 * fifteen queries, however many rows there are.
 * @throws Problem 404 `staff_not_found`
 */
export async function visitPlan(
  reader: Reader,
  scope: Scope,
  query: { on?: string | undefined; staff?: string | undefined },
  at: Date,
): Promise<PlanShape> {
  const { orgId, timezone } = scope
  const { staff, mayChange } = await whosePlan(reader, scope, query.staff)
  const today = localDay(timezone, at)
  const on = query.on ?? today
  const [from, until] = [dayStart(timezone, on), dayStart(timezone, daysLater(on, 1))]
  const planned = await plannedRows(reader, orgId, staff.id, on)
  const visited = await dayVisits(reader, orgId, staff.id, from, until)
  const due = on < today ? [] : await dueCustomers(reader, orgId, staff.id, until)
  const thoughts = on === today ? await suggestions(reader, orgId, staff.id, at) : undefined
  const asked = [
    ...planned.map(({ customerId }) => customerId),
    ...visited.map(({ customerId }) => customerId),
    ...due,
    ...(thoughts?.urgentOrUntouched ?? []),
    ...(thoughts?.refused ?? []),
    ...(thoughts?.opportunities.keys() ?? []),
  ]
  const ids = await shown(reader, scope, staff.id, [...new Set(asked)])
  const targets = await visitTargets(reader, scope, ids, at)
  const rows = ids.flatMap((id) => {
    const target = targets.get(id)
    return target ? [{ target, ...factsOf(id, { planned, visited, thoughts }) }] : []
  })
  return {
    on,
    staff,
    rows: rankPlan(rows, { at, until, offset: offsetMinutes(timezone, at) }).slice(0, rowsAtMost),
    rule: planTexts.rule(),
    mayChange,
    serverAt: at.toISOString(),
  }
}

function factsOf(
  id: string,
  from: { planned: PlannedRow[]; visited: DayVisit[]; thoughts: Suggestions | undefined },
): Omit<PlanFacts, 'target'> {
  const visit = from.visited.findLast(({ customerId }) => customerId === id)
  return {
    planned: from.planned.find(({ customerId }) => customerId === id),
    visit: visit ? { id: visit.id, state: visit.state, at: visit.checkedInAt.toISOString() } : null,
    refused: from.thoughts?.refused.has(id) ?? false,
    opportunity: from.thoughts?.opportunities.get(id),
  }
}

/** One's own plan shows wherever one is sent; a leader sees the customers within reach. Primary key (org_id, id). */
async function shown(reader: Reader, scope: Scope, staffId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0 || staffId === scope.staffId) return ids
  const reach = reachCondition(scope, 'c')
  const rows = await reader.rows<{ id: string }>(
    `select c.id from customer c where ${reach.sql} and c.id in (?)`,
    [...reach.values, ids],
  )
  const within = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => within.has(id))
}
