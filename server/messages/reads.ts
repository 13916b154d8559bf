import type { z } from 'zod'
import type { messagesRoute } from '../../shared/api/messages'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notAllowed } from '../platform/http/refusals'
import { alternativesOf, instantPosition, type ListPage, orderedPage, pageOf } from '../platform/keyset'

type Message = z.input<typeof messagesRoute.answer>['items'][number]

interface ListRow {
  id: string
  messageId: string
  channel: string
  receivedAt: Date
  state: string
  outcome: string | null
}

/**
 * What came in and what became of it, newest first, never the text; by index inbox_by_time, or inbox_by_channel for
 * one channel. One query.
 * @throws Problem 403 for whom this is not
 */
export async function messages(
  reader: Reader,
  scope: Scope,
  query: { channel?: string; cursor?: string },
): Promise<ListPage<Message>> {
  if (!mayDo(scope, 'messages.read')) throw notAllowed()
  const after = instantPosition('messages', query.cursor)
  const channel = query.channel ? { column: 'channel', ids: [query.channel] } : { column: null }
  const page = orderedPage(alternativesOf(channel, 'm'), {
    sql: `select m.id, m.message_id as messageId, m.channel, m.received_at as receivedAt, m.state, m.outcome
      from inbox m where m.org_id = ?`,
    values: [scope.orgId],
    by: ['m.received_at', 'm.id'],
    as: ['receivedAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf(
    'messages',
    await reader.rows<ListRow>(page.sql, page.values),
    (row) => ({
      key: row.receivedAt.getTime(),
      id: row.id,
    }),
  )
  const items = rows.map(({ id: _, receivedAt, ...message }) => ({
    ...message,
    receivedAt: receivedAt.toISOString(),
  }))
  return { items, nextCursor }
}
