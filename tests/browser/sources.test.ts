import { soon } from '../support/soon'
import { measure } from './measure'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'

let bench: Bench
let hand: Hand
beforeEach(async () => {
  bench = await startBench({ stubbed: true })
  if (bench.stub) bench.stub.data.role = 'admin'
}, 300_000)
afterEach(async () => {
  await hand?.context.close()
  await bench?.close()
})

const names = () => hand.page.locator('.row:visible .name').allTextContents()
const row = (text: string) => hand.page.locator('.row:visible', { hasText: text }).first()

async function type(text: string) {
  await hand.page.locator('.sheet input:visible').fill(text)
  // The keyboard goes down, and the buttons come back.
  await hand.page.locator('.nav-title:visible').click()
}

describeInBrowser('an admin says where customers come from', () => {
  test('adds, renames, puts out of use and takes it back', async () => {
    const phone = phones[0]
    hand = await bench.open(phone)
    await hand.go('todos/index')
    await hand.page.locator('.row', { hasText: '获客渠道' }).click()
    await row('社区地推').waitFor()
    expect((await measure(hand.page, phone.reach)).faults).toEqual([])
    await hand.action('加渠道').click()
    await type('老客转介')
    await hand.action('加渠道').click()
    await hand.sees('已经有一个叫「老客转介」的渠道了。')
    await type('异业合作')
    expect((await measure(hand.page, phone.reach)).faults).toEqual([])
    await hand.action('加渠道').click()
    await row('异业合作').click()
    await hand.action('改名').click()
    await type('异业联盟')
    await hand.action('保存').click()
    await row('异业联盟').waitFor()
    await row('抖音团购引流').click()
    // The way back stands in its place for ten seconds.
    await hand.action('停用').click({ timeout: 15_000 })
    await soon(async () => expect((await names()).at(-1)).toBe('抖音团购引流'))
    await hand.action('撤销').click()
    await soon(async () => expect((await names()).indexOf('抖音团购引流')).toBe(2))
    expect(hand.complaints).toEqual([])
  })

  test('the order is dragged, and the last one in use stays', async () => {
    hand = await bench.open(phones[1])
    await hand.go('customer-file/sources')
    const grip = hand.page.getByLabel('拖动「社区地推」')
    const { x, y } = (await grip.boundingBox())!
    await hand.page.mouse.move(x + 20, y + 20)
    await hand.page.mouse.down()
    await hand.page.mouse.move(x + 20, y + 20 + 68 * 2, { steps: 8 })
    await hand.page.mouse.up()
    await soon(async () =>
      expect(await names()).toEqual(['老客转介', '抖音团购引流', '社区地推', '门店自然进店']),
    )
    for (const name of ['老客转介', '抖音团购引流', '社区地推']) {
      // Opened anew, the way back no longer stands in the button's place.
      await hand.go('customer-file/sources')
      await row(name).click()
      await hand.action('停用').click()
      await row(name).locator('text=停用了').waitFor()
    }
    await hand.go('customer-file/sources')
    await row('门店自然进店').click()
    await hand.action('停用').click()
    await hand.sees('「门店自然进店」是最后一个在用的渠道')
    expect(hand.complaints).toEqual([])
  }, 60_000)

  test('nobody else', async () => {
    if (bench.stub) bench.stub.data.role = 'storeManager'
    hand = await bench.open(phones[0])
    await hand.go('customer-file/sources')
    await hand.sees('只有管理员能做')
    expect((await measure(hand.page, phones[0].reach)).actions).toEqual(['回动态'])
  })
})
