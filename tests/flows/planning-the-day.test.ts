import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

/** 2026-03-04 09:30 in Shanghai, a Wednesday. */
onEveryEngine('planning the day in chat', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  test('计划 明天 puts customers on the day, all or none, and shows it; 撤销 takes it back', async () => {
    expect(await chat.says('rep', '计划 明天 优鲜达、好邻居')).toBe(
      [
        '排进 2026-03-05：优鲜达一店、好邻居超市',
        '2026-03-05 先去这几家',
        '1. 优鲜达一店',
        '   李雷 排进这天，还没联系过',
        '2. 好邻居超市',
        '   李雷 排进这天，还没联系过',
        '回「撤销」取消',
      ].join('\n'),
    )
    expect(await chat.says('rep', '撤销')).toContain('2026-03-05 的拜访计划恢复原样')
    expect(await chat.says('rep', '计划 明天')).toBe('2026-03-05 还没有要去的客户。')
    expect(await chat.says('rep', '计划 明天 优鲜达，没有这家')).toContain('没有找到客户「没有这家」')
    expect(await chat.says('rep', '计划 明天')).toBe('2026-03-05 还没有要去的客户。')
  })

  test('计划 alone shows today, ranked with the reason', async () => {
    await chat.says('rep', '#优鲜达#张经理#今天下午5点补货20箱车厘子')
    expect(await chat.says('rep', '计划')).toContain('1. 优鲜达一店\n   今天 17:00 前')
    expect(await chat.says('rep', '计划 随便 优鲜达')).toContain('没看懂是哪天')
    expect(await chat.says('rep', '计划 昨天 优鲜达')).toContain('这一天已经过了')
    expect(await chat.says('rep', '计划 明天 百果园')).toContain('没有找到客户「百果园」')
  })
})
