import { CustomerField } from '../../server/customers/tables'
import { type Conversation, startConversation } from '../support/conversation'
import { onEveryEngine } from '../support/engines'

onEveryEngine('a customer made in chat', (openEmpty) => {
  let chat: Conversation
  beforeEach(async () => {
    chat = await startConversation(await openEmpty())
  })
  afterEach(() => chat.stop())

  const require = (...fields: Pick<CustomerField, 'name' | 'type'>[]) =>
    chat.database.transaction((tx) =>
      tx.insert(
        CustomerField,
        fields.map(({ name, type }, position) => ({
          orgId: chat.world.orgId,
          id: `fld_${position}`,
          code: `f${position}`,
          name,
          type,
          required: 'creation' as const,
          choices: type === 'choice' ? ['冷柜', '冷库'] : null,
          position,
          inUse: true,
          computedFrom: null,
          version: 1,
        })),
      ),
    )
  const values = () =>
    chat.database.read((reader) =>
      reader.rows<{ fieldId: string; textValue: string | null; numberMilli: number | null }>(
        `select field_id as fieldId, text_value as textValue, number_milli as numberMilli
         from customer_field_value order by field_id`,
      ),
    )

  test('the bot asks for what is missing, one thing at a time, and then does what was said', async () => {
    await require({ name: '冷链存储条件', type: 'choice' }, { name: '店面面积', type: 'number' }, {
      name: '配送时效要求',
      type: 'text',
    }, { name: '推荐人', type: 'reference' })
    await chat.says('rep', '#小红超市#刘姐#明天补货5箱')
    expect(await chat.says('rep', '2')).toBe(
      [
        '新建「小红超市」还要「冷链存储条件」：',
        '1. 冷柜',
        '2. 冷库',
        '3. 无',
        '回数字选一个，回「算了」就不建。30 分钟内有效。',
      ].join('\n'),
    )
    expect(await chat.says('rep', '2')).toContain('还要「店面面积」：\n直接回数字')
    expect(await chat.says('rep', '大概一百')).toBe('「店面面积」要填数字，最多三位小数。')
    expect(await chat.says('rep', '80')).toContain('还要「配送时效要求」')
    expect(await chat.says('rep', '早上6点前送到')).toContain('还要「推荐人」')
    expect(await chat.says('rep', '没这家')).toContain('「推荐人」要选你负责范围里的一家客户')
    // Several of that name: numbered.
    expect(await chat.says('rep', '好客来')).toContain('1. 好客来古荡店\n2. 好客来翠苑店')
    const made = await chat.says('rep', '2')
    expect(made).toContain(
      [
        '新客户  小红超市（归文三路店）',
        '冷链存储条件  冷库',
        '店面面积  80',
        '配送时效要求  早上6点前送到',
        '推荐人  好客来翠苑店',
        '客户  小红超市，找刘姐',
      ].join('\n'),
    )
    expect(await values()).toMatchObject([
      { textValue: '冷库' },
      { numberMilli: 80_000 },
      { textValue: '早上6点前送到' },
      { textValue: 'cus_more_0' },
    ])
    expect(await chat.outcomes()).toEqual([...Array(8).fill('asked'), 'task'])
  })

  test('无 is an answer; the question outlives a restart, and 算了 ends it', async () => {
    await require({ name: '配送时效要求', type: 'text' })
    await chat.says('rep', '#小红超市#明天补货5箱')
    expect(await chat.says('rep', '1')).toContain('还要「配送时效要求」')
    expect(await chat.says('rep', '算了')).toBe('好，不记了。')
    expect(await chat.says('rep', '无')).toContain('这句没有要记的')
    await chat.says('rep', '#小红超市#明天补货5箱')
    await chat.says('rep', '1')
    expect(await chat.says('rep', '无')).toContain('新客户  小红超市（归文三路店）')
    expect(await values()).toMatchObject([{ textValue: '无' }])
  })

  test('another command sets it aside; after 30 minutes it is gone', async () => {
    await require({ name: '配送时效要求', type: 'text' })
    await chat.says('rep', '#小红超市#明天补货5箱')
    await chat.says('rep', '1')
    const reply = await chat.says('rep', '#优鲜达#张经理#明日10点补货20箱')
    expect(reply).toContain('前面问的那句没有选，先不记了')
    await chat.says('rep', '#小红超市#明天补货5箱')
    await chat.says('rep', '1')
    chat.clock.forward(31 * 60_000)
    expect(await chat.says('rep', '上午')).toContain('这句没有要记的')
    expect(await values()).toEqual([])
  })

  test('a field taken out of use meanwhile is not insisted on', async () => {
    await require({ name: '配送时效要求', type: 'text' })
    await chat.says('rep', '#小红超市#明天补货5箱')
    await chat.says('rep', '1')
    await chat.database.transaction((tx) => tx.run('update customer_field set in_use = ?', [false]))
    expect(await chat.says('rep', '上午')).toContain('新客户  小红超市')
  })

  test('撤销 takes the task back, and says that another one takes the new customer back', async () => {
    const customers = () =>
      chat.database.read((reader) =>
        reader.rows<{ name: string }>(
          "select name from customer where name = '小红超市' and retired_at is null",
        ),
      )
    await chat.says('rep', '#小红超市#刘姐#明天补货5箱')
    const [number] = (await chat.says('rep', '1')).match(/T-\d+/) ?? []
    expect(await chat.says('rep', '撤销')).toBe(
      `已撤销 ${number}「小红超市」，这条不算了\n再回「撤销」，连新建的客户一起撤掉`,
    )
    expect(await customers()).toHaveLength(1)
    expect(await chat.says('rep', '撤销')).toBe('已撤销新建客户「小红超市」')
    expect(await customers()).toHaveLength(0)
    expect(await chat.says('rep', '撤销')).toContain('没有可以撤销的')
    expect(await chat.says('rep', '#小红超市#刘姐#明天补货5箱')).toContain('要新建，回数字')
  })

  test('a customer made by an earlier line is not offered', async () => {
    await chat.says('rep', '#小红超市#刘姐#明天补货5箱')
    await chat.says('rep', '1')
    chat.clock.forward(60_000)
    await chat.says('rep', '#小红超市#刘姐#后天补货5箱')
    expect(await chat.says('rep', '撤销')).not.toContain('再回')
  })

  test('a photo is not taken in chat: the customer is made, and is completed on the phone', async () => {
    await require({ name: '门头照', type: 'photo' }, { name: '店面面积', type: 'number' })
    await chat.says('rep', '#小红超市#明天补货5箱')
    expect(await chat.says('rep', '1')).toContain('还要「店面面积」')
    const said = await chat.says('rep', '80')
    expect(said).toContain('小红超市')
    expect(said).toContain('门头照  还没拍，请到小程序「客户 · 待补」里补')
    const listed = await chat.database.read((reader) =>
      reader.rows('select customer_id as id from customer_to_complete'),
    )
    expect(listed).toHaveLength(1)
  })
})
