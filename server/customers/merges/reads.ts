import type { MergePreview } from '../../../shared/api/merges'
import { mergeTexts } from '../../../shared/text/merges'
import type { Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../../platform/keyset'
import { mergeSides } from '../duplicates/reads'
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

interface MergeRow {
  id: string
  mergedAt: Date
  undoneAt: Date | null
  survivorId: string
  survivorName: string | null
  mergedId: string
  mergedName: string | null
}

/** Merges that this person made, newest first; index customer_merge_by_staff. */
export async function merges(
  reader: Reader,
  scope: Scope,
  query: { cursor?: string | undefined },
): Promise<
  ListPage<{
    id: string
    at: string
    survivor: { id: string; name: string }
    merged: { id: string; name: string }
    undoneAt: string | null
  }>
> {
  const after = textPosition('merges', query.cursor)
  const page = orderedPage(alternativesOf({ column: 'staff_id', ids: [scope.staffId] }, 'm'), {
    sql: `select m.id, m.merged_at as mergedAt, m.undone_at as undoneAt, m.survivor_id as survivorId,
        m.merged_id as mergedId,
        (select c.name from customer c where c.org_id = m.org_id and c.id = m.survivor_id) as survivorName,
        (select c.name from customer c where c.org_id = m.org_id and c.id = m.merged_id) as mergedName
      from customer_merge m where m.org_id = ?`,
    values: [scope.orgId],
    by: ['m.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf(
    'merges',
    await reader.rows<MergeRow>(page.sql, page.values),
    ({ id }) => ({
      key: '',
      id,
    }),
  )
  const items = rows.map((row) => ({
    id: row.id,
    at: row.mergedAt.toISOString(),
    survivor: { id: row.survivorId, name: row.survivorName ?? '' },
    merged: { id: row.mergedId, name: row.mergedName ?? '' },
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }))
  return { items, nextCursor }
}
