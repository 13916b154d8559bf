import type { CustomerRow } from '../../shared/api/customers'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, orderedPage } from '../platform/keyset'
import { customerRow, type ListRow } from './reads'

/** What a phone keeps of them; a rep has some hundred. */
const customersAtMost = 5000

/**
 * The newest customers within reach, for a phone without a network. Index customer_by_owner, _by_store or _by_region, or
 * the primary key.
 */
export async function phoneCustomers(reader: Reader, scope: Scope): Promise<CustomerRow[]> {
  const page = orderedPage(alternativesOf(scope.reach, 'c'), {
    sql: 'select c.id from customer c where c.org_id = ? and c.retired_at is null',
    values: [scope.orgId],
    by: ['c.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: undefined,
    limit: customersAtMost,
  })
  const rows = await reader.rows<Omit<ListRow, 'term'>>(
    // each joined by primary key
    `select c.id, c.name, c.code, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId,
       s.name as ownerName, g.id as stageId, g.name as stageName, g.code as stageCode,
       c.last_touch_at as lastTouchAt
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.id
     left join store t on t.org_id = ? and t.id = c.store_id
     left join stage g on g.org_id = ? and g.id = c.stage_id
     left join staff s on s.org_id = ? and s.id = c.owner_id
     order by c.id desc`,
    [...page.values, ...Array<string>(4).fill(scope.orgId)],
  )
  return rows.map(customerRow)
}
