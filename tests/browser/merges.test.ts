import { shelf } from '../support/shelf-photo'
import { soon } from '../support/soon'
import { measure } from './measure'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'

let bench: Bench
let hand: Hand
beforeEach(async () => {
  // Each its own stub: what is merged once is merged.
  bench = await startBench({ stubbed: true })
}, 300_000)
afterEach(async () => {
  await hand?.context.close()
  await bench?.close()
})

const asked = (path: string) =>
  bench.stub?.asked.filter(({ line }) => line.endsWith(path)).map(({ body }) => body) ?? []
const row = (text: string) => hand.page.locator('.row:visible', { hasText: text }).first()

describeInBrowser('customers that are one', () => {
  test.each(phones)(
    'a pair is looked at, a value chosen, merged and taken back, on $width×$height',
    async (phone) => {
      hand = await bench.open(phone)
      const photo = await shelf(1)
      await hand.page.route('**/api/photos/*/thumb', (route) => route.fulfill({ body: photo }))
      await hand.go('merges/index')
      await row('电话都是 13800000000').click()
      expect((await measure(hand.page, phone.reach)).faults).toEqual([])
      await hand.action('对照合并').click()
      await hand.sees('4 处不一样，点一下选用哪个')
      await hand.page.locator('.value:visible', { hasText: '上午 9 点前，周末不送' }).click()
      await hand.page.locator('.value.on:visible', { hasText: '上午 9 点前，周末不送' }).waitFor()
      await soon(async () =>
        expect(await hand.page.locator('.value:visible .thumb-photo img').count()).toBe(2),
      )
      expect((await measure(hand.page, phone.reach)).faults).toEqual([])
      await hand.action('合成一家').click()
      await hand.sees(/今天 \d\d:\d\d 合成一家/)
      expect(asked('/api/merges')).toMatchObject([
        { survivorId: 'cus_3', mergedId: 'cus_4', choices: { 'fields.fld_time': 'merged' } },
      ])
      await row('电话都是 13800000000').waitFor({ state: 'detached' })
      await hand.action('撤销').click()
      await row('电话都是 13800000000').waitFor()
      expect(hand.complaints).toEqual([])
    },
  )

  test('which one stays is swapped, and 不是 is not asked again', async () => {
    hand = await bench.open(phones[0])
    await hand.go('merges/index')
    await row('名称同音').click()
    await hand.action('对照合并').click()
    await hand.page.locator('.side-card.keep:visible', { hasText: '好邻居便利店' }).waitFor()
    await hand.action('换过来').click()
    await hand.page.locator('.side-card.keep:visible', { hasText: '优鲜达·文三路店' }).waitFor()
    await hand.page.goBack()
    await row('名称都是').click()
    await hand.action('不是').click()
    await row('名称都是').waitFor({ state: 'detached' })
    expect(asked('/api/duplicates/dup_7/dismiss')).toHaveLength(1)
    expect(hand.complaints).toEqual([])
  })

  test('the record of merges pages on, parts two again, and says what is in the way', async () => {
    hand = await bench.open(phones[0])
    await hand.go('merges/index')
    await hand.action('记录').click()
    await row('「晨光中学食堂（旧）」并进来了').click()
    await hand.action('分开成两家').click()
    await hand.sees('把「晨光中学食堂（旧）」分出来？')
    await hand.action('分开成两家').click()
    await hand.sees(/已撤销合并，「晨光中学食堂（旧）」和「晨光中学食堂」分开了/)
    await row('已分开').waitFor()
    await row('「好邻居便利店（旧）」并进来了').click()
    await hand.action('分开成两家').click()
    await hand.action('分开成两家').click()
    await hand.sees('任务 T-1042 之后有新进展')
    await hand.sees('有 1 条新动态说的是合并过来的事')
    expect(await hand.action('分开成两家').getAttribute('class')).toContain('off')
    await hand.action('收起').click()
    await hand.page.locator('.body:visible').evaluate((body) => body.scrollTo(0, body.scrollHeight))
    await row('「客户第 24（旧）」并进来了').waitFor()
    expect(hand.complaints).toEqual([])
  })

  test('a customer says whom it may be the same as, and what was made one with it', async () => {
    hand = await bench.open(phones[0])
    await hand.go('customer/index?id=cus_3')
    await row('可能和「西溪悦榕幼儿园（文一西路园区）」是同一家').click()
    await hand.page.locator('.side-card:visible').first().waitFor()
    expect(hand.page.url()).toContain('survivor=cus_3&merged=cus_4')
    await hand.page.goBack()
    await row('合并过 1 家').click()
    await hand.page.locator('.row:visible', { hasText: '并进来了' }).first().waitFor()
    expect(await hand.page.locator('.row:visible', { hasText: '并进来了' }).count()).toBe(1)
    expect(hand.complaints).toEqual([])
  })
})
