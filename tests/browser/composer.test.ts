import { soon } from '../support/soon'
import { measure } from './measure'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'
import type { StubApi } from './stub-api'

let bench: Bench
let stub: StubApi
let hand: Hand
beforeAll(async () => {
  bench = await startBench({ stubbed: true })
  if (bench.stub) stub = bench.stub
}, 300_000)
afterAll(() => bench?.close())
afterEach(async () => {
  stub.failures.clear()
  stub.slowMs = 0
  expect(hand.complaints).toEqual([])
  await hand.context.close()
})

const line = '#优鲜达#张经理#明日10点补货20箱'
const sheet = () => hand.page.locator('.sheet')
const field = () => hand.page.locator('.sheet input')
const slot = (label: string) => hand.page.locator('.slot', { hasText: label })
const said = () => stub.asked.filter(({ line }) => line === 'POST /api/lines')
const newRow = () => hand.page.locator('.row', { hasText: '新拜访任务 T-1042' })

async function write(text: string, phone: (typeof phones)[number] = phones[2]) {
  hand = await bench.open(phone)
  stub.asked.length = 0
  await hand.go('home/index')
  await hand.page.locator('.row').first().waitFor()
  await hand.action('写一句就记下').click()
  await field().fill(text)
}

describeInBrowser('one line is read as it is typed, and written when it is sent', () => {
  test.each(phones)(
    'the preview shows what will be written, within reach, on $width×$height',
    async (phone) => {
      await write(line, phone)
      await sheet().getByText('会记成 1 个拜访任务').waitFor()
      await slot('客户').getByText('优鲜达·文三路店（加盟）').waitFor()
      await soon(async () => expect(await slot('客户').textContent()).toContain('写的是「优鲜达」'))
      await soon(async () => expect(await slot('联系人').textContent()).toBe('联系人张经理'))
      await soon(async () =>
        expect(await slot('时间').textContent()).toMatch(/^时间明天 10:00\d{4}-\d\d-\d\d 周.$/),
      )
      await soon(async () =>
        expect(await slot('要做').textContent()).toBe('要做补货 20 箱没写商品，可以补一个'),
      )
      expect(await measure(hand.page, phone.reach)).toEqual({ actions: ['收起', '记下'], faults: [] })
      const tops = await hand.page
        .locator('.slot')
        .evaluateAll((slots) => slots.map((each) => each.offsetTop))
      expect(new Set(tops).size).toBe(phone.width < 340 ? 3 : 4)
    },
  )

  test('the keyboard sends; the row comes on top, and 撤销 takes it back', async () => {
    await write(line)
    await sheet().getByText('会记成 1 个拜访任务').waitFor()
    await field().press('Enter')
    await hand.page.locator('.toast', { hasText: '记下了，拜访任务 T-1042' }).waitFor()
    await newRow().waitFor()
    await soon(async () =>
      expect(await hand.page.locator('.list .row').first().textContent()).toContain('T-1042'),
    )
    expect((await measure(hand.page, phones[2].reach)).faults).toEqual([])
    await hand.action('撤销').click()
    await newRow().waitFor({ state: 'detached' })
    await hand.action('写一句就记下').click()
    await soon(async () => expect(await field().inputValue()).toBe(''))
  })

  test.each(phones)('the bot asks which one, and a tap chooses it, on $width×$height', async (phone) => {
    await write('#优鲜达#明日10点补货20箱', phone)
    await field().press('Enter')
    await sheet().getByText('哪一个「优鲜达」？').waitFor()
    await soon(async () => expect(await hand.page.locator('.opt.on').textContent()).toContain('文三路店'))
    await hand.page.locator('.opt', { hasText: '三墩店' }).click()
    const { actions, faults } = await measure(hand.page, phone.reach)
    expect(faults).toEqual([])
    expect(actions).toEqual(['收起', '算了', '选 三墩店（加盟）'])
    await hand.action(/^选/).click()
    await newRow().waitFor()
    await soon(async () => expect(await newRow().textContent()).toContain('三墩店'))
    expect(said().map(({ body }) => body)).toEqual([{ text: '#优鲜达#明日10点补货20箱' }, { text: '2' }])
    await hand.action('撤销').click()
    await newRow().waitFor({ state: 'detached' })
  })

  test('a question that is folded away is still there, and 算了 ends it', async () => {
    await write('#优鲜达#明日10点补货20箱')
    await field().press('Enter')
    await hand.action('收起').click()
    await hand.action('写一句就记下').click()
    await hand.action('算了').click()
    await hand.page.locator('.toast', { hasText: '好，不记了。' }).waitFor()
    expect(said().map(({ body }) => (body as { text: string }).text)).toEqual([
      '#优鲜达#明日10点补货20箱',
      '算了',
    ])
  })

  test('a failed send keeps the text, also over a reload, and the retry carries the same key', async () => {
    await write(line)
    const broken = { error: { code: 'internal', message: '出了点问题。', reference: 'E-7Q2K' } }
    stub.failures.set('/api/lines', { status: 503, body: broken, times: 1 })
    await hand.action('记下').last().click()
    await hand.sees('E-7Q2K')
    await soon(async () => expect(await field().inputValue()).toBe(line))
    await hand.go('home/index')
    await hand.page.locator('.row').first().waitFor()
    await hand.action('写一句就记下').click()
    await soon(async () => expect(await field().inputValue()).toBe(line))
    await hand.action('记下').last().click()
    await hand.action('撤销').click()
    await newRow().waitFor({ state: 'detached' })
    const keys = said().map(({ key }) => key)
    expect(keys).toEqual([expect.stringMatching(/^m-/), keys[0]])
  })

  test('two taps are one line', async () => {
    await write(line)
    stub.slowMs = 300
    await hand
      .action('记下')
      .last()
      .evaluate((button) => {
        button.click()
        button.click()
      })
    stub.slowMs = 0
    await hand.action('撤销').click()
    await newRow().waitFor({ state: 'detached' })
    expect(said()).toHaveLength(1)
  })

  test('without a network the line stays, and says so', async () => {
    await write(line)
    await sheet().getByText('会记成 1 个拜访任务').waitFor()
    await hand.context.setOffline(true)
    await hand.action('记下').last().click()
    await hand.sees('没连上服务器')
    await soon(async () => expect(await field().inputValue()).toBe(line))
    await hand.context.setOffline(false)
    await hand.action('记下').last().click()
    await hand.action('撤销').click()
    await newRow().waitFor({ state: 'detached' })
  })

  test('talk that asks for nothing becomes a note at the selected customer; a # line never does', async () => {
    const talk = '老板今天心情不错'
    await write(talk)
    await sheet().getByText('没看出要做什么，先当备注记下？').waitFor()
    await sheet().getByText('记在「晨光中学食堂」').waitFor()
    await field().fill('#优鲜达')
    await sheet().getByText('这样写：#客户#联系人#明日10点补货20箱').waitFor()
    await field().press('Enter')
    await sheet().getByText('没看出要做什么，没有记').waitFor()
    await field().fill(talk)
    await hand.action('记成备注').click()
    await hand.page.locator('.row', { hasText: talk }).waitFor()
    await hand.action('撤销').click()
    await hand.page.locator('.row', { hasText: talk }).waitFor({ state: 'detached' })
  })
})
