import { measure } from './measure'
import { type Bench, describeInBrowser, phones, startBench } from './phone'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
}, 300_000)
afterAll(() => bench?.close())

/** A page, and the row or field that shows it has come. */
const pages = [
  ['home/index', '.row'],
  ['customers/index', '.row'],
  ['tasks/index', '.page .sec, .page .empty'],
  ['todos/index', '.page .sec, .page .empty'],
  ['customer/index', '.card15'],
  ['sign-in/index', '.row, .field'],
] as const

describeInBrowser('one thumb reaches every action', () => {
  describe.each(phones)('on $width×$height', (phone) => {
    test.each(pages)('%s', async (address, mark) => {
      const hand = await bench.open(phone)
      if (address === 'customer/index') {
        await hand.go('home/index')
        await hand.action('看客户').click()
      } else await hand.go(address, address === 'sign-in/index' ? '' : undefined)
      await hand.page.locator(mark).locator('visible=true').first().waitFor()
      const { actions, faults } = await measure(hand.page, phone.reach)
      expect(faults).toEqual([])
      expect(actions.length).toBeGreaterThan(0)
      expect(hand.complaints).toEqual([])
      await hand.context.close()
    })

    test('the sheets: note, complete, reschedule, cancel', async () => {
      const hand = await bench.open(phone)
      await hand.go('home/index')
      await hand.action('记一句').click()
      await hand.page.locator('.sheet textarea').waitFor()
      expect(await measure(hand.page, phone.reach)).toEqual({ actions: ['收起', '记下'], faults: [] })
      await hand.go('tasks/index')
      await hand.page.getByText('本周').click()
      for (const [open, actions] of [
        [/^完成/, ['收起', expect.stringMatching(/^完成 T-/)]],
        ['改时间', ['收起', '改时间']],
        ['取消', ['不取消', '取消这件任务']],
      ] as const) {
        await hand.action(open).click()
        await hand.page.locator('.sheet').waitFor()
        expect(await measure(hand.page, phone.reach)).toEqual({ actions, faults: [] })
        await hand.page.locator('.sheet .action').first().click()
      }
      await hand.context.close()
    })
  })
})
