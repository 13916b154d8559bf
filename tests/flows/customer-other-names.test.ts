import { aliasRow } from '../../server/customers/aliases'
import { CustomerAlias } from '../../server/customers/tables'
import { namesSince } from '../../server/messages/speaker-dictionary'
import type { Scope } from '../../server/organisation/scope'
import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'
import { askedBy } from '../support/recording-reader'

onEveryEngine('customers are found by their other names', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  const called = (customerId: string, kind: CustomerAlias['kind'], value: string) =>
    chat.database.transaction(async (tx) =>
      tx.insert(
        CustomerAlias,
        aliasRow(chat.world.orgId, customerId, { kind, value }, new Date('2026-03-01T00:00:00Z')),
      ),
    )

  const tasksOf = () =>
    chat.database.read((reader) =>
      reader.rows<{ customerId: string }>('select customer_id as customerId from task order by number'),
    )

  const repScope = (): Scope => ({
    orgId: chat.world.orgId,
    timezone: 'Asia/Shanghai',
    staffId: chat.world.staff.rep,
    name: '李雷',
    role: 'rep',
    reach: { column: 'owner_id', ids: [chat.world.staff.rep] },
  })
  const namesFor = (version?: string) =>
    chat.database.read((reader) => namesSince(reader, repScope(), version))
  const aliasesOf = ({ parts }: Awaited<ReturnType<typeof namesFor>>, name: string) =>
    parts.flatMap(({ customers }) => customers).find((customer) => customer.name === name)?.aliases

  test.each([
    ['name', '河边那家'],
    ['wechat', '小优优的水果'],
    ['wechat', '云姐'],
  ] as const)(
    'a line to a %s, %s, makes the task and is answered with the true name',
    async (kind, value) => {
      const { mine } = chat.world.customers
      await called(mine, kind, value)
      const reply = await chat.says('rep', `#${value}#张经理#明天10点补货20箱`)
      expect(reply).toContain('客户  优鲜达一店，找张经理')
      expect(reply).not.toContain('名字按最像的找的')
      expect(await tasksOf()).toEqual([{ customerId: mine }])
    },
  )

  test('in a line without # too', async () => {
    await called(chat.world.customers.second, 'wechat', '河边那家')
    expect(await chat.says('rep', '明天给河边那家补20箱可乐')).toContain('客户  好邻居超市')
  })

  test('what two customers go by is asked back', async () => {
    await called(chat.world.customers.mine, 'name', '老地方')
    await called(chat.world.customers.second, 'name', '老地方')
    const reply = await chat.says('rep', '#老地方#明天10点补货20箱')
    expect(reply).toContain('优鲜达一店')
    expect(reply).toContain('好邻居超市')
    expect(await tasksOf()).toEqual([])
  })

  test('a colleague’s customer is not found by one', async () => {
    await called(chat.world.customers.colleagues, 'wechat', '河边那家')
    expect(await chat.says('rep', '#河边那家#明天10点补货20箱')).not.toContain('百果园西湖')
    expect(await tasksOf()).toEqual([])
  })

  test('a new one reaches the phone with what changed; phones, ids and accounts nobody says do not', async () => {
    const { mine } = chat.world.customers
    const first = await namesFor()
    expect(aliasesOf(first, '优鲜达一店')).toEqual([])
    for (const [kind, value] of [
      ['phone', '13900001111'],
      ['external', 'wmExt01'],
      ['oldId', 'K-7'],
      ['wechat', 'wxid_a8f3k2'],
      ['wechat', '8'],
    ] as const)
      await called(mine, kind, value)
    expect(await namesFor(first.version)).toEqual({ version: first.version, whole: false, parts: [] })
    await called(mine, 'wechat', '小优优的水果')
    await called(mine, 'name', '河边那家')
    const next = await namesFor(first.version)
    expect(next.whole).toBe(false)
    expect(next.parts).toHaveLength(1)
    expect(aliasesOf(next, '优鲜达一店')).toEqual(['小优优的水果', '河边那家'])
    expect(await namesFor(next.version)).toEqual({ version: next.version, whole: false, parts: [] })
  })

  test('four queries, however many customers', async () => {
    const { asked } = await askedBy(chat.database, (reader) => namesSince(reader, repScope(), undefined))
    expect(asked).toHaveLength(4)
  })
})
