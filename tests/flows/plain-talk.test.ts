import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('plain talk, without #', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  const facts = () =>
    chat.database.read((reader) =>
      reader.rows<{ kind: string; body: string }>(
        `select t.kind, x.body from touchpoint t join touchpoint_text x on x.org_id = t.org_id and x.touchpoint_id = t.id
         where t.voided_at is null order by t.id`,
      ),
    )

  test('a natural line about a known customer is the same command', async () => {
    const reply = await chat.says('rep', '明天上午去好邻居超市，补二十箱车厘子')
    expect(reply).toContain('客户  好邻居超市')
    expect(reply).toContain('时间  明天上午 → 03-05 周四 12:00 前')
    expect(reply).toContain('要做  补货 车厘子 20 箱')
  })

  test('a line that names no customer is asked about in the bot’s own chat, and left alone in a group', async () => {
    expect(await chat.says('rep', '后天下午三点半送两百箱车厘子')).toContain('没说是哪家客户')
    expect(await chat.saysIn('group', 'rep', '后天下午三点半送两百箱车厘子')).toEqual([])
  })

  test('拒收 is recorded with product and reason, warns at the next plan, and can be taken back', async () => {
    expect(await chat.says('rep', '#好邻居超市#拒收3箱车厘子 原因:烂果')).toContain(
      '记下了：拒收 车厘子 3 箱：烂果',
    )
    expect(await facts()).toEqual([{ kind: 'rejection', body: '拒收 车厘子 3 箱：烂果' }])
    expect(await chat.says('rep', '#好邻居超市#明天补货2箱车厘子')).toContain('注意  今天刚拒收过车厘子')
    await chat.says('rep', '撤销')
    expect(await chat.says('rep', '撤销')).toContain('不再提醒')
    expect(await chat.says('rep', '#好邻居超市#明天补货2箱车厘子')).not.toContain('拒收过')
  })

  test('已送 completes the customer’s one open delivery', async () => {
    await chat.says('rep', '#好邻居超市#今天下午5点送货5箱车厘子')
    expect(await chat.says('rep', '好邻居超市已送到')).toContain('T-1001 2026-03-04 09:30 完成')
    expect(await chat.says('rep', '好邻居超市已送到')).toContain('今天没有要做的任务')
  })

  test('what is planned for a later day is not completed by talk of the past', async () => {
    await chat.says('rep', '#好邻居超市#明天10点送货5箱车厘子')
    expect(await chat.says('rep', '好邻居超市已送到')).toContain('今天没有要做的任务')
  })

  test('several open tasks are told by number, none is completed by a guess', async () => {
    await chat.says('rep', '#好邻居超市#今天下午5点送货5箱车厘子')
    await chat.says('rep', '#好邻居超市#今天下午6点送货6箱车厘子')
    expect(await chat.says('rep', '好邻居超市已送到')).toContain('T-1001、T-1002')
  })

  test.each([
    ['#好邻居超市#缺货 车厘子', '缺货 车厘子'],
    ['#好邻居超市#积压 牛奶 30箱', '积压 牛奶 30 箱'],
    ['#好邻居超市#回款 3万', '回款 30000 元'],
  ])('%s is recorded as said', async (line, said) => {
    expect(await chat.says('rep', line)).toContain(`记下了：${said}`)
    expect(await facts()).toMatchObject([{ body: said }])
    expect(await chat.says('rep', '撤销')).toBe('已撤销这条记录')
    expect(await facts()).toEqual([])
  })

  test('what was seen is recorded beside what is to be done, each as said', async () => {
    const reply = await chat.says('rep', '#好邻居超市#拒收3箱车厘子 原因:烂果，明天补5箱')
    expect(reply).toContain('记下了：拒收 车厘子 3 箱：烂果')
    expect(reply).toContain('要做  补货 5 箱（没写商品）')
    expect(await chat.says('rep', '#好邻居超市#样品反馈不错，口感偏甜，明天送10箱')).toMatch(
      /记下了：样品反馈：不错，口感偏甜[\s\S]*要做 {2}送货 10 箱（没写商品）/,
    )
    expect((await facts()).map(({ kind }) => kind)).toEqual(['rejection', 'task', 'sample', 'task'])
  })

  test('only the time that it is due at is shown', async () => {
    expect(await chat.says('rep', '#好邻居超市#今天缺货，明天补20箱西瓜')).toContain(
      '时间  明天 → 03-05 周四 当天内\n',
    )
    expect(await chat.says('rep', '#好邻居超市#明天补20箱西瓜，10点前到')).toContain(
      '时间  明天 10点前 → 03-05 周四 10:00\n',
    )
  })

  test('a name that several have is asked about once for the whole line', async () => {
    expect(await chat.says('rep', '#好客来#缺货 车厘子，明天补10箱')).toContain('哪一个「好客来」？')
    const reply = await chat.says('rep', '2')
    expect(reply).toContain('记下了：缺货 车厘子\n客户  好客来翠苑店')
    expect(reply).toContain('要做  补货 车厘子 10 箱')
  })

  test('goods that came back are not to be brought, and last year’s agreement plans nothing', async () => {
    expect(await chat.says('rep', '#好邻居超市#拒收车厘子，3箱，烂了')).toContain('记下了：拒收 车厘子 3 箱')
    expect(await chat.says('rep', '#好邻居超市#去年就签约了')).not.toContain('记下了')
  })

  test('a task of another kind is not taken for done', async () => {
    await chat.says('rep', '#好邻居超市#今天拜访')
    expect(await chat.says('rep', '好邻居超市今天送了20箱车厘子')).toContain('没做完的任务：T-1001')
    expect(await chat.says('rep', '好邻居超市今天拜访了')).toContain('T-1001 2026-03-04 09:30 完成')
  })

  test('约下周二再谈 plans the next visit', async () => {
    expect(await chat.says('rep', '#好邻居超市#约下周二再谈')).toContain('时间  下周二 → 03-10 周二 当天内')
  })

  test.each([
    ['#好邻居超市#5点送货2箱', '时间  5点 → 03-04 周三 17:00（没说上下午，按下午，对吗？）'],
    // nobody means three at night
    ['#好邻居超市#3点送货2箱', '时间  3点 → 03-04 周三 15:00\n'],
    ['#好邻居超市#8点送货2箱', '时间  8点 → 03-05 周四 08:00（今天的已经过了，按明天，对吗？）'],
  ])('%s is asked back only where another time may be meant', async (line, time) => {
    expect(await chat.says('rep', line)).toContain(time)
  })

  test('of two orders each shows its own time, and only the doubtful one is asked about', async () => {
    const reply = await chat.says('rep', '#好邻居超市#明天10点送货2箱\n#优鲜达一店#6点送货3箱')
    expect(reply).toContain('时间  明天10点 → 03-05 周四 10:00\n')
    expect(reply).toContain('时间  6点 → 03-04 周三 18:00（没说上下午，按下午，对吗？）')
  })

  test('in a customer’s chat it is about that customer', async () => {
    const [reply] = await chat.saysIn('customerChat', 'rep', '缺货 车厘子')
    expect(reply).toMatchObject({ to: 'direct:rep', text: expect.stringContaining('客户  优鲜达一店') })
  })

  test('a known name with one wrong character is found, and said to be guessed', async () => {
    const reply = await chat.says('rep', '#好邻居超时#明天补货2箱')
    expect(reply).toContain('客户  好邻居超市（名字按最像的找的，对吗？）')
  })

  test('another surname is another person', async () => {
    const reply = await chat.says('rep', '#优鲜达#李经理#明天补货2箱')
    expect(reply).toContain('「李经理」不在这家的联系人里')
  })
})
