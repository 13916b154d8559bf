import { soon } from '../support/soon'
import { type Bench, describeInBrowser, phones, startBench } from './phone'

// Half past midnight in Hangzhou, and a phone that runs some other day.
let bench: Bench
beforeAll(async () => {
  bench = await startBench({ stubbed: true, start: '2026-03-04T16:30:00.000Z' })
}, 300_000)
afterAll(() => bench?.close())

describeInBrowser('a phone whose clock is wrong', () => {
  test.each(['2019-12-31T15:59:00Z', '2028-02-29T04:00:00Z'])(
    'follows the server’s from the first row on (%s)',
    async (wrong) => {
      const hand = await bench.open(phones[2])
      await hand.page.clock.setFixedTime(wrong)
      await hand.go('home/index')
      const row = (n: number) => hand.page.locator('.row').nth(n)
      await row(0).waitFor()
      await soon(async () => expect(await row(0).textContent()).toContain('今天 00:23'))
      await soon(async () => expect(await row(2).textContent()).toContain('昨天 23:24'))
      await hand.action('写一句就记下').click()
      await hand.page.locator('.sheet input').fill('#优鲜达#张经理#明日10点补货20箱')
      await hand.sees('2026-03-06 周五')
      await soon(async () =>
        expect(await hand.page.locator('.slot', { hasText: '时间' }).textContent()).toContain('按日历算的'),
      )
      await hand.context.close()
    },
  )
})
