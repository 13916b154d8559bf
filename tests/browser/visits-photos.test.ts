import { shelf } from '../support/shelf-photo'
import { soon } from '../support/soon'
import { withTemplate } from '../support/template'
import { measure } from './measure'
import { describeInBrowser, type Hand, phones } from './phone'
import { type RealBench, startRealBench } from './real-server'

let bench: RealBench
let hand: Hand
beforeAll(async () => {
  bench = await startRealBench('rep')
  await withTemplate(bench.web.database, bench.web.world)
}, 300_000)
afterAll(() => bench?.close())
beforeEach(async () => {
  hand = await bench.open(phones[0])
  await hand.context.clock.setFixedTime(bench.web.clock.now())
})
afterEach(async () => {
  expect(hand.complaints).toEqual([])
  await hand.context.close()
})

/** Without anything lying over the thumb, whatever the phone. */
const reachable = async () => expect((await measure(hand.page, phones[0].reach)).faults).toEqual([])

async function choose(seed: number, open: () => Promise<void>): Promise<void> {
  const chooser = hand.page.waitForEvent('filechooser')
  await open()
  await (await chooser).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await shelf(seed) })
}

describeInBrowser('photos on the phone', () => {
  test('one taken by mistake is taken back, at once or within ten minutes', async () => {
    const { web } = bench
    const photos = hand.page.locator('.photo:visible')
    const there = async () => {
      const { items } = (
        await web.call('GET', `/api/visits?customer=${web.world.customers.mine}`, { as: 'rep' })
      ).body
      if (!items[0]) return 0
      return (await web.call('GET', `/api/visits/${items[0].id}`, { as: 'rep' })).body.visit.photos.length
    }
    await hand.go(`visit/index?customer=${web.world.customers.mine}`)
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    for (const seed of [1, 2]) {
      await choose(seed, () => hand.action('拍照').click({ timeout: 15_000 }))
      await soon(async () => expect([await photos.count(), await there()]).toEqual([seed, seed]))
    }
    await photos.last().click()
    await hand.sees('拍错了可以拿掉')
    await reachable()
    await hand.action('拿掉').click()
    await hand.sees('拿掉了一张照片')
    await soon(async () => expect([await photos.count(), await there()]).toEqual([1, 1]))
    await bench.web.clock.forward(11 * 60_000)
    await hand.context.clock.setFixedTime(bench.web.clock.now())
    await photos.first().click()
    await hand.sees('超过 10 分钟，不能拿掉了')
    expect(await hand.page.locator('.action.off:visible', { hasText: '拿掉' }).count()).toBe(1)
  }, 60_000)

  test('an admin asks for a photo; a new customer is not made without one, and shows it', async () => {
    const { web } = bench
    await hand.go('customer-file/fields', `?demo=${web.world.staff.admin}`)
    await hand.action('加字段').click()
    await hand.page.locator('.sheet input').fill('门头照')
    await hand.action('下一步').click()
    await hand.page.locator('.opt', { hasText: '照片' }).click()
    await hand.action('下一步').click()
    await hand.page.locator('.opt', { hasText: '新建时必填' }).click()
    await hand.page.locator('.sheet .btn.primary').click()
    await hand.page.locator('.row', { hasText: '门头照' }).waitFor()

    const rep = await bench.open(phones[0])
    await hand.context.close()
    hand = rep
    await hand.context.clock.setFixedTime(web.clock.now())
    await hand.go('customer-file/form')
    const fill = async (label: string, work: () => Promise<unknown>) => {
      await hand.page.locator('.row:visible', { hasText: label }).first().click()
      await hand.page.locator('.sheet').waitFor()
      await work()
    }
    await fill('客户名', async () => {
      await hand.page.locator('.sheet input').fill('城北路水果摊')
      await hand.page.locator('.sheet .btn.primary').click()
    })
    await fill('渠道', async () => {
      await hand.page.locator('.opt').first().click()
      await hand.page.locator('.sheet .btn.primary').click()
    })
    await fill('冷链存储条件', async () => {
      await hand.page.locator('.opt').first().click()
      await hand.page.locator('.sheet .btn.primary').click()
    })
    const sheet = hand.page.locator('.sheet:visible', { hasText: '门头照' })
    await sheet.waitFor()
    await reachable()
    await choose(5, () => hand.action('拍照').click())
    await hand.page.locator('.row:visible .thumb-photo img').waitFor()
    await hand.action('新建这家客户').click()
    await hand.page.locator('.card15').waitFor()
    const { items } = (await web.call('GET', '/api/customers?q=城北路', { as: 'rep' })).body
    await hand.go(`customer-file/index?id=${items[0].id}`)
    await hand.page.locator('.row:visible .thumb-photo img').waitFor()
    await hand.sees(/照片 2026-03-04 .* 李雷/)
    await reachable()
  }, 90_000)
})
