import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('signals in talk', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  const opportunities = () =>
    chat.database.read((reader) =>
      reader.rows<{ signalCode: string; state: string; ownerId: string; dueAt: Date }>(
        'select signal_code as signalCode, state, owner_id as ownerId, due_at as dueAt from opportunity order by id',
      ),
    )

  test('a customer’s 签合同 is an opportunity of the owner; owner and area manager hear of it, the customer sees nothing', async () => {
    expect(await chat.saysIn('customerChat', 'contact', '我们下周三签合同')).toEqual([])
    expect(await opportunities()).toEqual([
      {
        signalCode: '签合同',
        state: 'open',
        ownerId: chat.world.staff.rep,
        dueAt: new Date('2026-03-11T15:59:59.000Z'),
      },
    ])
    expect(await chat.pushesTo('rep')).toEqual([
      expect.stringContaining('新商机：优鲜达一店\n信号  签合同（张经理说的）'),
    ])
    expect(await chat.pushesTo('areaManager')).toHaveLength(1)
    expect(await chat.pushesTo('southManager')).toHaveLength(0)
    expect(await chat.says('rep', '客户 优鲜达')).toContain('上次联系  今天 09:30 张经理')
  })

  test('the card shows what is open, with its due, and not what was withdrawn', async () => {
    await chat.saysIn('customerChat', 'contact', '我们下周三签合同')
    await chat.saysIn('customerChat', 'contact', '寄点样品来看看')
    const card = await chat.says('rep', '客户 优鲜达')
    expect(card).toContain('\n商机  要样品\n商机  签合同，2026-03-11 周三 当天内')
    await chat.says('rep', '#好邻居超市#客户要签合同')
    expect(await chat.says('rep', '客户 好邻居')).toContain('\n商机  签合同')
    await chat.says('rep', '撤销')
    expect(await chat.says('rep', '客户 好邻居')).not.toContain('商机')
  })

  test('negated talk makes nothing, and is contact all the same', async () => {
    await chat.saysIn('customerChat', 'contact', '先不签合同了')
    expect(await opportunities()).toEqual([])
    expect(await chat.says('rep', '客户 优鲜达')).toContain('上次联系  今天 09:30')
  })

  test('no to what stands open is told to its owner, once a day; nothing closes', async () => {
    await chat.saysIn('customerChat', 'contact', '我们下周三签合同')
    await chat.saysIn('customerChat', 'contact', '寄点样品来看看')
    for (const line of ['签合同吗？', '先不打款了', '合同可以签了'])
      expect(await chat.saysIn('customerChat', 'contact', line)).toEqual([])
    expect(await chat.pushesTo('rep')).toHaveLength(2)
    expect(await chat.saysIn('customerChat', 'contact', '先不签合同了')).toEqual([])
    await chat.saysIn('customerChat', 'contact', '合同先不签了')
    expect((await chat.pushesTo('rep')).slice(2)).toEqual([
      '优鲜达一店的张经理说先不签合同了，商机「签合同」还开着。',
    ])
    expect(await chat.pushesTo('areaManager')).toHaveLength(2)
    chat.clock.forward(24 * 3_600_000)
    await chat.saysIn('customerChat', 'contact', '先不签合同了，明天给我送20箱车厘子')
    expect((await chat.pushesTo('rep')).slice(3)).toEqual([
      expect.stringContaining('先不签合同了'),
      expect.stringContaining('要：送货 车厘子 20 箱'),
    ])
    expect(await opportunities()).toMatchObject([{ state: 'open' }, { state: 'open' }])
  })

  test('saying it again opens no second one and pushes nobody again', async () => {
    await chat.saysIn('customerChat', 'contact', '我们下周三签合同')
    await chat.saysIn('customerChat', 'contact', '下周四签合同吧')
    expect(await opportunities()).toHaveLength(1)
    expect(await chat.pushesTo('rep')).toHaveLength(1)
  })

  test('ordinary talk is one touchpoint a day, moved forward, without its words', async () => {
    await chat.saysIn('customerChat', 'contact', '在吗')
    chat.clock.forward(60_000)
    await chat.saysIn('customerChat', 'contact', '天气不错')
    const facts = await chat.database.read((reader) =>
      reader.rows<{ occurredAt: Date; body: string }>(
        'select t.occurred_at as occurredAt, x.body from touchpoint t join touchpoint_text x on x.touchpoint_id = t.id',
      ),
    )
    expect(facts).toEqual([{ occurredAt: chat.clock.now(), body: '张经理 在群里说话' }])
  })

  test('a customer’s own command is a proposal to the owner, not a task', async () => {
    expect(await chat.saysIn('customerChat', 'contact', '明天给我送20箱车厘子')).toEqual([])
    expect((await chat.pushesTo('rep'))[0]).toContain('优鲜达一店的张经理要：送货 车厘子 20 箱')
    expect(await chat.outcomes()).toEqual(['proposal'])
  })

  test('a rep’s own line in the customer’s chat is answered to the rep alone', async () => {
    const replies = await chat.saysIn('customerChat', 'rep', '#优鲜达#张经理#明日10点补货20箱')
    expect(replies.map(({ to }) => to)).toEqual(['direct:rep'])
    const inGroup = await chat.saysIn('group', 'rep', '#优鲜达#张经理#明日11点补货20箱')
    expect(inGroup.map(({ to }) => to)).toEqual(['group'])
  })

  test('an owner’s undo withdraws it and tells who was told', async () => {
    const [reply] = await chat.saysIn('customerChat', 'rep', '客户下周三签合同')
    expect(reply?.to).toBe('direct:rep')
    expect(reply?.text).toContain('记了一个商机：优鲜达一店 签合同')
    expect((await chat.saysIn('customerChat', 'rep', '撤销'))[0]?.text).toBe('已撤销商机「签合同」')
    expect(await opportunities()).toMatchObject([{ state: 'closed' }])
    expect((await chat.pushesTo('areaManager'))[1]).toContain('撤销了优鲜达一店的商机')
  })
})
