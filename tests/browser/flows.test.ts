import { soon } from '../support/soon'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'

let bench: Bench
let hand: Hand
beforeAll(async () => {
  bench = await startBench()
}, 300_000)
afterAll(() => bench?.close())
beforeEach(async () => {
  hand = await bench.open(phones[2])
})
afterEach(async () => {
  expect(hand.complaints).toEqual([])
  await hand.context.close()
})

const rows = (within = '.list') => hand.page.locator(`${within} .row`).locator('visible=true')
const minute = /(今天|昨天|明天) \d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d/

describeInBrowser('what a person does with one thumb', () => {
  test('a task is completed with a remark, told with its minute, and taken back', async () => {
    await hand.go('tasks/index')
    await hand.page.getByText('本周').click()
    await rows().first().waitFor()
    const before = await rows().count()
    const label = (await hand.action(/^完成 T-/).textContent()) ?? ''
    await hand.action(/^完成 T-/).click()
    await hand.page.locator('.sheet textarea').fill('沈主任签收了')
    await hand.action(/^完成 T-/).click()
    await hand.sees(new RegExp(`今天 \\d\\d:\\d\\d ${label.trim()}`))
    await soon(async () =>
      expect(
        await rows()
          .filter({ hasText: label.replace('完成', '').trim() })
          .count(),
      ).toBe(0),
    )
    await hand.action('撤销').click()
    await rows()
      .filter({ hasText: label.replace('完成', '').trim() })
      .waitFor()
    await soon(async () => expect(await rows().count()).toBe(before))
    await hand.action('撤销').waitFor({ state: 'detached' })
  })

  test('a note lands on top of the feed with the brand edge, and the selected row stays selected', async () => {
    await hand.go('home/index')
    await rows().nth(1).click()
    const selected = await hand.page.locator('.for-name:visible').textContent()
    const text = `周五要看报价 ${Date.now()}`
    await hand.action('记一句').click()
    await hand.page.locator('.sheet textarea').fill(text)
    await hand.action('记下').click()
    await hand.page.locator('.row.fresh', { hasText: text }).waitFor()
    await soon(async () => expect(await rows().first().textContent()).toContain(text))
    await soon(async () => expect(await hand.page.locator('.for-name:visible').textContent()).toBe(selected))
    await hand.action('撤销').click()
    await hand.page.locator('.row', { hasText: text }).waitFor({ state: 'detached' })
  })

  test('a task is moved by saying when, as in chat', async () => {
    await hand.go('tasks/index')
    await hand.page.getByText('本周').click()
    await hand.action('改时间').click()
    await hand.page.locator('.chip', { hasText: '后天10点' }).click()
    await hand.action('改时间').click()
    await hand.sees(/今天 \d\d:\d\d T-\d+ 改到/)
    await hand.action('撤销').click()
    await hand.action('撤销').waitFor({ state: 'detached' })
  })

  test('the feed pages to its end as it is scrolled, and every row says its minute', async () => {
    await hand.go('home/index')
    await rows('.list').first().waitFor()
    const first = await rows().count()
    for (let turn = 0; turn < 12 && (await rows().count()) < first + 20; turn++) {
      await hand.page
        .locator('.body')
        .locator('visible=true')
        .evaluate((body) => body.scrollTo(0, body.scrollHeight))
      await hand.page.waitForTimeout(250)
    }
    const texts = await rows().allTextContents()
    expect(texts.length).toBeGreaterThanOrEqual(first + 20)
    expect(texts.filter((text) => !minute.test(text))).toEqual([])
  })

  test('the scope chosen is remembered', async () => {
    const asAreaManager = `?demo=${await bench.personOf('areaManager')}`
    await hand.go('home/index', asAreaManager)
    const chip = hand.page.locator('.chip:not(.on)').locator('visible=true').last()
    const text = (await chip.textContent()) ?? ''
    await chip.click()
    await hand.go('home/index', asAreaManager)
    await hand.page.locator('.chip.on', { hasText: text }).waitFor()
  })

  test('a customer is found by name and opens on the 15-second card', async () => {
    await hand.go('customers/index')
    await rows().first().waitFor()
    const name = (await rows().nth(1).locator('.name').textContent()) ?? ''
    await hand.page.locator('.field input:visible').fill(name)
    await soon(async () => {
      const texts = await rows().allTextContents()
      expect(texts.length).toBeGreaterThan(0)
      expect(texts.filter((text) => !text.includes(name))).toEqual([])
    })
    await rows().first().click()
    for (const question of ['上次联系', '推进阶段', '今天做了什么', '时间线']) await hand.sees(question)
    const card = await hand.page.locator('.card15:visible').boundingBox()
    expect(card!.y + card!.height).toBeLessThan(phones[0].height)
  })
})
