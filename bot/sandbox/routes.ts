import { demoPeople } from '../../server/demo/people'
import type { Clock } from '../../server/platform/clock'
import type { Database } from '../../server/platform/database'
import { type Api, bindOpen } from '../../server/platform/http/api'
import { newId } from '../../server/platform/ids'
import { Problem } from '../../server/platform/problem'
import {
  demoChatMessagesRoute,
  demoChatsRoute,
  demoPeopleRoute,
  sendDemoMessageRoute,
} from '../../shared/api/demo'
import { demoTexts } from '../../shared/text/demo'
import type { IncomingMessage } from '../channels/channel'
import { demoChats, demoMessages } from './chats'

export interface SandboxParts {
  database: Database
  clock: Clock
  orgId: string
  /** Records a message and resolves once it has been acted on: the same inbox and code as one from WeCom. */
  receiveAndAct: (message: IncomingMessage) => Promise<void>
}

/** The chat of the demo page: people and windows, and a way to say something in them. */
export function sandboxRoutes({ database, clock, orgId, receiveAndAct }: SandboxParts): (api: Api) => void {
  const chats = () => database.read(async (reader) => demoChats(reader, orgId, await demoPeople(reader)))

  return (api) => {
    bindOpen(api, demoPeopleRoute, async () => ({ people: await database.read(demoPeople) }))
    bindOpen(api, demoChatsRoute, async () => ({
      chats: (await chats()).map((chat) => ({ ...chat, lastAt: chat.lastAt?.toISOString() ?? null })),
    }))
    bindOpen(api, demoChatMessagesRoute, async ({ params }) => {
      const messages = await database.read((reader) => demoMessages(reader, orgId, params.id))
      // Whether there is such a window is looked up only where it is empty: the page asks every second or so.
      if (messages.length === 0 && !(await chats()).some(({ id }) => id === params.id))
        throw new Problem(404, 'chat_unknown', demoTexts.noSuchChat())
      return { messages: messages.map((message) => ({ ...message, at: message.at.toISOString() })) }
    })
    bindOpen(api, sendDemoMessageRoute, async ({ body }) => {
      const person = (await database.read(demoPeople)).find(({ id }) => id === body.from)
      if (!person) throw new Problem(404, 'person_unknown', demoTexts.noSuchPerson())
      const direct = `direct:${person.id}`
      const chatId = body.chat === 'direct' || body.chat === direct ? direct : body.chat
      if (chatId !== direct) {
        const chat = (await chats()).find(({ id }) => id === chatId)
        if (!chat || chat.kind === 'direct') throw new Problem(404, 'chat_unknown', demoTexts.noSuchChat())
        if (!chat.members.includes(person.id)) throw new Problem(403, 'not_in_chat', demoTexts.notInChat())
      }
      const messageId = body.messageId ?? newId('msg', clock.now().getTime())
      await receiveAndAct({
        orgId,
        channel: 'sandbox',
        messageId,
        chatId,
        chatKind: chatId === direct ? 'direct' : 'group',
        senderId: person.id,
        sentAt: clock.now(),
        text: body.text,
      })
      // index outbox_by_message
      const replies = await database.read((reader) =>
        reader.rows<{ chatId: string; text: string }>(
          `select chat_id as chatId, text from outbox
           where org_id = ? and message_ref = ? and kind = 'reply' order by id`,
          [orgId, `sandbox:${messageId}`],
        ),
      )
      return { replies: replies.map((reply) => ({ to: reply.chatId, text: reply.text })) }
    })
  }
}
