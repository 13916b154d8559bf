import { measure } from './measure'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'

let bench: Bench
let hand: Hand
beforeEach(async () => {
  // Each its own stub: a field goes out of use once.
  bench = await startBench({ stubbed: true })
}, 300_000)
afterEach(async () => {
  await hand?.context.close()
  await bench?.close()
})

describeInBrowser('the form of a new customer', () => {
  test.each(phones)(
    'a field that goes out of use meanwhile costs nothing typed, on $width×$height',
    async (phone) => {
      hand = await bench.open(phone)
      const { page } = hand
      const type = async (text: string) => {
        await page.locator('.sheet input:visible').fill(text)
        // The keyboard goes down, and the buttons come back.
        await page.locator('.nav-title:visible').click()
        await hand.action('填好').click()
      }
      await hand.go('customer-file/form')
      await hand.action('填好客户名').click()
      await type('小红生鲜')
      await page.locator('.opt', { hasText: '社区地推' }).click()
      expect((await measure(page, phone.reach)).faults).toEqual([])
      await hand.action('填好').click()
      await page.locator('.row', { hasText: '周边竞品陈列情况' }).click()
      await type('对面两家')
      await page.locator('.row', { hasText: '配送时效要求' }).click()
      await type('早上6点前')
      expect((await measure(page, phone.reach)).faults).toEqual([])
      await hand.action('新建这家客户').click()
      await hand.sees(/「周边竞品陈列情况」刚被管理员停用了/)
      await page.locator('.row', { hasText: '周边竞品陈列情况' }).waitFor({ state: 'detached' })
      await hand.sees('小红生鲜')
      await hand.sees('早上6点前')
      await hand.action('新建这家客户').click()
      await page.waitForURL(/pages\/customer\/index\?id=cus_new/)
      expect(hand.complaints).toEqual([])
    },
  )

  test.each(phones)(
    "whom it may already be is said while the name is typed, opens, and is in nobody's way, on $width×$height",
    async (phone) => {
      hand = await bench.open(phone)
      const { page } = hand
      await hand.go('customer-file/form')
      await hand.action('填好客户名').click()
      await page.locator('.sheet input:visible').fill('老陈水果铺')
      await page.locator('.sheet .alike .row', { hasText: '老陈水果铺' }).click()
      await page.locator('.card15:visible').waitFor()
      await page.goBack()
      await page.locator('.nav-title:visible').click()
      // What was typed is still there.
      expect(await page.locator('.sheet input:visible').inputValue()).toBe('老陈水果铺')
      await hand.action('填好').click()
      await page.locator('.opt', { hasText: '社区地推' }).click()
      await hand.action('填好').click()
      await hand.sees('可能已经有了 1 家，不是同一家就接着建')
      await page.locator('.list .alike', { hasText: '名称都是「老陈水果铺」' }).waitFor()
      expect(await measure(page, phone.reach)).toEqual({ actions: ['看这家', '新建这家客户'], faults: [] })
      await hand.action('看这家').click()
      await page.locator('.card15:visible').waitFor()
      await page.goBack()
      await hand.action('新建这家客户').click()
      // The stub's first answer is that a field went out of use.
      await hand.sees(/刚被管理员停用了/)
      await hand.action('新建这家客户').click()
      await page.waitForURL(/pages\/customer\/index\?id=cus_new/)
      expect(hand.complaints).toEqual([])
    },
  )

  test("of somebody else's it is said that there is one; a check that fails or has no network holds nothing up", async () => {
    hand = await bench.open(phones[0])
    const { page } = hand
    await hand.go('customer-file/form')
    await hand.action('填好客户名').click()
    const type = async (text: string) => {
      await page.locator('.sheet input:visible').fill(text)
      await page.locator('.nav-title:visible').click()
      await hand.action('填好').click()
    }
    await type('从没有过的店')
    await page.locator('.opt', { hasText: '社区地推' }).click()
    await hand.action('填好').click()
    await hand.action('新建这家客户').waitFor()
    expect(await page.locator('.alike').count()).toBe(0)
    await page.locator('.row', { hasText: '联系人' }).first().click()
    await type('刘姐 13800000000')
    await page.locator('.list .alike', { hasText: '别人名下的一家' }).waitFor()
    expect(await hand.action('看这家').count()).toBe(0)
    const broken = { error: { code: 'internal', message: '出了点问题。', reference: 'E-7Q2K' } }
    bench.stub?.failures.set('/api/duplicates/alike', { status: 500, body: broken, times: 1 })
    await page.locator('.row', { hasText: '客户名' }).first().click()
    await type('从没有过的店二')
    await hand.sees('没查成有没有重复的，不耽误新建')
    await hand.context.setOffline(true)
    await page.locator('.row', { hasText: '客户名' }).first().click()
    await type('从没有过的店三')
    await hand.sees('没网，查不了有没有重复的')
    await hand.context.setOffline(false)
    expect(await hand.action('新建这家客户').count()).toBe(1)
  })
})
