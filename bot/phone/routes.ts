import { directChat } from '../../server/alerts/outbox'
import { questionOptions } from '../../server/messages/questions'
import { namesSince } from '../../server/messages/speaker-dictionary'
import type { Clock } from '../../server/platform/clock'
import type { Database } from '../../server/platform/database'
import { type Api, bind } from '../../server/platform/http/api'
import { undoAnswer } from '../../server/platform/http/undo-answer'
import { newId } from '../../server/platform/ids'
import { latestUndo } from '../../server/platform/undo-entries'
import { dictionaryRoute, sayLineRoute } from '../../shared/api/lines'
import type { IncomingMessage } from '../channels/channel'

const channel = 'phone' as const

export interface PhoneParts {
  database: Database
  clock: Clock
  /** Records a message and resolves once it has been acted on: the same inbox and code as one from WeCom. */
  receiveAndAct: (message: IncomingMessage) => Promise<void>
}

/** The composer on the phone: a line said there is a line said to the bot. */
export function phoneRoutes({ database, clock, receiveAndAct }: PhoneParts): (api: Api) => void {
  return (api) => {
    bind(api, dictionaryRoute, ({ scope, query }) =>
      database.read((reader) => namesSince(reader, scope, query.version)),
    )
    bind(api, sayLineRoute, async ({ scope, body, idempotencyKey }) => {
      const { orgId, staffId } = scope
      const at = clock.now()
      // The key names the message: the same one again is the same line, acted on once.
      const messageId = idempotencyKey ? `${staffId}:${idempotencyKey}` : newId('msg', at.getTime())
      const where = { orgId, channel, chatId: directChat(channel, staffId), senderId: staffId }
      await receiveAndAct({ ...where, messageId, chatKind: 'direct', sentAt: at, text: body.text })
      return database.transaction(async (tx) => {
        const acted = await tx.row<{ outcome: string | null }>(
          // index inbox_message
          'select outcome from inbox where org_id = ? and channel = ? and message_id = ?',
          [orgId, channel, messageId],
        )
        const replies = await tx.rows<{ text: string }>(
          // index outbox_by_message
          "select text from outbox where org_id = ? and message_ref = ? and kind = 'reply' order by id",
          [orgId, `${channel}:${messageId}`],
        )
        const undo = await latestUndo(tx, orgId, staffId, `${channel}:${where.chatId}`)
        const fresh = undo && undo.createdAt >= at && undo.untilAt > at
        return {
          outcome: acted?.outcome ?? 'error',
          replies: replies.map(({ text }) => text),
          options: acted?.outcome === 'asked' ? await questionOptions(tx, where) : [],
          ...(fresh && { undo: undoAnswer({ id: undo.id, until: undo.untilAt }) }),
        }
      })
    })
  }
}
