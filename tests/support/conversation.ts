import { createReceiver } from '../../bot/receive'
import { createInboxWorker } from '../../bot/work-inbox'
import { Contact, ContactCustomer, Customer, CustomerTerm, Source } from '../../server/customers/tables'
import { createNumbers } from '../../server/organisation/numbers'
import { Chat, Identity } from '../../server/organisation/tables'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { blankCustomer, buildWorld, handClock, type PersonName, termOf, type World } from './world'

/** A world with a chat: who says what where, and what the bot answers to whom. The clock is moved by hand. */
export interface Conversation {
  world: World
  database: Database
  clock: ReturnType<typeof handClock>
  /** Says a line in one's own talk with the bot; answers what the bot answered there. */
  says(person: PersonName, text: string, messageId?: string): Promise<string>
  /** Says it in a group; answers every reply, with the chat it went to. */
  saysIn(
    chat: 'group' | 'customerChat',
    who: PersonName | 'contact',
    text: string,
  ): Promise<{ to: string; text: string }[]>
  /** Every push so far to one person, oldest first. */
  pushesTo(person: PersonName): Promise<string[]>
  outcomes(): Promise<string[]>
  stop(): Promise<void>
}

/**
 * Adds what chat needs to the usual world: identities, a group of ours, the chat of 优鲜达一店 with 张经理 in it, two
 * customers of 李雷 that share a name, one with two people called 张经理, and where customers come from.
 */
export async function startConversation(database: Database): Promise<Conversation> {
  const world = await buildWorld(database)
  const clock = handClock()
  const { orgId } = world
  const channel = 'sandbox'
  const madeAt = clock.now()
  await database.transaction(async (tx) => {
    for (const [person, staffId] of Object.entries(world.staff))
      await tx.insert(Identity, { orgId, channel, outsideId: person, staffId, contactId: null })
    await tx.insert(Identity, {
      orgId,
      channel,
      outsideId: 'contact',
      staffId: null,
      contactId: world.contact,
    })
    await tx.insert(Chat, {
      orgId,
      channel,
      chatId: 'group',
      kind: 'internal',
      name: '补货群',
      customerId: null,
    })
    await tx.insert(Chat, {
      orgId,
      channel,
      chatId: 'customerChat',
      kind: 'customer',
      name: '优鲜达一店',
      customerId: world.customers.mine,
    })
    for (const [position, name] of ['社区地推', '老客转介', '抖音团购引流', '门店自然进店'].entries())
      await tx.insert(Source, {
        orgId,
        id: `src_${position}`,
        code: `s${position}`,
        name,
        position,
        inUse: true,
        version: 1,
      })
    for (const [index, name] of ['好客来翠苑店', '好客来古荡店', '王记水产'].entries()) {
      const id = `cus_more_${index}`
      const customer = {
        ...blankCustomer(world, 'west'),
        id,
        code: `C-9${index}`,
        name,
        nameKey: name,
        ownerId: world.staff.rep,
      }
      await tx.insert(Customer, customer)
      for (let start = 0; start < name.length - 1; start++)
        await tx.insert(CustomerTerm, termOf(customer, name.slice(start)))
    }
    for (const phone of ['13900001111', '13900002222']) {
      const id = `con_${phone}`
      await tx.insert(Contact, { orgId, id, name: '张经理', nameKey: '张经理', phone, createdAt: madeAt })
      await tx.insert(ContactCustomer, {
        orgId,
        contactId: id,
        customerId: 'cus_more_2',
        sinceAt: madeAt,
        untilAt: null,
      })
    }
  })

  const worker = createInboxWorker({
    database,
    clock,
    numbers: createNumbers(database),
    log: createLog('silent'),
    leaseOwner: 'run_test',
    onWritten: () => undefined,
  })
  const receive = createReceiver({ database, clock, leaseOwner: 'run_test', onRecorded: worker.take })
  let count = 0

  async function send(chatId: string, senderId: string, text: string, messageId = `m${++count}`) {
    await receive({
      orgId,
      channel,
      messageId,
      chatId,
      chatKind: chatId.startsWith('direct:') ? 'direct' : 'group',
      senderId,
      sentAt: clock.now(),
      text,
    })
    await worker.settled({ orgId, channel, messageId })
    return database.read((reader) =>
      reader.rows<{ to: string; text: string }>(
        "select chat_id as 'to', text from outbox where org_id = ? and message_ref = ? and kind = 'reply' order by id",
        [orgId, `${channel}:${messageId}`],
      ),
    )
  }

  return {
    world,
    database,
    clock,
    says: async (person, text, messageId) =>
      (await send(`direct:${person}`, person, text, messageId)).map((reply) => reply.text).join('\n---\n'),
    saysIn: (chat, who, text) => send(chat, who, text),
    pushesTo: async (person) =>
      (
        await database.read((reader) =>
          reader.rows<{ text: string }>(
            "select text from outbox where org_id = ? and chat_id = ? and kind = 'push' order by id",
            [orgId, `direct:${person}`],
          ),
        )
      ).map(({ text }) => text),
    outcomes: async () =>
      (
        await database.read((reader) =>
          reader.rows<{ outcome: string }>('select outcome from inbox where org_id = ? order by id', [orgId]),
        )
      ).map(({ outcome }) => outcome),
    stop: () => worker.stop(),
  }
}
