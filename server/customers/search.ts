import type { ScopeFilter } from '../../shared/api/shapes'
import { anchorOf, reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, isCursorOf, orderedPage, type Part, textPosition } from '../platform/keyset'
import { nameKey } from './name-key'
import { termAtMost } from './terms'

export interface CustomerQuery {
  q?: string
  scope?: ScopeFilter
  cursor?: string
}

/** A page of customer ids: by id, newest first (`customers`), or by the term they were found by (`customers-found`). */
export type CustomerPage = { list: 'customers' | 'customers-found' } & Part

/** Customers by id, newest first; index customer_by_owner, _by_store, _by_region, or the primary key. */
export function plainPage(
  scope: Scope,
  query: CustomerQuery,
  found: Part = { sql: '1 = 1', values: [] },
): CustomerPage {
  const after = textPosition('customers', query.cursor)
  const anchor = anchorOf(scope, query.scope)
  // Said twice, the same column makes SQLite's planner look for another index.
  const reach =
    anchor.column === scope.reach.column
      ? { sql: 'c.org_id = ?', values: [scope.orgId] }
      : reachCondition(scope, 'c')
  const page = orderedPage(alternativesOf(anchor, 'c'), {
    sql: `select c.id, '' as term from customer c
      where ${reach.sql} and c.retired_at is null and ${found.sql}`,
    values: [...reach.values, ...found.values],
    by: ['c.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  return { list: 'customers', ...page }
}

/** Up to so many terms that begin alike, looking at the customer of each is quick, whoever asks. */
const fewTerms = 2000

interface Range {
  from: string
  to: string
}

/**
 * The page of customers that `q` may begin to name, in one of two ways: from the terms (closest first) where they
 * are few or the reach is wide; from the customers of a rep or a store where the beginning is a common one, so that
 * a hundred thousand customers of others are not gone through for thirty of one's own. Undefined when `q` has no
 * letter or digit.
 */
export async function searchPage(
  reader: Reader,
  scope: Scope,
  query: CustomerQuery & { q: string },
): Promise<CustomerPage | undefined> {
  const from = nameKey(query.q).slice(0, termAtMost)
  if (!from) return undefined
  // The highest code point there is: whatever begins alike comes before it, on both engines.
  const range = { from, to: `${from}\u{10FFFF}` }
  return (await fromOwnCustomers(reader, scope, query.cursor, range))
    ? plainPage(scope, query, {
        sql: termsIn('?', '?', 'c.org_id', 'c.id', '> 0'),
        values: [range.from, range.to],
      })
    : fromTerms(scope, query, range)
}

/** A page goes on in the way it began. */
async function fromOwnCustomers(
  reader: Reader,
  scope: Scope,
  cursor: string | undefined,
  range: Range,
): Promise<boolean> {
  if (scope.reach.column !== 'owner_id' && scope.reach.column !== 'store_id') return false
  if (cursor) return isCursorOf('customers', cursor)
  const alike = await reader.row<{ terms: number }>(
    // primary key (org_id, term, customer_id), the index alone
    `select count(*) as terms from (
       select t.term from customer_term t where t.org_id = ? and t.term >= ? and t.term < ? limit ${fewTerms + 1}) some`,
    [scope.orgId, range.from, range.to],
  )
  return Number(alike?.terms) > fewTerms
}

/** By primary key of customer_term (org_id, term, customer_id), each customer once: at its first term. */
function fromTerms(scope: Scope, query: CustomerQuery, range: Range): CustomerPage {
  const after = textPosition('customers-found', query.cursor)
  const reach = reachCondition(scope, 'c')
  const anchor = anchorOf(scope, query.scope)
  const narrowed = anchor.column === null ? '' : `and c.${anchor.column} in (?)`
  const page = orderedPage(alternativesOf({ column: null }, 't'), {
    // Sub-selects by key rather than joins: a planner may begin a join with the customers.
    sql: `select t.customer_id as id, t.term from customer_term t
      where t.org_id = ? and t.term >= ? and t.term < ?
        and ${termsIn('?', 't.term', 't.org_id', 't.customer_id', '= 0')}
        and (select c.id from customer c where c.id = t.customer_id and c.retired_at is null and ${reach.sql} ${narrowed})
          is not null`,
    values: [
      scope.orgId,
      range.from,
      range.to,
      range.from,
      ...reach.values,
      ...(anchor.column === null ? [] : [anchor.ids]),
    ],
    by: ['t.term', 't.customer_id'],
    as: ['term', 'id'],
    direction: 'asc',
    after: after?.key,
    afterId: after?.id,
  })
  return { list: 'customers-found', ...page }
}

/**
 * How many of a customer's terms are in the range, as compared; by index customer_term_by_customer. `coalesce` and
 * `kind` keep planners from going through the primary key's whole range of terms for every customer, and the count
 * from joining the two.
 */
function termsIn(from: string, below: string, orgId: string, customerId: string, compared: string): string {
  return `(select count(*) from customer_term f where f.org_id = ${orgId} and f.customer_id = ${customerId}
          and f.kind <> '' and coalesce(f.term, '') >= ${from} and coalesce(f.term, '') < ${below}) ${compared}`
}
