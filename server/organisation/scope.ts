import type { Role, ScopeFilter } from '../../shared/api/shapes'
import type { Reader, Value } from '../platform/database'
import { Org, Staff, StaffRegion, StaffStore } from './tables'

/**
 * What one person may see: a required argument of every read, so that a forgotten permission does not compile.
 * A rep reaches own customers, a store manager the stores they run, an area manager the region, the others the
 * organisation; nobody reaches another organisation.
 */
export interface Scope {
  readonly orgId: string
  readonly timezone: string
  readonly staffId: string
  readonly name: string
  readonly role: Role
  readonly reach: Anchor
}

/**
 * A set of rows named by one indexed column that customers, touchpoints and opportunities all carry
 * (`owner_id`, `store_id`, `region_id`), or the whole organisation.
 */
export type Anchor =
  | { readonly column: 'owner_id' | 'store_id' | 'region_id'; readonly ids: readonly string[] }
  | { readonly column: null }

/** The scope of somebody who is with us; undefined for a leaver or a stranger. Two or three lookups by key. */
export async function scopeOf(reader: Reader, orgId: string, staffId: string): Promise<Scope | undefined> {
  const [staff, org] = await Promise.all([
    reader.findOne(Staff, { orgId, id: staffId, leftAt: null }),
    reader.findOne(Org, { id: orgId }),
  ])
  if (!staff || !org) return undefined
  const { name, role } = staff
  return { orgId, timezone: org.timezone, staffId, name, role, reach: await reachOf(reader, staff) }
}

async function reachOf(reader: Reader, { orgId, id: staffId, role }: Staff): Promise<Anchor> {
  switch (role) {
    case 'rep':
      return { column: 'owner_id', ids: [staffId] }
    case 'storeManager': {
      const runs = await reader.find(StaffStore, { orgId, staffId, untilAt: null })
      return { column: 'store_id', ids: runs.map(({ storeId }) => storeId).sort() }
    }
    case 'areaManager': {
      const runs = await reader.find(StaffRegion, { orgId, staffId, untilAt: null })
      return { column: 'region_id', ids: runs.map(({ regionId }) => regionId).sort() }
    }
    case 'director':
    case 'hq':
    case 'finance':
    case 'admin':
      return { column: null }
  }
}

/**
 * The rows a filter asks for, never more than the reach: `mine` is what I own (for a store manager: of the stores I
 * run), `store` and `region` what I reach of them, `all` my whole reach.
 */
export function anchorOf(scope: Scope, filter: ScopeFilter = 'all'): Anchor {
  if (filter === 'mine' && scope.role !== 'storeManager') return { column: 'owner_id', ids: [scope.staffId] }
  return scope.reach
}

/** The condition that a row of customers (by its alias) is within reach. */
export function reachCondition(
  scope: Scope,
  customer: string,
): { sql: string; values: (Value | readonly Value[])[] } {
  const { reach } = scope
  if (reach.column === null) return { sql: `${customer}.org_id = ?`, values: [scope.orgId] }
  return {
    sql: `${customer}.org_id = ? and ${customer}.${reach.column} in (?)`,
    values: [scope.orgId, reach.ids],
  }
}

/**
 * The condition that the customer of another table's row is within reach now, and not retired. A scalar sub-select by
 * primary key, not a join: a planner may begin a join with the customers, and then sort all they have.
 */
export function customerInReach(
  scope: Scope,
  table: string,
): { sql: string; values: (Value | readonly Value[])[] } {
  const { reach } = scope
  const customer = (column: string) =>
    `(select c.${column} from customer c where c.org_id = ${table}.org_id and c.id = ${table}.customer_id and c.retired_at is null)`
  if (reach.column === null) return { sql: `${customer('id')} is not null`, values: [] }
  return { sql: `${customer(reach.column)} in (?)`, values: [reach.ids] }
}

/** Whether a customer with this owner, store and region is within reach. */
export function reaches(
  scope: Scope,
  customer: { ownerId: string | null; storeId: string; regionId: string },
): boolean {
  switch (scope.reach.column) {
    case null:
      return true
    case 'owner_id':
      return customer.ownerId !== null && scope.reach.ids.includes(customer.ownerId)
    case 'store_id':
      return scope.reach.ids.includes(customer.storeId)
    case 'region_id':
      return scope.reach.ids.includes(customer.regionId)
  }
}
