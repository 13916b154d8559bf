import type { Reader } from '../../server/platform/database'
import { demoTexts } from '../../shared/text/demo'

export interface DemoChat {
  id: string
  name: string
  kind: 'direct' | 'internal' | 'customer'
  note: string
  members: string[]
}

/** Who sits in which chat: a group's people are the region's, a customer chat's its contacts and its owner. */
export async function demoChats(
  reader: Reader,
  orgId: string,
  players: { id: string; kind: string }[],
): Promise<DemoChat[]> {
  const chats = await reader.rows<{
    id: string
    name: string
    kind: 'internal' | 'customer'
    customerId: string | null
    ownerId: string | null
  }>(
    `select h.chat_id as id, h.name, h.kind, h.customer_id as customerId, c.owner_id as ownerId
     from chat h left join customer c on c.org_id = h.org_id and c.id = h.customer_id
     where h.org_id = ? and h.channel = 'sandbox' order by h.chat_id`,
    [orgId],
  )
  const contacts = await reader.rows<{ id: string; customerId: string }>(
    `select i.outside_id as id, cc.customer_id as customerId
     from identity i join contact_customer cc on cc.org_id = i.org_id and cc.contact_id = i.contact_id and cc.until_at is null
     where i.org_id = ? and i.channel = 'sandbox' and i.contact_id is not null`,
    [orgId],
  )
  const staff = players.filter(({ kind }) => kind === 'staff').map(({ id }) => id)
  return [
    ...chats.map(({ id, name, kind, customerId, ownerId }): DemoChat => {
      if (kind === 'internal')
        return { id, name, kind, note: demoTexts.groupNote(staff.length), members: staff }
      const there = contacts
        .filter((contact) => contact.customerId === customerId)
        .map((contact) => contact.id)
      return {
        id,
        name,
        kind,
        note: demoTexts.customerNote(),
        members: [...there, ...(ownerId ? [ownerId] : [])],
      }
    }),
    ...staff.map(
      (id): DemoChat => ({
        id: `direct:${id}`,
        name: demoTexts.assistant(),
        kind: 'direct',
        note: demoTexts.directNote(),
        members: [id],
      }),
    ),
  ]
}

export interface DemoMessage {
  id: string
  at: Date
  from: { id: string; name: string; kind: 'staff' | 'contact' | 'bot' }
  text: string
}

const messagesAtMost = 100

/** What one window shows: what was said there (index inbox_by_chat) and what the bot said (index outbox_by_chat). */
export async function demoMessages(reader: Reader, orgId: string, chatId: string): Promise<DemoMessage[]> {
  const said = await reader.rows<{
    id: string
    saidAt: Date
    text: string | null
    senderId: string
    staff: string | null
    contact: string | null
  }>(
    `select m.id, m.received_at as saidAt, m.text, m.sender_id as senderId, s.name as staff, k.name as contact
     from inbox m
       left join identity i on i.org_id = m.org_id and i.channel = m.channel and i.outside_id = m.sender_id
       left join staff s on s.org_id = i.org_id and s.id = i.staff_id
       left join contact k on k.org_id = i.org_id and k.id = i.contact_id
     where m.org_id = ? and m.channel = 'sandbox' and m.chat_id = ?
     order by m.received_at desc, m.id desc limit ${messagesAtMost}`,
    [orgId, chatId],
  )
  const answered = await reader.rows<{ id: string; createdAt: Date; text: string }>(
    `select id, created_at as createdAt, text from outbox
     where org_id = ? and channel = 'sandbox' and chat_id = ? order by created_at desc, id desc limit ${messagesAtMost}`,
    [orgId, chatId],
  )
  const bot = { id: 'bot', name: demoTexts.assistant(), kind: 'bot' as const }
  return [
    ...said.map(
      (message): DemoMessage => ({
        id: message.id,
        at: message.saidAt,
        from: {
          id: message.senderId,
          name: message.staff ?? message.contact ?? message.senderId,
          kind: message.contact ? 'contact' : 'staff',
        },
        text: message.text ?? '',
      }),
    ),
    ...answered.map(
      (answer): DemoMessage => ({ id: answer.id, at: answer.createdAt, from: bot, text: answer.text }),
    ),
  ]
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || (a.from.kind === 'bot' ? 1 : 0) - (b.from.kind === 'bot' ? 1 : 0),
    )
    .slice(-messagesAtMost)
}
