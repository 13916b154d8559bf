import type { ScopeFilter } from '../../shared/api/shapes'
import { customerInReach, type Scope } from '../organisation/scope'
import type { Part } from '../platform/keyset'

/**
 * Whose visits: a rep's own; of a store or a region those made while the customer belonged to it, and one's own from
 * beyond. By that time, not by now: a transfer rewrites no figure of the past. `alternatives` exclude each other.
 */
export function visitReach(
  scope: Scope,
  filter: ScopeFilter = 'all',
): { alternatives: Part[]; condition: Part } {
  const { reach } = scope
  const mine: Part = { sql: 'v.staff_id = ?', values: [scope.staffId] }
  if (reach.column === 'owner_id' || (filter === 'mine' && reach.column !== 'store_id'))
    return { alternatives: [mine], condition: mine }
  if (reach.column === null) {
    const all = { sql: '1 = 1', values: [] }
    return { alternatives: [all], condition: all }
  }
  const column = `v.${reach.column}`
  return {
    alternatives: [
      ...reach.ids.map((id) => ({ sql: `${column} = ?`, values: [id] })),
      { sql: `${mine.sql} and not (${column} in (?))`, values: [...mine.values, reach.ids] },
    ],
    condition: { sql: `(${column} in (?) or ${mine.sql})`, values: [reach.ids, ...mine.values] },
  }
}

/** One visit, or those of one customer: also by who answers for the customer now, so that a new owner sees what was. */
export function visitReachOfOne(scope: Scope): Part {
  const { condition } = visitReach(scope)
  const now = customerInReach(scope, 'v')
  return { sql: `(${condition.sql} or ${now.sql})`, values: [...condition.values, ...now.values] }
}
