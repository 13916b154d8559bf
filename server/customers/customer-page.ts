import type { CustomerFilter } from '../../shared/api/customer-filter'
import type { ScopeFilter } from '../../shared/api/shapes'
import type { Scope } from '../organisation/scope'
import { alternativesOf, orderedPage, type Part, textPosition } from '../platform/keyset'

export interface CustomerQuery extends CustomerFilter {
  q?: string | undefined
  scope?: ScopeFilter | undefined
  cursor?: string | undefined
}

/**
 * A page of customer ids (`id`), each with what it is ordered by (`term`): `customers` by id, newest first;
 * `-found` by the term they were found by; `-silent` by last contact, longest ago first, `-touched` latest first;
 * `-by-number` and `-by-day` by the value of a field.
 */
export type CustomerPage = {
  list:
    | 'customers'
    | 'customers-found'
    | 'customers-silent'
    | 'customers-touched'
    | 'customers-by-number'
    | 'customers-by-day'
} & Part

/** The rows a page goes through: those that one column names, or all of the organisation. */
export type Driver = { readonly column: string | null; readonly ids?: readonly string[] }

export const anything: Part = { sql: '1 = 1', values: [] }

export function joined(parts: readonly Part[]): Part {
  if (parts.length === 0) return anything
  return { sql: parts.map(({ sql }) => sql).join(' and '), values: parts.flatMap(({ values }) => values) }
}

/**
 * That a row of `customer c` is of these, as a condition that no planner begins with: said plainly, the column makes
 * it look for another index than the one that drives.
 */
export function within({ column, ids = [] }: Driver): Part {
  return column === null ? anything : { sql: `coalesce(c.${column}, '') in (?)`, values: [ids] }
}

/** That a row of `customer c` is within reach, while the driver's index leads: what the driver says already is left out. */
export function reachBeside(scope: Scope, driver: Driver): Part {
  const { reach } = scope
  const inOrg: Part = { sql: 'c.org_id = ?', values: [scope.orgId] }
  if (reach.column === null) return inOrg
  const said = reach.column === driver.column && driver.ids?.every((id) => reach.ids.includes(id))
  return said ? inOrg : joined([inOrg, within(reach)])
}

/** Customers by id, newest first, as far as one column or the whole organisation drives. */
export function anchoredPage(
  scope: Scope,
  query: { cursor?: string | undefined },
  driver: Driver,
  conditions: Part = anything,
): CustomerPage {
  const after = textPosition('customers', query.cursor)
  const reach = reachBeside(scope, driver)
  const page = orderedPage(alternativesOf(driver, 'c'), {
    sql: `select c.id, '' as term from customer c
      where ${reach.sql} and c.retired_at is null and ${conditions.sql}`,
    values: [...reach.values, ...conditions.values],
    by: ['c.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  return { list: 'customers', ...page }
}
