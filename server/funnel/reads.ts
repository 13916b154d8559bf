import type { OpportunityRow } from '../../shared/api/opportunities'
import type { ScopeFilter } from '../../shared/api/shapes'
import { anchorOf, customerInReach, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, instantPosition, type ListPage, orderedPage, pageOf } from '../platform/keyset'
import { openKeyOf } from './open-opportunity'

interface ListRow {
  id: string
  customerId: string
  customerName: string
  ownerId: string | null
  ownerName: string | null
  signalCode: string
  dueAt: Date | null
  dueGrain: 'minute' | 'part' | 'day' | null
  state: 'open' | 'closed'
  outcome: 'won' | 'lost' | null
  createdAt: Date
}

/**
 * Opportunities, newest first, by index opportunity_by_owner, _by_store, _by_region or _by_time; what was withdrawn is
 * not shown. One query.
 */
export async function opportunities(
  reader: Reader,
  scope: Scope,
  query: { state?: 'open' | 'closed'; scope?: ScopeFilter; cursor?: string },
): Promise<ListPage<OpportunityRow>> {
  const { state = 'open' } = query
  const list = `opportunities-${state}`
  const after = instantPosition(list, query.cursor)
  const inReach = customerInReach(scope, 'o')
  const page = orderedPage(alternativesOf(anchorOf(scope, query.scope), 'o'), {
    sql: `select o.id, o.customer_id as customerId, o.owner_id as ownerId, o.signal_code as signalCode,
        o.due_at as dueAt, o.due_grain as dueGrain, o.state, o.outcome, o.created_at as createdAt
      from opportunity o
      where o.org_id = ? and o.state = ? ${state === 'closed' ? "and o.outcome in ('won', 'lost')" : ''}
        and ${inReach.sql}`,
    values: [scope.orgId, state, ...inReach.values],
    by: ['o.created_at', 'o.id'],
    as: ['createdAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const rows = await reader.rows<ListRow>(
    `select p.*, c.name as customerName, s.name as ownerName
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.customerId
     left join staff s on s.org_id = ? and s.id = p.ownerId
     order by p.createdAt desc, p.id desc`,
    [...page.values, scope.orgId, scope.orgId],
  )
  const { rows: shown, nextCursor } = pageOf(list, rows, ({ createdAt, id }) => ({
    key: createdAt.getTime(),
    id,
  }))
  return { items: shown.map(opportunityRow), nextCursor }
}

/** What is open with one customer, newest first. By the unique index opportunity_open, which holds open ones alone. */
export async function openOpportunitiesOf(
  reader: Reader,
  orgId: string,
  customerId: string,
): Promise<
  { id: string; signalCode: string; createdAt: Date; dueAt: Date | null; dueGrain: ListRow['dueGrain'] }[]
> {
  return reader.rows(
    `select id, signal_code as signalCode, created_at as createdAt, due_at as dueAt, due_grain as dueGrain
     from opportunity where org_id = ? and open_key >= ? and open_key < ? order by created_at desc, id desc`,
    [orgId, openKeyOf(customerId, ''), openKeyOf(customerId, '\uffff')],
  )
}

function opportunityRow(row: ListRow): OpportunityRow {
  return {
    id: row.id,
    customer: { id: row.customerId, name: row.customerName },
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    signal: row.signalCode,
    ...(row.dueAt && { dueAt: row.dueAt.toISOString(), dueGrain: row.dueGrain ?? 'minute' }),
    state: row.state === 'open' ? 'open' : (row.outcome ?? 'lost'),
    createdAt: row.createdAt.toISOString(),
  }
}
