import { Customer } from '../../server/customers/tables'
import { rewriteTerms } from '../../server/customers/write-terms'
import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('handing over, and customers that are there already, in chat', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  test('移交 … 给 …: what was written is said exactly, both are told, 撤销 takes it back', async () => {
    await chat.says('rep', '#优鲜达一店#明日10点补货20箱')
    const said = await chat.says('storeManager', '移交 优鲜达一店 给 韩梅')
    expect(said).toBe(
      '已移交给 韩梅：优鲜达一店\n一起移交：未完成任务 1 个、商机 0 个\n以前的记录都留着，仍算原来的人和门店\n回「撤销」取消',
    )
    expect((await chat.pushesTo('otherRep')).join()).toContain('周敏 把 李雷 的 优鲜达一店 移交给你')
    expect((await chat.pushesTo('rep')).join()).toContain('移交给了 韩梅')
    expect(await chat.says('otherRep', '客户 优鲜达一店')).toContain('韩梅')
    expect(await chat.says('storeManager', '撤销')).toContain('1 家客户回到原来的人和门店')
    expect(await chat.says('storeManager', '移交优鲜达一店给何离')).toContain('没有找到叫「何离」的在职同事')
    expect(await chat.says('rep', '移交 好客来 给 韩梅')).toBe(
      [
        '移交哪一家「好客来」？',
        '1. 好客来古荡店',
        '2. 好客来翠苑店',
        '回数字选一家，回「算了」就不移交。30 分钟内有效。',
      ].join('\n'),
    )
    expect(await chat.says('rep', '2')).toContain('已移交给 韩梅：好客来翠苑店')
    expect(await chat.says('finance', '移交 优鲜达一店 给 韩梅')).toContain('不能移交客户')
  })

  test('a new customer that sounds like one that is there is asked about first, with a way on', async () => {
    const { orgId, customers } = chat.world
    await chat.says('rep', '今天')
    await chat.says('rep', '#优鲜达一店#明日9点补货2箱')
    // Made on a page a moment ago: what the bot hears names by does not have it yet.
    const name = '明月鲜果'
    await chat.database.transaction(async (tx) => {
      await tx.update(Customer, { orgId, id: customers.second }, { name, nameKey: name })
      await rewriteTerms(tx, { orgId, id: customers.second })
    })
    expect(await chat.says('rep', '#名越鲜果#明日10点补货20箱')).toContain('1. 社区地推')
    const asked = await chat.says('rep', '1')
    expect(asked).toMatch(
      /^「名越鲜果」可能是已有的：\n1\. 就是 明月鲜果（C-2，李雷 负责，名称同音：「明月鲜果」）/,
    )
    expect(asked).toContain('2. 不是，新建「名越鲜果」')
    expect(await chat.says('rep', '1')).toContain('客户  明月鲜果')
    await chat.says('rep', '#名越鲜果#明日11点补货5箱')
    await chat.says('rep', '1')
    expect(await chat.says('rep', '2')).toContain('名越鲜果')
  })

  test('one that has the core of its name from one that is there is asked about too', async () => {
    await chat.says('rep', '#鲜多多·文三路店（加盟）#明日10点补货20箱')
    expect(await chat.says('rep', '1')).toContain('鲜多多·文三路店(加盟)')
    await chat.says('rep', '#鲜多多文三路超市#明日10点补货20箱')
    expect(await chat.says('rep', '1')).toMatch(
      /1\. 就是 鲜多多·文三路店\(加盟\)（C-\d+，李雷 负责，同名核心「鲜多多文三路」）/,
    )
  })
})
