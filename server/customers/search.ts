import { anchorOf, reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, isCursorOf, orderedPage, type Part, textPosition } from '../platform/keyset'
import { type CustomerPage, type CustomerQuery, joined, scopedPage } from './customer-page'
import { nameKey } from './name-key'
import { termAtMost } from './terms'

/** Up to so many rows are counted before choosing which way is shorter. */
const countedAtMost = 2000

interface Range {
  from: string
  to: string
}

/**
 * The page of customers that `q` may begin to name, in one of two ways: from the terms (closest first) where they
 * are fewer than one's own customers or the reach is wide; from the customers of a rep or a store where those are
 * fewer, so that a hundred thousand customers of others are not gone through for thirty of one's own. What else the list is narrowed
 * by is looked at row by row. Undefined when `q` has no letter or digit.
 */
export async function searchPage(
  reader: Reader,
  scope: Scope,
  query: CustomerQuery & { q: string },
  conditions: Part,
): Promise<CustomerPage | undefined> {
  const from = nameKey(query.q).slice(0, termAtMost)
  if (!from) return undefined
  // The highest code point there is: whatever begins alike comes before it, on both engines.
  const range = { from, to: `${from}\u{10FFFF}` }
  return (await fromOwnCustomers(reader, scope, query.cursor, range))
    ? scopedPage(
        scope,
        query,
        joined([
          { sql: termsIn('?', '?', 'c.org_id', 'c.id', '> 0'), values: [range.from, range.to] },
          conditions,
        ]),
      )
    : fromTerms(scope, query, range, conditions)
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
  const reach = reachCondition(scope, 'c')
  const [alike, own] = await Promise.all([
    reader.row<{ n: number }>(
      // primary key (org_id, term, customer_id), the index alone
      `select count(*) as n from (
         select t.term from customer_term t where t.org_id = ? and t.term >= ? and t.term < ? limit ${countedAtMost}) some`,
      [scope.orgId, range.from, range.to],
    ),
    reader.row<{ n: number }>(
      // index customer_by_owner or customer_by_store alone
      `select count(*) as n from (select c.id from customer c where ${reach.sql} limit ${countedAtMost}) some`,
      reach.values,
    ),
  ])
  return Number(own?.n) <= Number(alike?.n)
}

/** By primary key of customer_term (org_id, term, customer_id), each customer once: at its first term. */
function fromTerms(scope: Scope, query: CustomerQuery, range: Range, conditions: Part): CustomerPage {
  const after = textPosition('customers-found', query.cursor)
  const reach = reachCondition(scope, 'c')
  const anchor = anchorOf(scope, query.scope)
  const narrowed = anchor.column === null ? '' : `and c.${anchor.column} in (?)`
  const page = orderedPage(alternativesOf({ column: null }, 't'), {
    // Sub-selects by key rather than joins: a planner may begin a join with the customers.
    sql: `select t.customer_id as id, t.term from customer_term t
      where t.org_id = ? and t.term >= ? and t.term < ?
        and (select c.id from customer c where c.id = t.customer_id and c.retired_at is null and ${reach.sql} ${narrowed}
          and ${conditions.sql}) is not null
        and ${termsIn('?', 't.term', 't.org_id', 't.customer_id', '= 0')}`,
    values: [
      scope.orgId,
      range.from,
      range.to,
      ...reach.values,
      ...(anchor.column === null ? [] : [anchor.ids]),
      ...conditions.values,
      range.from,
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
