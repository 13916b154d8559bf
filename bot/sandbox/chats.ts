import { groupPeople } from '../../server/demo/people'
import type { Reader } from '../../server/platform/database'
import { demoTexts } from '../../shared/text/demo'

export interface DemoChat {
  id: string
  name: string
  kind: 'direct' | 'internal' | 'customer'
  note: string
  members: string[]
  lastAt: Date | null
}

export interface DemoMember {
  id: string
  name: string
  kind: 'staff' | 'contact'
}

/** The windows of the demo page: the group of our people, the customers' chats, everybody's own talk with the bot. */
export async function demoChats(reader: Reader, orgId: string, people: DemoMember[]): Promise<DemoChat[]> {
  const groups = await groupsOf(reader, orgId)
  const contacts = await contactsInChats(reader, orgId)
  const staff = people.filter(({ kind }) => kind === 'staff')
  const inGroup = staff.filter(({ name }) => groupPeople.includes(name)).map(({ id }) => id)
  const chats = [
    ...groups.map(({ id, name, kind, customerId, ownerId }) => {
      if (kind === 'internal')
        return { id, name, kind, note: demoTexts.groupNote(inGroup.length), members: inGroup }
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
    ...staff.map(({ id }) => ({
      id: `direct:${id}`,
      name: demoTexts.assistant(),
      kind: 'direct' as const,
      note: demoTexts.directNote(),
      members: [id],
    })),
  ]
  const last = await lastSaid(
    reader,
    orgId,
    chats.map(({ id }) => id),
  )
  return chats.map((chat) => ({ ...chat, lastAt: last.get(chat.id) ?? null }))
}

interface Group {
  id: string
  name: string
  kind: 'internal' | 'customer'
  customerId: string | null
  ownerId: string | null
}

function groupsOf(reader: Reader, orgId: string): Promise<Group[]> {
  return reader.rows<Group>(
    // primary keys of chat and customer
    `select h.chat_id as id, h.name, h.kind, h.customer_id as customerId, c.owner_id as ownerId
     from chat h left join customer c on c.org_id = h.org_id and c.id = h.customer_id
     where h.org_id = ? and h.channel = 'sandbox' and h.kind <> 'direct' order by h.chat_id`,
    [orgId],
  )
}

function contactsInChats(reader: Reader, orgId: string): Promise<{ id: string; customerId: string }[]> {
  return reader.rows(
    // primary keys of identity and contact_customer
    `select i.outside_id as id, cc.customer_id as customerId
     from identity i
       join contact_customer cc on cc.org_id = i.org_id and cc.contact_id = i.contact_id and cc.until_at is null
     where i.org_id = ? and i.channel = 'sandbox' and i.contact_id is not null`,
    [orgId],
  )
}

/** When anybody last wrote in each window, the bot included. */
async function lastSaid(reader: Reader, orgId: string, chatIds: string[]): Promise<Map<string, Date>> {
  const last = new Map<string, Date>()
  const rows = [
    // index inbox_by_chat
    ...(await reader.rows<{ chatId: string; lastAt: Date }>(
      `select chat_id as chatId, max(received_at) as lastAt from inbox
       where org_id = ? and channel = 'sandbox' and chat_id in (?) group by chat_id`,
      [orgId, chatIds],
    )),
    // index outbox_by_chat
    ...(await reader.rows<{ chatId: string; lastAt: Date }>(
      `select chat_id as chatId, max(created_at) as lastAt from outbox
       where org_id = ? and channel = 'sandbox' and chat_id in (?) group by chat_id`,
      [orgId, chatIds],
    )),
  ]
  for (const { chatId, lastAt } of rows) if (lastAt > (last.get(chatId) ?? 0)) last.set(chatId, lastAt)
  return last
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
