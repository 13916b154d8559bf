import type { Closure, closureRoute } from '../../shared/api/closure'
import type { QueryOf } from '../../shared/api/route'
import { closureTexts } from '../../shared/text/visits'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { periodCondition, periodOf } from './period'
import { visitReach } from './visit-reach'

interface Counted {
  id: string
  completed: number
  closed: number
}

/**
 * Closure rate: completed visits followed by a next step ÷ completed visits. The rows add up to the total, and each opens
 * to its visits. From index visit_by_staff, _by_store, _by_region or _by_time alone. Two queries: counts, names.
 */
export async function closure(
  reader: Reader,
  scope: Scope,
  query: QueryOf<typeof closureRoute>,
  at: Date,
): Promise<Closure> {
  const { from, to } = periodOf(scope.timezone, query, at)
  const by = query.by ?? 'staff'
  const { alternatives } = visitReach(scope, query.scope)
  const period = periodCondition(scope.timezone, { from, to })
  const parts = alternatives.map((part) => ({
    sql: `select v.${by}_id as id, count(*) as completed, sum(v.closed) as closed from visit v
      where v.org_id = ? and v.state = 'done' and ${period.sql} and ${part.sql} group by v.${by}_id`,
    values: [scope.orgId, ...period.values, ...part.values],
  }))
  const counts = await reader.rows<Counted>(
    `select id, sum(completed) as completed, sum(closed) as closed
     from (${parts.map(({ sql }) => sql).join('\n     union all ')}) done group by id`,
    parts.flatMap(({ values }) => values),
  )
  const names = await reader.rows<{ id: string; name: string }>(
    // primary key (org_id, id)
    `select id, name from ${by} where org_id = ? and id in (?)`,
    [scope.orgId, counts.map(({ id }) => id)],
  )
  const rows = counts
    .map(({ id, ...row }) => ({
      id,
      name: names.find((each) => each.id === id)?.name ?? '',
      ...figures(Number(row.completed), Number(row.closed)),
      visits: { state: 'done', scope: query.scope ?? 'all', from, to, [by]: id },
    }))
    .toSorted((a, b) => b.completed - a.completed || a.name.localeCompare(b.name, 'zh'))
  const sum = (figure: 'completed' | 'closed') => rows.reduce((total, row) => total + row[figure], 0)
  return {
    from,
    to,
    by,
    definition: closureTexts.definition(from, to),
    total: figures(sum('completed'), sum('closed')),
    rows,
  }
}

function figures(completed: number, closed: number) {
  return { completed, closed, rateBp: completed === 0 ? null : Math.round((closed * 10_000) / completed) }
}
