import { anchorOf, type Scope } from '../organisation/scope'
import { alternativesOf, orderedPage, type Part, textPosition } from '../platform/keyset'
import type { CustomerPage, CustomerQuery } from './customer-page'
import { anchorSaid } from './list-page'
import { nameKey } from './name-key'
import { termAtMost } from './terms'
import { customerMeets } from './touch-page'

/**
 * The page of customers that `q` may begin to name, closest first. It begins with the terms of the said owner or store, else
 * of the reach (index customer_term_by_owner, _by_store, _by_region, _by_term), each in the order of the page: so it
 * reads a page's rows, however many customers begin alike and however many somebody has. What else the list is narrowed by
 * is looked at row by row. Undefined when `q` has no letter or digit.
 */
export function searchPage(
  scope: Scope,
  query: CustomerQuery & { q: string },
  conditions: Part,
): CustomerPage | undefined {
  const from = nameKey(query.q).slice(0, termAtMost)
  if (!from) return undefined
  // The highest code point there is: whatever begins alike comes before it, on both engines.
  const until = `${from}\u{10FFFF}`
  const after = textPosition('customers-found', query.cursor)
  const customer = customerMeets(scope, anchorOf(scope, query.scope), conditions)
  const page = orderedPage(alternativesOf(anchorSaid(scope, query), 'v'), {
    // Each customer once: at its first term of the range, by primary key (org_id, customer_id, term).
    sql: `select v.customer_id as id, v.term from customer_term v
      where v.org_id = ? and v.term >= ? and v.term < ? and ${customer.sql}
        and (select min(f.term) from customer_term f
          where f.org_id = v.org_id and f.customer_id = v.customer_id and f.term >= ?) = v.term`,
    values: [scope.orgId, from, until, ...customer.values, from],
    by: ['v.term', 'v.customer_id'],
    as: ['term', 'id'],
    direction: 'asc',
    after: after?.key,
    afterId: after?.id,
  })
  return { list: 'customers-found', ...page }
}
