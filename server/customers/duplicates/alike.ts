import type { AlikeRow } from '../../../shared/api/merges'
import { mergeTexts } from '../../../shared/text/merges'
import { reachCondition, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'

/** Whom a customer that is there may be the same as: its open pairs, each of the others within reach. One query. */
export async function alikeOf(reader: Reader, scope: Scope, customerId: string): Promise<AlikeRow[]> {
  const reach = reachCondition(scope, 'c')
  const half = (own: 'first' | 'second', other: 'first' | 'second') =>
    `select p.reason, p.shared_value as shared, c.id as id, c.name as name, c.code as code, c.owner_id as ownerId,
       s.name as ownerName
     from duplicate_pair p
       join customer c on c.org_id = p.org_id and c.id = p.${other}_id
       left join staff s on s.org_id = c.org_id and s.id = c.owner_id
     where p.org_id = ? and p.${own}_id = ? and p.state = 'open' and c.retired_at is null and ${reach.sql}`
  const rows = await reader.rows<{
    reason: AlikeRow['reason']['code']
    shared: string
    id: string
    name: string
    code: string
    ownerId: string | null
    ownerName: string | null
  }>(
    // indexes duplicate_pair_of_two and duplicate_pair_by_second
    `select * from (${half('first', 'second')} union all ${half('second', 'first')}) pairs order by id limit 9`,
    [scope.orgId, customerId, ...reach.values, scope.orgId, customerId, ...reach.values],
  )
  return rows.map(({ id, name, code, ownerId, ownerName, reason, shared }) => ({
    customer: { id, name, code, owner: ownerId ? { id: ownerId, name: ownerName ?? '' } : null },
    reason: { code: reason, text: mergeTexts.reason(reason, shared) },
    text: mergeTexts.maybe(code, name),
  }))
}
