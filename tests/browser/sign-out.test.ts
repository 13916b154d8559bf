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
afterEach(() => hand.context.close())

const asked = (line: string) => stub.asked.filter((each) => each.line === line)

describeInBrowser('signing out', () => {
  test.each(phones)('from 待办: the session ends and the phone forgets, on $width×$height', async (phone) => {
    hand = await bench.open(phone)
    await hand.go('tasks/index', '?demo=stf_1')
    await hand.page.locator('.row').first().waitFor()
    await hand.go('todos/index', '?demo=stf_1')
    await hand.page.locator('.row', { hasText: '退出登录' }).click()
    await hand.sees('这部手机上不再留下你的客户和任务')
    expect(await measure(hand.page, phone.reach)).toEqual({ actions: ['不退出', '退出登录'], faults: [] })
    await hand.action('不退出').click()
    const before = asked('DELETE /api/session').length
    await soon(async () => expect((await hand.kept()).some((key) => key.includes('stf_1'))).toBe(true))
    await hand.page.locator('.row', { hasText: '退出登录' }).click()
    await hand.action('退出登录').click()
    await hand.sees('登录顺流')
    await soon(() => expect(asked('DELETE /api/session')).toHaveLength(before + 1))
    await soon(async () =>
      expect(await hand.kept()).toEqual(
        expect.not.arrayContaining([expect.stringMatching(/token|(read|customers)\/stf_1|names/)]),
      ),
    )
    // Who signed out is not let in again by a reload.
    await hand.go('home/index', '?demo=stf_1')
    await hand.sees('登录顺流')
    await hand.action(/进去/).click()
    await hand.page.locator('.tab.on', { hasText: '动态' }).waitFor()
    expect(hand.complaints).toEqual([])
  })

  test('without a network the phone forgets all the same', async () => {
    hand = await bench.open(phones[2])
    await hand.go('todos/index', '?demo=stf_1')
    await hand.page.locator('.row', { hasText: '退出登录' }).click()
    await hand.page.route('**/api/**', (route) => route.abort())
    await hand.action('退出登录').click()
    await hand.page.waitForURL(/sign-in/)
    await soon(async () => expect((await hand.kept()).filter((key) => key.includes('token'))).toEqual([]))
  })

  test('a further organisation is asked for by the address', async () => {
    hand = await bench.open(phones[2])
    await hand.go('sign-in/index', '?org=org_2')
    await hand.action(/进去/).click()
    await hand.page.locator('.tab.on', { hasText: '动态' }).waitFor()
    expect(asked('GET /api/session/ways?org=org_2')).toHaveLength(1)
    expect(stub.asked.findLast(({ line }) => line === 'POST /api/session')?.body).toMatchObject({
      org: 'org_2',
    })
    await soon(async () => expect(await hand.kept()).toContain('shunliu.token.org_2'))
    expect(new URL(hand.page.url()).search).toBe('?org=org_2')
  })
})
