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
beforeEach(async () => {
  hand = await bench.open(phones[0])
})
afterEach(async () => {
  stub.slowMs = 0
  stub.failures.clear()
  await hand.context.close()
})

const broken = { error: { code: 'internal', message: '出了点问题。', reference: 'E-7Q2K' } }
const fail = (path: string, status: number, body: unknown, times = 1) =>
  stub.failures.set(path, { status, body, times })
const row = (text: string) => hand.page.locator('.row', { hasText: text }).locator('visible=true').first()

describeInBrowser('what a page shows when there is nothing to show', () => {
  test('loading: bones after 200 ms, then the rows', async () => {
    stub.slowMs = 700
    await hand.go('home/index')
    await hand.page.locator('.bone').first().waitFor()
    await row('晨光中学食堂').waitFor()
    expect(await hand.page.locator('.bone').count()).toBe(0)
  })

  test('empty: why, and one thing to do', async () => {
    await hand.go('home/index')
    await hand.page.locator('.chip', { hasText: '城西区' }).click()
    await hand.sees('「城西区」还没有动静')
    await hand.action('看「全部」').click()
    await row('晨光中学食堂').waitFor()
  })

  test('error: what is not lost, the reference number, and again', async () => {
    fail('/api/feed', 500, broken)
    await hand.go('home/index')
    await hand.sees('E-7Q2K')
    expect((await measure(hand.page, phones[0].reach)).faults).toEqual([])
    await hand.action('复制编号').waitFor()
    await hand.action('再试一次').click()
    await row('晨光中学食堂').waitFor()
  })

  test('offline: the old rows stay, with the minute they were read', async () => {
    await hand.go('tasks/index')
    await row('T-1042').waitFor()
    await hand.context.setOffline(true)
    await hand.page.evaluate("window.postMessage({ type: 'shunliu:refresh' }, location.origin)")
    await hand.sees(/没网。看到的是 今天 \d\d:\d\d 的内容/)
    await row('T-1042').waitFor()
    await hand.context.setOffline(false)
  })

  test('the same write tried again carries the same key', async () => {
    fail('/api/tasks/tsk_1/complete', 503, broken)
    await hand.go('tasks/index')
    await hand.page.getByText('本周').click()
    await row('T-1043').click()
    await hand.action(/^完成 T-1043/).click()
    await hand.action(/^完成 T-1043/).click()
    await hand.sees('E-7Q2K')
    await hand.action(/^完成 T-1043/).click()
    await hand.action('撤销').waitFor()
    const keys = stub.asked.filter(({ line }) => line.endsWith('/tsk_1/complete')).map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^m-/)
    expect(keys[1]).toBe(keys[0])
    await hand.action('撤销').click()
    await row('T-1043').waitFor()
  })

  test('no permission: whose it is not, and the way back', async () => {
    await hand.go('customer/index?id=cus_999')
    await hand.sees('这位客户不在你的范围')
    await hand.action('回动态').click()
    await row('晨光中学食堂').waitFor()
  })

  test('an ended session: a demo window signs in again, another is led to the door', async () => {
    fail('/api/feed', 401, { error: { code: 'not_signed_in', message: '要先登录。' } })
    await hand.go('home/index')
    await row('晨光中学食堂').waitFor()
    await hand.go('home/index', '')
    await hand.action(/^以 .+ 进去/).click()
    await row('晨光中学食堂').waitFor()
  })

  test('a chat line acted on shows in the feed at once, when the demo page says so', async () => {
    await hand.go('home/index')
    await row('晨光中学食堂').waitFor()
    const [first] = stub.data.feed
    if (first)
      stub.data.feed.unshift({ ...first, id: 'tp_chat', text: '新拜访任务 T-1099：明天 10:00 找张经理' })
    await hand.page.evaluate("window.postMessage({ type: 'shunliu:refresh' }, location.origin)")
    await hand.page.locator('.row.fresh', { hasText: 'T-1099' }).waitFor({ timeout: 3000 })
    stub.data.feed.shift()
  })

  test('a bar that is lifted or covered does not pass the measure', async () => {
    await hand.go('tasks/index')
    await row('T-1042').waitFor()
    expect((await measure(hand.page, phones[0].reach)).faults).toEqual([])
    await hand.page.addStyleTag({ content: '.thumb { margin-bottom: 100px }' })
    expect((await measure(hand.page, phones[0].reach)).faults).toContainEqual(
      expect.stringContaining('from the bottom'),
    )
    await hand.page.addStyleTag({ content: '.thumb { margin: 0 } .tabbar { margin-top: -30px }' })
    expect((await measure(hand.page, phones[0].reach)).faults).toContainEqual(
      expect.stringContaining('covered'),
    )
  })
})
