import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('a chat line becomes a task', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  const tasks = () =>
    chat.database.read((reader) =>
      reader.rows<{
        number: string
        state: string
        assigneeId: string
        customerId: string
        dueAt: Date | null
      }>(
        'select number, state, assignee_id as assigneeId, customer_id as customerId, due_at as dueAt from task order by number',
      ),
    )

  test('the bot answers with exactly what it wrote', async () => {
    const reply = await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    expect(reply).toBe(
      [
        '记下了，拜访任务 T-1001',
        '客户  优鲜达一店，找张经理',
        '时间  明日10点 → 03-05 周四 10:00',
        '要做  补货 20 箱（没写商品）',
        '回「撤销」取消，回「改期 T-1001 后天10点」换时间',
      ].join('\n'),
    )
    expect(await tasks()).toEqual([
      {
        number: 'T-1001',
        state: 'open',
        assigneeId: chat.world.staff.rep,
        customerId: chat.world.customers.mine,
        dueAt: new Date('2026-03-05T02:00:00.000Z'),
      },
    ])
  })

  test('delivered three times it is one task', async () => {
    const line = '#优鲜达#张经理#明日10点补货20箱'
    await Promise.all([1, 2, 3].map(() => chat.says('rep', line, 'same')))
    await chat.says('rep', line, 'same')
    expect(await tasks()).toHaveLength(1)
  })

  test('撤销 takes it back, once', async () => {
    await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    expect(await chat.says('rep', '撤销')).toBe('已撤销 T-1001「优鲜达一店」，这条不算了')
    expect(await tasks()).toMatchObject([{ state: 'cancelled' }])
    expect(await chat.says('rep', '撤销')).toContain('没有可以撤销的')
  })

  test('after ten minutes it cannot be undone any more', async () => {
    await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    chat.clock.forward(11 * 60_000)
    expect(await chat.says('rep', '撤销')).toContain('没有可以撤销的')
    expect(await tasks()).toMatchObject([{ state: 'open' }])
  })

  test('an ambiguous customer is asked back; the number finishes it', async () => {
    expect(await chat.says('rep', '#好客来#后天上午送货5箱')).toBe(
      [
        '哪一个「好客来」？',
        '1. 好客来古荡店',
        '2. 好客来翠苑店',
        '回数字选一个，回「算了」就不记。30 分钟内有效。',
      ].join('\n'),
    )
    expect(await tasks()).toHaveLength(0)
    expect(await chat.says('rep', '2')).toContain('客户  好客来翠苑店')
    expect(await tasks()).toMatchObject([{ customerId: 'cus_more_0' }])
  })

  test('a look at an ambiguous customer is finished by its number; what waited before is set aside, and said', async () => {
    await chat.says('rep', '#好客来#后天上午送货5箱')
    expect(await chat.says('rep', '客户 好客来')).toBe(
      [
        '前面问的那句没有选，先不记了；要记就再发一遍。',
        '',
        '看哪一家「好客来」？',
        '1. 好客来古荡店',
        '2. 好客来翠苑店',
        '回数字选一家。30 分钟内有效。',
      ].join('\n'),
    )
    expect(await chat.says('rep', '3')).toContain('2')
    expect(await chat.says('rep', '2')).toMatch(/^好客来翠苑店/)
    expect(await chat.says('rep', '2')).toContain('现在没有要选的')
    expect(await tasks()).toHaveLength(0)
  })

  test('two 张经理 at one customer are told apart by their phones', async () => {
    const asked = await chat.says('rep', '#王记水产#张经理#明天补货3箱')
    expect(asked).toContain('哪一个「张经理」？')
    expect(asked).toContain('1. 王记水产 · 张经理（尾号 1111）')
    expect(await chat.says('rep', '1')).toContain('客户  王记水产，找张经理')
  })

  test('算了 drops the question; 30 minutes end it', async () => {
    await chat.says('rep', '#好客来#后天上午送货5箱')
    expect(await chat.says('rep', '算了')).toBe('好，不记了。')
    expect(await chat.says('rep', '1')).toContain('现在没有要选的')
    await chat.says('rep', '#好客来#后天上午送货5箱')
    chat.clock.forward(31 * 60_000)
    expect(await chat.says('rep', '1')).toContain('已经作废')
    expect(await tasks()).toHaveLength(0)
  })

  test('撤销 while the bot asks drops that line, and nothing older', async () => {
    await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    await chat.says('rep', '#好客来#后天上午送货5箱')
    expect(await chat.says('rep', '撤销')).toBe('好，不记了。')
    expect(await chat.says('rep', '1')).toContain('现在没有要选的')
    expect(await tasks()).toMatchObject([{ state: 'open' }])
  })

  test('another line sets the question aside, and says so', async () => {
    await chat.says('rep', '#好客来#后天上午送货5箱')
    const reply = await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    expect(reply).toContain('前面问的那句没有选，先不记了')
    expect(reply).toContain('记下了，拜访任务 T-1001')
    expect(await chat.says('rep', '1')).toContain('现在没有要选的')
  })

  test('a number out of range keeps the question', async () => {
    await chat.says('rep', '#好客来#后天上午送货5箱')
    expect(await chat.says('rep', '7')).toContain('请回 1 到 2')
    expect(await chat.says('rep', '1')).toContain('记下了')
  })

  test('an unknown customer can be created with its source, and the task goes on', async () => {
    const offered = await chat.says('rep', '#小红超市#刘姐#明天补货5箱')
    expect(offered).toContain('没有「小红超市」')
    expect(offered).toContain('2. 老客转介')
    const reply = await chat.says('rep', '2')
    expect(reply).toContain('新客户  小红超市（归文三路店）')
    expect(reply).toContain('客户  小红超市，找刘姐')
    expect(await chat.says('rep', '客户 小红超市')).toContain('小红超市')
  })

  test('a customer that is somebody else’s is not found', async () => {
    expect(await chat.says('rep', '#百果园西湖#明天补货5箱')).toContain('你负责的客户里没有')
    expect(await chat.says('rep', '客户 百果园西湖')).toContain('没有找到这个客户')
  })

  test('one to one, talk that makes nothing is told what the bot can do, with an example that works', async () => {
    const reply = await chat.says('rep', '你好')
    expect(reply).toMatch(/^你好，李雷。写一句就记下，比如：#.+#明日10点补货20箱\n回「帮助」看能做什么$/)
    expect(await chat.says('rep', /比如：(.+)/.exec(reply)?.[1] ?? '')).toContain('记下了，拜访任务 T-1001')
    expect(await chat.says('rep', '今天好累')).toMatch(/^这句没有要记的。写一句就记下/)
    expect(await chat.says('rep', '😀😀')).toContain('这句没有要记的')
    expect(await chat.says('rep', '客户说先不签合同了')).toMatch(/^没有记：这句说的是不做。/)
    expect(await chat.says('finance', '你好')).toBe('你好，冯会。\n回「帮助」看能做什么')
    expect(await chat.outcomes()).toEqual(['chatter', 'task', 'chatter', 'chatter', 'negated', 'chatter'])
  })

  test('帮助 has examples of one’s own customers; who only looks is shown how to look', async () => {
    const help = await chat.says('rep', '帮助')
    expect(help).toMatch(/^#(王记水产|好客来.+)#明日10点补货20箱$/m)
    expect(await chat.says('rep', /：(计划 .+)$/m.exec(help)?.[1] ?? '')).toContain('排进 2026-03-05')
    expect(await chat.says('finance', '帮助')).toMatch(/^看一家的情况：客户 \S+$/)
  })

  test('in a group chatter gets silence, a # line that makes nothing one short line', async () => {
    for (const text of ['你好', '今天好累', '😀😀', '客户说先不签合同了'])
      expect(await chat.saysIn('group', 'rep', text)).toEqual([])
    expect(await chat.says('rep', '####')).toContain('没看出要做什么')
    expect(await chat.says('rep', '#优鲜达#张经理#先别补货了')).toBe('没有记：这句说的是不做。')
    expect(await chat.says('rep', '好'.repeat(10_000))).toContain('一次最多 2000 字')
    expect(await tasks()).toHaveLength(0)
  })

  test('a stranger is told whom to ask, a leaver too, and sees nothing', async () => {
    expect(await chat.says('stranger' as never, '#优鲜达#明天补货5箱')).toBe(
      '还不认识你，请找管理员王芳把你加进来。',
    )
    expect(await chat.says('leaver', '客户 优鲜达')).toBe('你的账号已停用，请找管理员王芳。')
    expect(await tasks()).toHaveLength(0)
  })

  test('a manager’s line goes to the customer’s owner, who is told; undoing it tells again', async () => {
    expect(await chat.says('storeManager', '#优鲜达#张经理#明天下午补货8箱车厘子')).toContain('谁去  李雷')
    expect(await chat.pushesTo('rep')).toEqual([
      expect.stringContaining('周敏 给你派了任务 T-1001\n客户  优鲜达一店'),
    ])
    await chat.says('storeManager', '撤销')
    expect((await chat.pushesTo('rep'))[1]).toContain('撤销了 T-1001')
  })

  test('several commands in one line; the unclear one is asked, nothing is lost', async () => {
    const reply = await chat.says(
      'rep',
      '#优鲜达#张经理#明天补货3箱\n#好客来#后天送货4箱\n#好邻居#后天送货6箱',
    )
    expect(reply).toContain('T-1001')
    expect(reply).toContain('哪一个「好客来」？')
    expect(await tasks()).toHaveLength(1)
    const rest = await chat.says('rep', '1')
    expect(rest).toContain('T-1002')
    expect(rest).toContain('T-1003')
  })

  test('finance looks, and plans nothing', async () => {
    expect(await chat.says('finance', '#优鲜达一店#明天补货3箱')).toContain('只能查看')
    expect(await tasks()).toHaveLength(0)
  })
})
