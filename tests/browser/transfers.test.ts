import { soon } from '../support/soon'
import { measure } from './measure'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'

let bench: Bench
let hand: Hand
beforeEach(async () => {
  bench = await startBench({ stubbed: true })
  if (bench.stub) bench.stub.data.role = 'storeManager'
}, 300_000)
afterEach(async () => {
  await hand?.context.close()
  await bench?.close()
})

const asked = (path: string) =>
  bench.stub?.asked.filter(({ line }) => line === `POST ${path}`).map(({ body }) => body) ?? []
const row = (text: string) => hand.page.locator('.row:visible', { hasText: text }).first()
const option = (text: string) => hand.page.locator('.opt:visible', { hasText: text }).first()

describeInBrowser('customers are picked and handed on', () => {
  test.each(phones)(
    'several, also found by a search, to a colleague found by name, on $width×$height',
    async (phone) => {
      hand = await bench.open(phone)
      await hand.go('customers/index')
      await row('晨光中学食堂').waitFor()
      await hand.page.getByText('多选').click()
      await row('晨光中学食堂').click()
      expect((await measure(hand.page, phone.reach)).faults).toEqual([])
      await hand.action('找').click()
      await hand.page.locator('.field input:visible').fill('老陈')
      await row('老陈水果铺').click()
      await hand.action('好了').click()
      await hand.sees('已选 2 家：晨光中学食堂、老陈水果铺')
      expect((await measure(hand.page, phone.reach)).actions).toEqual([
        '不选了',
        '找',
        '合并 2 家',
        '移交 2 家',
      ])
      await hand.action('移交 2 家').click()
      await hand.page.locator('.input.find input:visible').fill('赵海')
      await option('同事1').waitFor({ state: 'detached' })
      await option('赵海峰').click()
      await hand.sees(/2 家；未完成任务 2 个、商机 1 个/)
      expect((await measure(hand.page, phone.reach)).faults).toEqual([])
      await hand.action('交给 赵海峰').click()
      await hand.sees(/今天 \d\d:\d\d 已移交给 赵海峰：晨光中学食堂、老陈水果铺/)
      expect(asked('/api/transfers')).toEqual([
        { customerIds: ['cus_0', 'cus_8'], toOwnerId: 'stf_7', tasks: true, opportunities: true },
      ])
      // Back in the tab, nobody is picking any more.
      await hand.page.getByText('多选').waitFor()
      await soon(async () => expect(await row('老陈水果铺').textContent()).toContain('赵海峰'))
      // The page that is left slides out with its own.
      await soon(async () => expect(await hand.action('撤销').count()).toBe(1))
      await hand.action('撤销').click()
      await soon(async () => expect(await row('老陈水果铺').textContent()).toContain('李晓雯'))
      expect(hand.complaints).toEqual([])
    },
  )

  test('two are merged', async () => {
    hand = await bench.open(phones[0])
    await hand.go('customers/index')
    await hand.page.getByText('多选').click()
    await row('晨光中学食堂').click()
    await row('好邻居便利店').click()
    await hand.action('合并 2 家').click()
    await hand.page.locator('.side-card.keep:visible', { hasText: '晨光中学食堂' }).waitFor()
    await hand.action('合成一家').click()
    await hand.page.getByText('多选').waitFor()
    expect(asked('/api/merges')).toMatchObject([{ survivorId: 'cus_0', mergedId: 'cus_1' }])
    expect(hand.complaints).toEqual([])
  })

  test('to a store; to a colleague of another store with the customers going there too; picking is left', async () => {
    hand = await bench.open(phones[0])
    await hand.go('customers/index')
    await hand.page.getByText('多选').click()
    await row('老陈水果铺').click()
    await hand.action('移交 1 家').click()
    await option('王磊').click()
    await hand.sees(/王磊 不在「古荡店」/)
    expect(await hand.action('交给 王磊').getAttribute('class')).toContain('off')
    await hand.page.getByText('不在这家店，转到文三路店？').click()
    await hand.sees(/1 家；未完成任务/)
    await hand.page.getByText('给门店').click()
    await hand.page.locator('.input.find input:visible').fill('翠苑')
    await option('翠苑一区菜场店（加盟）').click()
    await hand.sees('负责人也在那家店的跟着过去')
    await hand.action('交给 翠苑一区菜场店（加盟）').click()
    await hand.sees(/已移交给 翠苑一区菜场店/)
    expect(asked('/api/transfers')).toMatchObject([{ customerIds: ['cus_8'], toStoreId: 'sto_3' }])
    await hand.page.getByText('多选').click()
    await hand.sees('点选几家，移交给同事')
    expect(await hand.action('移交').getAttribute('class')).toContain('off')
    await hand.action('不选了').click()
    await hand.action('新建').waitFor()
    expect(hand.complaints).toEqual([])
  })

  test('who only looks cannot pick', async () => {
    if (bench.stub) bench.stub.data.role = 'finance'
    hand = await bench.open(phones[0])
    await hand.go('customers/index')
    await row('晨光中学食堂').waitFor()
    expect(await hand.page.getByText('多选').count()).toBe(0)
  })

  test('whom they are with is not offered; when they are handed on, that is said and there is nothing dead', async () => {
    hand = await bench.open(phones[0])
    await hand.go('transfers/index')
    await row('老陈水果铺').click()
    await hand.sees('已选 1 家')
    await hand.action('移交').click()
    await option('王磊').waitFor()
    expect(await hand.page.locator('.opt:visible', { hasText: '李晓雯' }).count()).toBe(0)
    await option('赵海峰').click()
    await hand.sees(/1 家；未完成任务/)
    await hand.action('交给 赵海峰').click()
    await hand.sees('移交好了')
    expect(await hand.action('好了').getAttribute('class')).not.toContain('off')
    await row('晨光中学食堂').click()
    await hand.action('移交').waitFor()
    expect(hand.complaints).toEqual([])
  })

  test("a leaver's customers wait, and all of them go at once", async () => {
    hand = await bench.open(phones[0])
    await hand.go('transfers/leavers')
    await row('31 家客户、6 个未完成任务').waitFor()
    await hand.action('移交 赵海峰 的客户').click()
    await hand.sees('不点选就是全部')
    await hand.action('全部移交').click()
    await option('孙佳怡').waitFor()
    await option('陈国强').click()
    await hand.action('交给 陈国强').click()
    await soon(() =>
      expect(asked('/api/transfers')).toMatchObject([{ fromOwnerId: 'stf_7', toOwnerId: 'stf_2' }]),
    )
    expect(hand.complaints).toEqual([])
  })

  test.each(phones)(
    'the hand-over page says all on one page and is copied, on $width×$height',
    async (phone) => {
      hand = await bench.open(phone)
      await hand.context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await hand.go('transfers/hand-over?id=cus_1')
      for (const part of ['联系人', '未完成任务', '商机', '待办', '最近十次动态', '谁管过'])
        await hand.sees(part)
      expect(await measure(hand.page, phone.reach)).toEqual({ actions: ['移交', '复制交接单'], faults: [] })
      await hand.action('复制交接单').click()
      await hand.sees('复制了，去聊天里粘贴')
      expect(await hand.page.evaluate('navigator.clipboard.readText()')).toMatch(/^【交接单】好邻居便利店/)
      expect(hand.complaints).toEqual([])
    },
  )
})
