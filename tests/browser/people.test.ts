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
beforeEach(() => {
  stub.data.role = 'admin'
})
afterEach(() => hand.context.close())

describeInBrowser('an admin gives a colleague a log-in code', () => {
  test.each(phones)('from 待办 to the code, on $width×$height', async (phone) => {
    hand = await bench.open(phone)
    await hand.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await hand.go('todos/index')
    await hand.page.getByText('给同事发登录码').click()
    await hand.page.locator('.field input:visible').fill('欧阳')
    await hand.action('给欧阳晓燕发登录码').waitFor()
    expect((await measure(hand.page, phone.reach)).faults).toEqual([])
    await hand.action('给欧阳晓燕发登录码').click()
    await hand.page.locator('.code', { hasText: '48213097' }).waitFor()
    await hand.sees(/(今天|明天) \d\d:\d\d 前有效/)
    expect(await measure(hand.page, phone.reach)).toEqual({ actions: ['收起', '复制登录码'], faults: [] })
    await hand.action('复制登录码').click()
    await hand.sees(/今天 \d\d:\d\d 复制/)
    expect(hand.complaints).toEqual([])
  })

  test('who has left gets none, and it says why', async () => {
    hand = await bench.open(phones[2])
    await hand.go('people/index')
    await hand.page.locator('.row', { hasText: '赵海峰' }).click()
    await hand.sees('赵海峰，已经离职，不能发')
    await hand.action('给赵海峰发登录码').click()
    expect(stub.asked.filter(({ line }) => line.endsWith('login-code') && line.includes('stf_7'))).toEqual([])
  })

  test('nobody else sees the way there, or the people', async () => {
    stub.data.role = 'rep'
    hand = await bench.open(phones[2])
    await hand.go('todos/index')
    await hand.page.locator('.row').first().waitFor()
    expect(await hand.page.getByText('给同事发登录码').count()).toBe(0)
    await hand.go('people/index')
    await hand.sees('只有管理员能做这件事。')
  })
})
