import type { TodoRow } from '../../shared/api/todos'
import { action } from '../../shared/text/actions'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { alternativesOf, instantPosition, type ListPage, orderedPage, pageOf } from '../platform/keyset'

interface ListRow {
  id: string
  kind: string
  text: string
  customerId: string | null
  customerName: string | null
  state: 'open' | 'done'
  createdAt: Date
}

/** What the system asks of this person, newest first, by index todo_by_staff. One query. */
export async function todos(
  reader: Reader,
  scope: Scope,
  query: { state?: 'open' | 'done'; cursor?: string },
): Promise<ListPage<TodoRow>> {
  const { state = 'open' } = query
  const list = `todos-${state}`
  const after = instantPosition(list, query.cursor)
  const page = orderedPage(alternativesOf({ column: 'staff_id', ids: [scope.staffId] }, 'd'), {
    sql: `select d.id, d.created_at as createdAt from todo d where d.org_id = ? and d.state = ?`,
    values: [scope.orgId, state],
    by: ['d.created_at', 'd.id'],
    as: ['createdAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const rows = await todoRows(reader, scope.orgId, page.sql, page.values)
  const { rows: shown, nextCursor } = pageOf(list, rows, ({ createdAt, id }) => ({
    key: createdAt.getTime(),
    id,
  }))
  return { items: shown.map(todoRow), nextCursor }
}

/** One todo of this person, by primary key. @throws Problem 404 for somebody else's */
export async function todoById(reader: Reader, scope: Scope, id: string): Promise<TodoRow> {
  const [row] = await todoRows(
    reader,
    scope.orgId,
    'select d.id, d.created_at as createdAt from todo d where d.org_id = ? and d.id = ? and d.staff_id = ?',
    [scope.orgId, id, scope.staffId],
  )
  if (!row) throw notFound()
  return todoRow(row)
}

function todoRows(
  reader: Reader,
  orgId: string,
  page: string,
  values: Parameters<Reader['rows']>[1] = [],
): Promise<ListRow[]> {
  return reader.rows<ListRow>(
    `select p.id, d.kind, d.text, d.customer_id as customerId, c.name as customerName, d.state, p.createdAt
     from (${page}) p
     left join todo d on d.org_id = ? and d.id = p.id
     left join customer c on c.org_id = ? and c.id = d.customer_id
     order by p.createdAt desc, p.id desc`,
    [...values, orgId, orgId],
  )
}

function todoRow(row: ListRow): TodoRow {
  return {
    id: row.id,
    kind: row.kind,
    text: row.text,
    ...(row.customerId && { customer: { id: row.customerId, name: row.customerName ?? '' } }),
    createdAt: row.createdAt.toISOString(),
    state: row.state,
    actions: [
      ...(row.state === 'open' && row.kind === 'proposal' ? [action('accept'), action('decline')] : []),
      ...(row.state === 'open' && row.kind === 'leaver' ? [action('openLeaver')] : []),
      ...(row.customerId ? [action('openCustomer')] : []),
    ],
  }
}
