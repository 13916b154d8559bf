import { soon } from '../support/soon'
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
  expect(hand.complaints).toEqual([])
  await hand.context.close()
})

const step = (text: string) => hand.page.locator('.step:visible', { hasText: text }).waitFor()
const asked = (line: RegExp) => stub.asked.filter((each) => line.test(each.line))
const rows = () => hand.page.locator('.row.task:visible .name')
const listed = (names: (string | undefined)[]) =>
  soon(async () => expect(await rows().allTextContents()).toEqual(names))

/** Leaves whatever is under way, so that the next test can begin. */
async function leave(reason: string): Promise<void> {
  await hand.action('去写下一步').click()
  await hand.page.locator('.row.way', { hasText: '没有下一步' }).click()
  await hand.page.locator('.row.way input').fill(reason)
  await hand.action('离店，没有下一步').click()
  await hand.action('回今日任务').waitFor()
}

describeInBrowser('a visit in three steps', () => {
  test.each(phones)('from the day’s plan to the next step, on $width×$height', async (phone) => {
    hand = await bench.open(phone)
    await hand.go('tasks/index')
    await hand.page.locator('.row.task', { hasText: '果蔬三号档' }).click()
    await hand.action(/到了打卡|再去一次/).click()
    await step('1 打卡')
    await hand.sees('离客户 46 米')
    await hand.sees('在 200 米内')
    await hand.sees('西湖区骆家庄路 8 号附近')
    await hand.sees('时间和地点自动带入，谁都改不了')
    expect(await hand.page.locator('.kv:visible input').count()).toBe(0)
    await hand.action(/^打卡$/).click()
    await step('打卡 14:4')
    await hand.action('记发现').click({ timeout: 15_000 })
    await hand.page.locator('.sheet .chip', { hasText: '拒收' }).click()
    const off = hand.page.locator('.sheet .btn.primary.off')
    await off.waitFor()
    await hand.page.locator('.sheet input').nth(0).fill('蓝莓')
    await hand.page.locator('.sheet input').nth(1).fill('3')
    await off.waitFor()
    await hand.page.locator('.sheet input').last().fill('果粒偏小')
    await hand.action('记下拒收').click()
    await hand.sees('拒收 蓝莓 3 箱：果粒偏小')
    await hand.action('去写下一步').click()
    await hand.sees('先选下一步，把要写的写上')
    await hand.page.locator('.row.way', { hasText: '约下次' }).click()
    await hand.page.locator('.when', { hasText: '周五10点' }).click()
    await hand.action('补一句').click()
    await hand.page.locator('.sheet textarea').fill('老板愿意试')
    await hand.action('写好了').click()
    await hand.action('离店，约周五10点').click()
    await hand.sees('按服务器时间，手机快 2 秒')
    await hand.sees('算闭环')
    await hand.sees('老板愿意试')
    await hand.action('回今日任务').click()
    const seen = hand.page.locator('.row.task.done:visible', { hasText: '果蔬三号档' })
    await seen.filter({ hasText: /今天 14:4\d 去过/ }).waitFor()
  })

  test('what not to propose is said before the check-in; a check-in is taken back', async () => {
    hand = await bench.open(phones[0])
    await hand.go('visit/index?customer=cus_1')
    await hand.page.locator('.guard:visible').first().waitFor()
    await hand.action(/^打卡$/).click()
    await hand.action('撤销').click()
    await step('1 打卡')
    await hand.action(/^打卡$/).waitFor()
  })

  test('one visit at a time: another customer leads back to the first', async () => {
    hand = await bench.open(phones[2])
    await hand.go('visit/index?customer=cus_4')
    await hand.action(/^打卡$/).click()
    await hand.action('去写下一步').waitFor()
    await hand.go('visit/index?customer=cus_5')
    await hand.sees('先离店再打这一家')
    await hand.action('回到那一家').click()
    await leave('老板不在')
    await soon(() =>
      expect(asked(/POST .*\/checkout/).at(-1)?.body).toMatchObject({
        nextStep: { kind: 'none', reason: '老板不在' },
      }),
    )
  })

  test('the plan is put in order, somebody taken off, somebody added', async () => {
    hand = await bench.open(phones[2])
    await hand.go('visit/plan/index?on=2026-03-04')
    await rows().first().waitFor()
    const before = await rows().allTextContents()
    await hand.page.locator('.row.task:visible').nth(1).click()
    await hand.action('提前').click()
    await hand.sees('排到第 1')
    await listed([before[1], before[0], ...before.slice(2)])
    await hand.action('去掉').click()
    await hand.sees('去掉 ')
    await listed([before[0], ...before.slice(2)])
    await hand.action('加客户').click()
    await hand.page.locator('.row.way:visible', { hasText: '小河直街咖啡馆' }).click()
    await hand.action('加这 1 家').click()
    await hand.page.locator('.row.task:visible', { hasText: '小河直街咖啡馆' }).waitFor()
  })

  test('the closure rate says what it counts, and opens to its visits', async () => {
    hand = await bench.open(phones[0])
    await hand.go('visit/closure/index')
    await hand.sees('75%')
    await hand.sees('闭环率 = 离店时有下一步的拜访 ÷ 已离店的拜访')
    await hand.action('看这些拜访').click()
    await hand.sees('拜访列表')
    await soon(() => expect(asked(/GET \/api\/visits\?state=done&staff=stf_1/)).not.toEqual([]))
  })
})
