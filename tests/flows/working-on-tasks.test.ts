import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('working on tasks in chat', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
    await chat.says('rep', '#优鲜达#张经理#今天下午5点补货20箱车厘子')
  })
  afterEach(() => chat.stop())

  test('今天 lists what is due, with the reason', async () => {
    const list = await chat.says('rep', '今天')
    expect(list).toContain('1. 优鲜达一店  T-1001')
    expect(list).toContain('补货 车厘子 20 箱')
    expect(await chat.says('otherRep', '今天')).toBe('今天没有要做的任务。')
  })

  test('完成 says the minute and the remark; the customer was contacted', async () => {
    expect(await chat.says('rep', '完成 t1001 送到了，张经理签收')).toBe(
      ['T-1001 2026-03-04 09:30 完成', '客户  优鲜达一店', '备注  送到了，张经理签收', '回「撤销」取消'].join(
        '\n',
      ),
    )
    expect(await chat.says('rep', '客户 优鲜达')).toContain('上次联系  今天 09:30 李雷')
    expect(await chat.says('rep', '完成 T-1001')).toBe('T-1001 已经完成了。')
  })

  test('undoing a completion takes the contact back too', async () => {
    await chat.says('rep', '完成 T-1001')
    expect(await chat.says('rep', '撤销')).toContain('T-1001「优鲜达一店」还要做')
    expect(await chat.says('rep', '客户 优鲜达')).toContain('还没联系过')
  })

  test('改期 understands time as everywhere', async () => {
    expect(await chat.says('rep', '改期 T-1001 后天10点')).toContain(
      'T-1001 改到 后天10点 → 2026-03-06 周五 10:00',
    )
    expect(await chat.says('rep', '改期 T-1001 随便')).toContain('没看懂改到什么时候')
    expect(await chat.says('rep', '改期 T-1001 昨天')).toContain('已经过了')
    expect(await chat.says('rep', '撤销')).toContain('回到原来的时间')
  })

  test('取消, and back', async () => {
    expect(await chat.says('rep', '取消 T-1001')).toContain('T-1001 取消了')
    expect(await chat.says('rep', '撤销')).toContain('T-1001「优鲜达一店」还要做')
    expect(await chat.says('rep', '今天')).toContain('T-1001')
  })

  test('转给 a colleague, who is told and can finish it', async () => {
    expect(await chat.says('rep', '转给 韩梅 T-1001')).toContain('T-1001 转给 韩梅')
    expect((await chat.pushesTo('otherRep'))[0]).toContain('李雷 给你派了任务 T-1001')
    expect(await chat.says('otherRep', '完成 T-1001 送到了')).toContain('完成')
  })

  test('撤销 with a number takes that one back, whatever came after; nothing is left in silence', async () => {
    await chat.says('rep', '#优鲜达#张经理#明天10点补货5箱苹果')
    expect(await chat.says('rep', '撤销 t1001')).toContain('已撤销 T-1001')
    expect(await chat.says('rep', '撤回 T-1001')).toBe(
      'T-1001 没有可以撤销的（10 分钟内、你在这个聊天里记的才能撤）。',
    )
    expect(await chat.says('otherRep', '撤销 T-1002')).toContain('T-1002 没有可以撤销的')
    expect(await chat.says('rep', '撤销 T-9999')).toContain('T-9999 没有可以撤销的')
    expect(await chat.says('rep', '撤销')).toContain('已撤销 T-1002')
  })

  test('a task’s number is understood without its letter; fewer digits are none', async () => {
    expect(await chat.says('rep', '改期 1001 后天10点')).toContain('T-1001 改到 后天10点')
    expect(await chat.says('rep', '完成1001')).toContain('T-1001 2026-03-04 09:30 完成')
    expect(await chat.says('rep', '撤销 1001')).toContain('T-1001「优鲜达一店」还要做')
    expect(await chat.says('rep', '转给 韩梅 1001')).toContain('T-1001 转给 韩梅')
    expect(await chat.says('rep', '完成 20箱')).not.toContain('T-20')
  })

  test('a number said is meant also while the bot asks about something else', async () => {
    expect(await chat.says('rep', '#没听过的水果店#明天10点补货5箱苹果')).toContain('没听过的水果店')
    expect(await chat.says('rep', '撤销 T-1001')).toContain('已撤销 T-1001')
    expect(await chat.says('rep', '算了')).toBe('好，不记了。')
  })

  test('what somebody did meanwhile cannot be undone', async () => {
    await chat.says('storeManager', '改期 T-1001 明天9点')
    expect(await chat.says('rep', '撤销')).toContain('之后又有改动')
  })

  test('another’s task is not there; a stranger number neither', async () => {
    expect(await chat.says('otherRep', '完成 T-1001')).toContain('没有找到这个任务')
    expect(await chat.says('rep', '完成 T-999999')).toContain('没有找到这个任务')
  })
})
