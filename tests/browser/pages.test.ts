import { pages } from './pages'
import { describeInBrowser, type Hand, phones } from './phone'
import { type RealBench, startRealBench } from './real-server'

let bench: RealBench
let hand: Hand
beforeAll(async () => {
  bench = await startRealBench('admin')
  hand = await bench.open(phones[0])
}, 300_000)
afterAll(() => bench?.close())

/** They show one thing, and which one only their address says. */
const ofOneThing = new Set([
  'customer/index',
  'visit/index',
  'visit/record/index',
  'customer-file/index',
  'imports/file',
  'merges/merge',
  'transfers/hand-over',
])
const asked = pages.filter(({ outside }) => !outside)
const rubbish = [
  { what: "nobody's id", value: "cus_nobody'%22%3C" },
  { what: 'half a character and far too much', value: `%E0%A4%A${'x'.repeat(300)}` },
] as const
const names = ['id', 'customer', 'task', 'on', 'staff', 'query', 'name', 'survivor', 'merged', 'from']

/** What it shows has come, one way or another, and the thumb has a way on. */
async function settled(page: string): Promise<void> {
  const shown = hand.page.locator(
    '.row:visible, .empty:visible, .sec:visible, .card15:visible, .im-head:visible',
  )
  await shown.first().waitFor({ timeout: 10_000 })
  await hand.page.locator('.bone:visible').first().waitFor({ state: 'detached', timeout: 10_000 })
  expect(hand.complaints.splice(0)).toEqual([])
  if (!ofOneThing.has(page)) return
  await hand.action('回动态').click()
  await hand.page.locator('.tab.on', { hasText: '动态' }).waitFor()
}

describeInBrowser('a page opened by a link that came out broken', () => {
  test.each(asked)('$page without its parameter', async ({ page }) => {
    await hand.go(page)
    await settled(page)
  })

  const withParameter = asked.filter(({ query }) => query).map(({ page }) => page)
  test.each(withParameter.flatMap((page) => rubbish.map((each) => ({ page, ...each }))))(
    '$page with $what',
    async ({ page, value }) => {
      await hand.go(`${page}?${names.map((name) => `${name}=${value}`).join('&')}`)
      await settled(page)
    },
  )
})
