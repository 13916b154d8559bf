import type { MergePreview, MergeRow } from '../../../shared/api/merges'
import { mergeTexts } from '../../../shared/text/merges'
import { reachCondition, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../../platform/keyset'
import { mergeSides } from '../duplicates/reads'
import { reachableCustomer } from '../reachable-customer'
import { customerTables } from './customer-tables'
import { planMerge } from './plan-merge'

const shownKinds = Object.entries(customerTables).flatMap(([table, { how }]) =>
  how === 'rebuild' || how === 'stay' || table === 'customer_field_value' ? [] : [table],
)

/** What a merge would move and change. A count a table, each by its index of the customer. @throws as `planMerge` */
export async function previewMerge(
  reader: Reader,
  scope: Scope,
  input: { survivorId: string; mergedId: string },
): Promise<MergePreview> {
  const { orgId } = scope
  const { differences, notes } = await planMerge(reader, scope, input)
  const sides = await mergeSides(reader, orgId, [input.survivorId, input.mergedId])
  const moves: MergePreview['moves'] = []
  for (const kind of shownKinds) {
    const counted = await reader.row<{ count: number }>(
      `select count(*) as count from ${kind} where org_id = ? and customer_id = ?`,
      [orgId, input.mergedId],
    )
    const count = Number(counted?.count ?? 0)
    if (count > 0) moves.push({ kind, name: mergeTexts.kind(kind), count })
  }
  return {
    survivor: sides.get(input.survivorId)!,
    merged: sides.get(input.mergedId)!,
    differences,
    moves,
    notes,
  }
}

interface Row {
  id: string
  mergedAt: Date
  undoneAt: Date | null
  staffId: string
  staffName: string | null
  undoneById: string | null
  undoneByName: string | null
  survivorId: string
  survivorName: string | null
  mergedId: string
  mergedName: string | null
}

/**
 * Merges whose survivor is within reach, whoever made them, newest first: into one customer (a handful), else by index
 * customer_merge_by_owner, _by_store or _by_region, or the primary key. At most two queries.
 * @throws Problem 404 for a customer that is not within reach
 */
export async function merges(
  reader: Reader,
  scope: Scope,
  query: { customer?: string | undefined; cursor?: string | undefined },
): Promise<ListPage<MergeRow>> {
  const { orgId } = scope
  const after = textPosition('merges', query.cursor)
  const anchor = query.customer
    ? {
        column: 'id',
        ids: await mergeIdsInto(reader, await reachableCustomer(reader, scope, query.customer)),
      }
    : scope.reach
  const reach = reachCondition(scope, 'c')
  const nameOf = (table: string, id: string) =>
    `(select n.name from ${table} n where n.org_id = m.org_id and n.id = ${id})`
  const page = orderedPage(alternativesOf(anchor, 'm'), {
    sql: `select m.id, m.merged_at as mergedAt, m.undone_at as undoneAt, m.staff_id as staffId,
        ${nameOf('staff', 'm.staff_id')} as staffName, m.undone_by_id as undoneById,
        ${nameOf('staff', 'm.undone_by_id')} as undoneByName, m.survivor_id as survivorId,
        ${nameOf('customer', 'm.survivor_id')} as survivorName, m.merged_id as mergedId,
        ${nameOf('customer', 'm.merged_id')} as mergedName
      from customer_merge m
      where m.org_id = ? and (select c.id from customer c where c.id = m.survivor_id and ${reach.sql}) is not null`,
    values: [orgId, ...reach.values],
    by: ['m.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf('merges', await reader.rows<Row>(page.sql, page.values), ({ id }) => ({
    key: '',
    id,
  }))
  const items = rows.map((row) => ({
    id: row.id,
    at: row.mergedAt.toISOString(),
    staff: { id: row.staffId, name: row.staffName ?? '' },
    survivor: { id: row.survivorId, name: row.survivorName ?? '' },
    merged: { id: row.mergedId, name: row.mergedName ?? '' },
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy: row.undoneById ? { id: row.undoneById, name: row.undoneByName ?? '' } : null,
  }))
  return { items, nextCursor }
}

async function mergeIdsInto(
  reader: Reader,
  { orgId, id: survivorId }: { orgId: string; id: string },
): Promise<string[]> {
  const rows = await reader.rows<{ id: string }>(
    // index customer_merge_by_survivor
    'select id from customer_merge where org_id = ? and survivor_id = ?',
    [orgId, survivorId],
  )
  return rows.map(({ id }) => id)
}

/** How many customers were made one with this one and still are; index customer_merge_by_survivor. */
export async function mergesInto(reader: Reader, orgId: string, customerId: string): Promise<number> {
  const counted = await reader.row<{ count: number }>(
    'select count(*) as count from customer_merge where org_id = ? and survivor_id = ? and undone_at is null',
    [orgId, customerId],
  )
  return Number(counted?.count ?? 0)
}
