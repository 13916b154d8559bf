import { createReceiver } from '../../bot/receive'
import { demoChats } from '../../bot/sandbox/chats'
import { createInboxWorker } from '../../bot/work-inbox'
import { demoOrgId, fillDemo } from '../../server/demo/demo'
import { type DemoPlayer, demoPeople } from '../../server/demo/people'
import { createNumbers } from '../../server/organisation/numbers'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { onEveryEngine } from '../support/engines'

const now = new Date('2026-03-04T06:40:00.000Z')
const clock = { now: () => now }

onEveryEngine('the lines to try', (openEmpty) => {
  let database: Database
  let people: DemoPlayer[]
  let worker: ReturnType<typeof createInboxWorker>
  let receive: ReturnType<typeof createReceiver>
  let count = 0

  beforeAll(async () => {
    database = await openEmpty()
    await fillDemo(database, { now, customers: 600, touchpoints: 4 })
    people = await database.read(demoPeople)
    const leaseOwner = 'run_test'
    const numbers = createNumbers(database)
    const log = createLog('silent')
    worker = createInboxWorker({ database, clock, numbers, log, leaseOwner, onWritten: () => undefined })
    receive = createReceiver({ database, clock, leaseOwner, onRecorded: worker.take })
  })
  afterAll(() => worker.stop())

  async function says(person: DemoPlayer, text: string, chatId = `direct:${person.id}`) {
    const messageId = `try-${++count}`
    await receive({
      orgId: demoOrgId,
      channel: 'sandbox',
      messageId,
      chatId,
      chatKind: chatId.startsWith('direct:') ? 'direct' : 'group',
      senderId: person.id,
      sentAt: now,
      text,
    })
    await worker.settled(`sandbox:${messageId}`)
    return database.read(async (reader) => ({
      outcome: (
        await reader.row<{ outcome: string }>('select outcome from inbox where message_id = ?', [messageId])
      )?.outcome,
      reply: (
        await reader.row<{ text: string }>('select text from outbox where message_ref = ?', [
          `sandbox:${messageId}`,
        ])
      )?.text,
      pushed: (
        await reader.rows<{ text: string }>("select text from outbox where kind = 'push' order by id desc")
      ).map((row) => row.text),
    }))
  }
  const named = (name: string) => people.find((person) => person.name === name)!

  test('王磊’s line finds one customer and one contact among many of that name, and makes the task', async () => {
    const { reply } = await says(named('王磊'), '#优鲜达#张经理#明日10点补货20箱')
    expect(reply).toMatch(
      /^记下了，拜访任务 T-\d+\n客户 {2}优鲜达·文三路店（加盟），找张经理\n时间 {2}2026-03-05/,
    )
    expect(reply).toContain('补货 20 箱')
  })

  test('two shops of one name and two 张经理 at one shop are asked about', async () => {
    expect((await says(named('李晓雯'), '#好邻居#后天上午补货5箱')).reply).toMatch(/翠苑一区店\n.*翠苑三区店/)
    expect((await says(named('王磊'), '#王记水产#张经理#后天上午送货5箱')).reply).toMatch(
      /1\. .*尾号.*\n2\. .*尾号/,
    )
  })

  test('what was refused a week ago is warned of', async () => {
    const { reply } = await says(named('李晓雯'), '#好邻居#刘姐#周五前补货10盒草莓')
    expect(reply).toMatch(/翠苑三区店，找刘姐[\s\S]*注意 {2}.*丹东草莓/)
  })

  test('every line of every person of ours is answered with what it asks for', async () => {
    const wrong: string[] = []
    for (const person of people.filter(({ kind }) => kind === 'staff'))
      for (const text of person.tries) {
        const { outcome, reply } = await says(person, text)
        const asked = /^没有|没看出|出了点问题|还不认识|有好多/.test(reply ?? '没有')
        if (asked) wrong.push(`${person.name}: ${text} → ${outcome}: ${reply}`)
      }
    expect(wrong).toEqual([])
  })

  test('a customer’s lines reach the owner, and the customer’s chat hears nothing', async () => {
    const chats = await database.read((reader) => demoChats(reader, demoOrgId, people))
    for (const person of people.filter(({ kind }) => kind === 'contact')) {
      const chat = chats.find(({ kind, members }) => kind === 'customer' && members.includes(person.id))!
      for (const text of person.tries) {
        const { reply } = await says(person, text, chat.id)
        expect(reply).toBeUndefined()
      }
    }
    const { pushed } = await says(named('张经理'), '好的')
    expect(pushed.some((text) => text.includes('签合同'))).toBe(true)
    expect(pushed.some((text) => text.includes('车厘子'))).toBe(true)
  })

  test('the group has the six of the pictures, and every window says when it last changed', async () => {
    const chats = await database.read((reader) => demoChats(reader, demoOrgId, people))
    const group = chats.find(({ kind }) => kind === 'internal')!
    const names = group.members.map((id) => people.find((person) => person.id === id)?.name)
    expect(names.sort()).toEqual(['周敏', '孙佳怡', '李晓雯', '王磊', '赵海峰', '陈国强'].sort())
    expect(group.lastAt).toBeInstanceOf(Date)
    expect(chats.filter(({ kind }) => kind === 'customer')).toHaveLength(3)
  })
})
