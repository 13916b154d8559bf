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
})
