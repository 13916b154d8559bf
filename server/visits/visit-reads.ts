import type { QueryOf } from '../../shared/api/route'
import type { VisitRow, Visit as VisitShape } from '../../shared/api/visit-shapes'
import type { visitsRoute } from '../../shared/api/visits'
import { visitMessages } from '../../shared/text/visits'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { instantPosition, type ListPage, orderedPage, type Part, pageOf } from '../platform/keyset'
import { Problem } from '../platform/problem'
import { periodCondition } from './period'
import { findingsOf, photosOf } from './visit-parts'
import { visitReach, visitReachOfOne } from './visit-reach'
import { namedVisits, type VisitColumns, visitColumns, visitRow, visitShape } from './visit-shape'

type VisitQuery = QueryOf<typeof visitsRoute>

/**
 * Visits, newest first. By index visit_by_staff, _by_store, _by_region, _by_time or _by_customer. One query.
 */
export async function visits(reader: Reader, scope: Scope, query: VisitQuery): Promise<ListPage<VisitRow>> {
  const after = instantPosition('visits', query.cursor)
  const { alternatives, condition } = rowsAsked(scope, query)
  const period = periodCondition(scope.timezone, query)
  const page = orderedPage(alternatives, {
    sql: `select ${visitColumns} from visit v where v.org_id = ? and ${condition.sql} and ${period.sql}`,
    values: [scope.orgId, ...condition.values, ...period.values],
    by: ['v.sort_at', 'v.id'],
    as: ['sortAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const named = namedVisits(page, scope.orgId)
  const rows = await reader.rows<VisitColumns>(`${named.sql} order by p.sortAt desc, p.id desc`, named.values)
  const { rows: shown, nextCursor } = pageOf('visits', rows, ({ sortAt, id }) => ({
    key: sortAt.getTime(),
    id,
  }))
  return { items: shown.map(visitRow), nextCursor }
}

/** What picks the rows by an index, and what else must hold. */
function rowsAsked(scope: Scope, query: VisitQuery): { alternatives: Part[]; condition: Part } {
  const { customer, staff, store, region, closed } = query
  const reach = customer ? undefined : visitReach(scope, query.scope)
  const parts: Part[] = []
  if (query.state || !customer) parts.push({ sql: 'v.state = ?', values: [query.state ?? 'done'] })
  else parts.push({ sql: "v.state <> 'withdrawn'", values: [] })
  if (closed) parts.push({ sql: 'v.closed = ?', values: [closed === 'yes'] })
  const named = (
    [
      ['customer_id', customer],
      ['staff_id', staff],
      ['store_id', store],
      ['region_id', region],
    ] as const
  ).flatMap(([column, id]): Part[] => (id ? [{ sql: `v.${column} = ?`, values: [id] }] : []))
  const [first, ...others] = named
  parts.push(...others)
  if (first) parts.push(reach?.condition ?? visitReachOfOne(scope))
  return {
    alternatives: first ? [first] : (reach?.alternatives ?? []),
    condition: {
      sql: parts.map(({ sql }) => sql).join(' and '),
      values: parts.flatMap(({ values }) => values),
    },
  }
}

/**
 * One visit with what was seen and photographed. Three queries.
 * @throws Problem 404 when it is not within reach
 */
export async function visit(reader: Reader, scope: Scope, id: string): Promise<VisitShape> {
  const found = await visitWhere(reader, scope, { sql: 'v.id = ?', values: [id] })
  if (!found) throw new Problem(404, 'not_found', visitMessages.notFound())
  return found
}

/** The visit this person has not ended, by index visit_active. */
export function activeVisit(reader: Reader, scope: Scope): Promise<VisitShape | undefined> {
  return visitWhere(reader, scope, { sql: 'v.active_key = ?', values: [scope.staffId] })
}

/** The same, as a row. */
export async function activeVisitRow(reader: Reader, scope: Scope): Promise<VisitRow | undefined> {
  const { items } = await visits(reader, scope, { state: 'active', scope: 'mine', staff: scope.staffId })
  return items[0]
}

async function visitWhere(reader: Reader, scope: Scope, where: Part): Promise<VisitShape | undefined> {
  const reach = visitReachOfOne(scope)
  const named = namedVisits(
    {
      sql: `select ${visitColumns}, v.check_in as checkIn, v.check_out as checkOut from visit v
        where v.org_id = ? and ${where.sql} and ${reach.sql}`,
      values: [scope.orgId, ...where.values, ...reach.values],
    },
    scope.orgId,
  )
  const row = await reader.row<Parameters<typeof visitShape>[1]>(named.sql, named.values)
  if (!row) return undefined
  return visitShape(
    scope,
    row,
    await findingsOf(reader, scope.orgId, row.id),
    await photosOf(reader, scope.orgId, row.id),
  )
}
