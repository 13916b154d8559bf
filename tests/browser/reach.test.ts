import { devices } from 'playwright-core'
import { measure } from './measure'
import { pages } from './pages'
import { type Bench, describeInBrowser, type Hand, phones, startBench } from './phone'
import { everyPhone } from './phones'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
}, 300_000)
afterAll(() => bench?.close())

/** What app.config.ts names, which Taro reads as a script of its own. */
function pagesOfTheApp(): string[] {
  const given = globalThis as { defineAppConfig?: (config: unknown) => unknown }
  given.defineAppConfig = (config) => config
  const app = require('../../miniprogram/src/app.config').default as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const inPackages = app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))
  return [...app.pages, ...inPackages].map((page) => page.replace(/^pages\//, ''))
}

type Size = Pick<(typeof devices)[string], 'viewport' | 'deviceScaleFactor'>

test('no page is left out', () => {
  expect(pages.map(({ page }) => page).sort()).toEqual(pagesOfTheApp().sort())
  expect(everyPhone.length).toBeGreaterThanOrEqual(8)
})

test('the sizes are those that playwright-core lists, and the pixels are the size by the scale', () => {
  for (const { name, listed, width, height, scale, pixels } of everyPhone) {
    // `screen` is there, and its types do not say so.
    const known: (Size & { screen?: Size['viewport'] }) | undefined = listed ? devices[listed] : undefined
    expect({ name, known: known !== undefined }).toEqual({ name, known: listed !== undefined })
    if (known) expect({ name, ...(known.screen ?? known.viewport) }).toEqual({ name, width, height })
    if (known) expect(Math.ceil(scale)).toBe(Math.ceil(known.deviceScaleFactor))
    // To the pixel: what Android rounds is less than one CSS pixel.
    expect(Math.abs(pixels[0] / scale - width)).toBeLessThan(1)
    expect(Math.abs(pixels[1] / scale - height)).toBeLessThan(1)
  }
})

describeInBrowser('one thumb reaches every action, on every phone', () => {
  /** One page load; the phone changes around it. */
  async function onEveryPhone(hand: Hand, name: string, quiet?: boolean): Promise<string[]> {
    const faults: string[] = []
    for (const phone of everyPhone) {
      await hand.become(phone)
      const { actions, faults: found } = await measure(hand.page, phone.reach)
      if (actions.length === 0 && !quiet) faults.push(`${phone.name}: ${name}: no action`)
      faults.push(...found.map((fault) => `${phone.name}: ${name}: ${fault}`))
    }
    return faults
  }

  test.each(pages)(
    '$page',
    async ({ page, query, mark, role = 'rep', outside, quiet, further = [] }) => {
      if (bench.stub) bench.stub.data.role = role
      const hand = await bench.open(phones[0])
      await hand.go(`${page}${query ? `?${query}` : ''}`, outside ? '' : undefined)
      await hand.page.locator(mark).locator('visible=true').first().waitFor()
      // The mark may be drawn a frame before the thumb bar.
      if (!quiet) await hand.page.locator('.action:visible').first().waitFor()
      const faults = await onEveryPhone(hand, page, quiet)
      for (const { name, open } of further) {
        await open(hand)
        await hand.page.locator('.action:visible').first().waitFor()
        faults.push(...(await onEveryPhone(hand, `${page}, ${name}`)))
      }
      expect(faults).toEqual([])
      expect(hand.complaints).toEqual([])
      await hand.context.close()
    },
    60_000,
  )
})
