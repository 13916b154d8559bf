import { Customer } from '../../server/customers/tables'
import { shelf } from '../support/shelf-photo'
import { soon } from '../support/soon'
import type { TestWeb } from '../support/web'
import { describeInBrowser, type Hand, phones } from './phone'
import { type RealBench, startRealBench } from './real-server'

/** The real server, whose clock these tests move, and a phone in Chromium that loses its network. */
let web: TestWeb
let bench: RealBench
let hand: Hand
const nine30 = '2026-03-04T01:30:00.000Z'
const minutesMs = (count: number) => count * 60_000

beforeAll(async () => {
  bench = await startRealBench('rep')
  web = bench.web
  for (const id of [web.world.customers.mine, web.world.customers.second])
    await web.database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: web.world.orgId, id },
        { latitudeE6: 30_280_414, longitudeE6: 120_100_000, datum: 'GCJ-02' },
      ),
    )
}, 300_000)
afterAll(() => bench?.close())

let begun = 0
beforeEach(async () => {
  // Each test has hours of its own: what was visited last stands first.
  web.clock.set(new Date(Date.parse(nine30) + minutesMs(120 * begun++)).toISOString())
  hand = await bench.open(phones[2])
  await hand.context.clock.setFixedTime(web.clock.now())
})
afterEach(async () => {
  await hand.context.close()
  // Nobody starts the next test in a visit.
  const { body } = await web.call('GET', '/api/visits/active', { as: 'rep' })
  if (body.visit)
    await web.call('POST', `/api/visits/${body.visit.id}/checkout`, {
      as: 'rep',
      body: {
        id: `out_${Date.now()}AAAAAAAA`,
        place: null,
        phone: { at: nine30 },
        nextStep: { kind: 'none', reason: '测试' },
      },
    })
})

/** Time goes by, for the phone and the server alike. */
async function later(minutes: number): Promise<void> {
  web.clock.forward(minutesMs(minutes))
  await hand.context.clock.setFixedTime(web.clock.now())
}

// biome-ignore lint/suspicious/noExplicitAny: a test asks for what it expects
const visitsAt = async (customer: string): Promise<any[]> => {
  const { body } = await web.call('GET', `/api/visits?customer=${customer}`, { as: 'rep' })
  return Promise.all(
    body.items.map(
      async ({ id }: { id: string }) =>
        (await web.call('GET', `/api/visits/${id}`, { as: 'rep' })).body.visit,
    ),
  )
}

async function shoot(seed: number): Promise<void> {
  const chooser = hand.page.waitForEvent('filechooser')
  await hand.action('拍照').click({ timeout: 15_000 })
  await (await chooser).setFiles({ name: 'shelf.jpg', mimeType: 'image/jpeg', buffer: await shelf(seed) })
}

async function saw(kind: string, product: string, quantity: string): Promise<void> {
  await hand.action('记发现').click({ timeout: 15_000 })
  await hand.page.locator('.sheet .chip', { hasText: kind }).click()
  const fields = hand.page.locator('.sheet input')
  await fields.nth(0).fill(product)
  await fields.nth(1).fill(quantity)
  await hand.action(`记下${kind}`).click()
}

async function leave(when: string): Promise<void> {
  await hand.action('去写下一步').click()
  await hand.page.locator('.row.way', { hasText: '约下次' }).click()
  await hand.page.locator('.row.way input').first().fill(when)
  await hand.action(/^离店，约/).click()
}

/** Until the pages come from the phone: a worker that is ready may not have taken this page over yet. */
const pagesKept = () =>
  soon(async () => expect(await hand.page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true))
const waits = (text: string) => hand.page.locator('.strip:visible', { hasText: text }).waitFor()
const allSent = async () => {
  await hand.page.locator('.part-w:visible, .photo-chip.amber:visible').first().waitFor({ state: 'detached' })
  await hand.page.locator('.strip:visible').waitFor({ state: 'detached' })
}

describeInBrowser('a visit without a network', () => {
  test('cut off in the middle, closed, opened again: everything is on the server, each once', async () => {
    const customer = web.world.customers.mine
    await hand.go(`visit/index?customer=${customer}`)
    await hand.sees('离客户')
    // Once it runs, the pages open without a network too.
    await pagesKept()
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    await soon(async () => expect(await visitsAt(customer)).toHaveLength(1))

    await hand.context.setOffline(true)
    await later(12)
    await shoot(1)
    await hand.page.locator('.photo-chip', { hasText: '待传' }).waitFor()
    await saw('缺货', '车厘子', '5')
    await waits('2 条')
    await later(8)
    await leave('周五10点')
    await hand.sees('待传')
    await waits('3 条')
    expect((await visitsAt(customer))[0]).toMatchObject({ state: 'active', photos: [], findings: [] })

    // The page is closed and, still in the cellar, opened again.
    await hand.page.close()
    hand = await bench.openIn(hand.context, phones[2])
    await hand.go('visit/waiting/index')
    await hand.sees('离店和下一步')
    await soon(async () => expect(await hand.page.locator('.row:visible').count()).toBe(3))

    await later(25)
    await hand.context.setOffline(false)
    await hand.sees('都传上去了')
    const all = await visitsAt(customer)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({
      state: 'done',
      minutes: 20,
      findings: [{ kind: 'shortage', text: '缺货 车厘子 5 箱' }],
      nextStep: { kind: 'appointment', closes: true },
      checkIn: { timeFrom: 'server' },
      checkOut: { timeFrom: 'phone' },
    })
    expect(all[0].photos).toHaveLength(1)
    const { body } = await web.call('GET', '/api/tasks?state=open&scope=mine&when=week', { as: 'rep' })
    const next = body.items.filter((task: { customer: { id: string } }) => task.customer.id === customer)
    expect(next).toHaveLength(1)

    await hand.go(`visit/record/index?id=${all[0].id}`)
    await hand.sees('没网时记的')
    await hand.sees(/手机上是 09:50/)
    await hand.sees(/今天 10:15 传到服务器/)
  }, 120_000)

  test('an answer that is lost on its way back is not a second visit', async () => {
    const customer = web.world.customers.second
    let lost = 0
    await hand.context.route('**/api/visits', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await hand.go(`visit/index?customer=${customer}`)
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    await soon(() => expect(lost).toBe(2))
    await allSent()
    expect(await visitsAt(customer)).toHaveLength(1)
  }, 60_000)

  test('what the server refuses says why, is tried again, and is given up only when the person says so', async () => {
    const { mine, second } = web.world.customers
    const before = (await visitsAt(mine)).length
    await hand.go(`visit/index?customer=${mine}`)
    await hand.sees('离客户')
    await hand.context.setOffline(true)
    await hand.action('打卡').click()
    await shoot(2)
    await hand.page.locator('.photo-chip', { hasText: '待传' }).waitFor()
    // Meanwhile the same person checks in elsewhere, on another phone.
    const elsewhere = await web.call('POST', '/api/visits', {
      as: 'rep',
      body: { id: 'vis_ANOTHERPHONE000000', customerId: second, place: null, phone: { at: nine30 } },
    })
    expect(elsewhere.status).toBe(200)
    await hand.context.setOffline(false)
    await waits('1 条没传上')
    await hand.page.locator('.strip:visible').click()
    await hand.sees('你还在 好邻居超市')
    await hand.sees('等前面的打卡传上去')
    expect(await visitsAt(mine)).toHaveLength(before)

    await web.call('POST', '/api/visits/vis_ANOTHERPHONE000000/checkout', {
      as: 'rep',
      body: {
        id: 'out_ANOTHERPHONE000000',
        place: null,
        phone: { at: nine30 },
        nextStep: { kind: 'none', reason: '老板不在' },
      },
    })
    await hand.action('再试一次').click()
    await hand.sees('都传上去了')
    const [newest] = await visitsAt(mine)
    expect(newest).toMatchObject({ state: 'active' })
    expect(newest.photos).toHaveLength(1)

    // A time nobody understands is refused; given up, the visit can be left again.
    await hand.go(`visit/index?customer=${mine}`)
    await leave('等他电话的时候')
    await waits('1 条没传上')
    await hand.page.locator('.strip:visible').click()
    await hand.action('放弃').click()
    await hand.action('确定放弃').click()
    await hand.sees('都传上去了')
    await hand.go(`visit/index?customer=${mine}`)
    await hand.action('去写下一步').waitFor()
    expect((await visitsAt(mine))[0]).toMatchObject({ state: 'active' })
  }, 120_000)

  test('without permission to say where it is the visit goes on, and says so', async () => {
    await hand.context.clearPermissions()
    await hand.go(`visit/index?customer=${web.world.customers.second}`)
    await hand.sees('手机没给出位置')
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    await soon(async () =>
      expect((await visitsAt(web.world.customers.second))[0]).toMatchObject({
        state: 'active',
        checkIn: { place: null },
        flags: [{ code: 'no_place' }],
      }),
    )
  }, 60_000)

  test('a note and a finished task wait as well, and the customers are at hand', async () => {
    const { mine } = web.world.customers
    await hand.go(`customer/index?id=${mine}`)
    await hand.page.locator('.card15').waitFor()
    await pagesKept()
    await soon(async () =>
      expect(await hand.kept()).toEqual(expect.arrayContaining([expect.stringMatching(/customers/)])),
    )
    await hand.context.setOffline(true)
    await hand.action('记一句').click()
    await hand.page.locator('.sheet textarea').fill('老板说周五要看报价')
    await hand.action('记下').click()
    await hand.sees('先记在手机里')
    await hand.go('customers/index')
    await hand.sees('好邻居超市')
    await waits('1 条待传')
    await hand.context.setOffline(false)
    await hand.page.locator('.strip:visible').waitFor({ state: 'detached' })
    const { body } = await web.call('GET', `/api/customers/${mine}/timeline`, { as: 'rep' })
    expect(body.items.filter(({ text }: { text: string }) => text.includes('周五要看报价'))).toHaveLength(1)
  }, 60_000)

  test('a phone whose storage is full says so, keeps what was typed, and goes on when there is room', async () => {
    const { second } = web.world.customers
    await hand.go(`visit/index?customer=${second}`)
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    await soon(async () => expect((await visitsAt(second))[0]).toMatchObject({ state: 'active' }))
    // Chromium keeps for itself how much room is left (an overridden quota takes hold at no known moment): every write is
    // aborted here as it aborts one that does not fit.
    const full = () =>
      hand.page.evaluate(`{
      const { put } = IDBObjectStore.prototype
      window.makeRoom = () => { IDBObjectStore.prototype.put = put }
      IDBObjectStore.prototype.put = function (...given) {
        const asked = put.apply(this, given)
        this.transaction.abort()
        return asked
      }
    }`)
    const roomy = () => hand.page.evaluate('makeRoom()')
    const photos = () => hand.page.locator('.photo:visible').count()

    await hand.context.setOffline(true)
    await full()
    await shoot(21)
    await hand.sees('手机存不下了，没有记')
    expect(await photos()).toBe(0)
    await hand.action('记发现').click({ timeout: 15_000 })
    await hand.page.locator('.sheet .chip', { hasText: '缺货' }).click()
    const fields = hand.page.locator('.sheet input')
    await fields.nth(0).fill('车厘子')
    await fields.nth(1).fill('5')
    await hand.action('记下缺货').click()
    await hand.page.locator('.sheet .fault', { hasText: '手机存不下了，没有记' }).waitFor()
    expect(await fields.nth(0).inputValue()).toBe('车厘子')
    // Room is made: the same tap is enough.
    await roomy()
    await hand.action('记下缺货').click()
    await waits('1 条')
    await hand.context.setOffline(false)
    await allSent()
    expect((await visitsAt(second))[0].findings).toMatchObject([{ text: '缺货 车厘子 5 箱' }])

    // With a network a photo needs no room.
    await full()
    await shoot(22)
    await soon(async () => expect(await photos()).toBe(1))
    expect((await visitsAt(second))[0].photos).toHaveLength(1)
    await roomy()
  }, 90_000)

  test('closed in the middle of an upload, before and after the server has it: one photo each', async () => {
    const { mine } = web.world.customers
    await hand.go(`visit/index?customer=${mine}`)
    await hand.sees('离客户')
    await hand.action('打卡').click()
    await hand.action('去写下一步').waitFor()
    await soon(async () => expect((await visitsAt(mine))[0]).toMatchObject({ state: 'active' }))
    for (const [index, reaches] of [false, true].entries()) {
      let held = 0
      await hand.context.route('**/api/photos', async (route) => {
        if (reaches) await route.fetch()
        // Nobody ever answers.
        held += 1
      })
      await shoot(31 + index)
      await soon(() => expect(held).toBe(1))
      await hand.page.close()
      await hand.context.unroute('**/api/photos')
      hand = await bench.openIn(hand.context, phones[2])
      await hand.go(`visit/index?customer=${mine}`)
      await soon(async () => expect((await visitsAt(mine))[0].photos).toHaveLength(index + 1))
      await allSent()
      await soon(async () => expect(await hand.page.locator('.photo:visible').count()).toBe(index + 1))
    }
    const [{ photos }] = await visitsAt(mine)
    expect(photos.flatMap(({ flags }: { flags: object[] }) => flags)).toEqual([])
  }, 120_000)

  test('who signs out is told what has not been sent, and may stay', async () => {
    const { mine } = web.world.customers
    await hand.go(`customer/index?id=${mine}`)
    await hand.page.locator('.card15').waitFor()
    await pagesKept()
    await hand.context.setOffline(true)
    await hand.action('记一句').click()
    await hand.page.locator('.sheet textarea').fill('老板说月底结账')
    await hand.action('记下').click()
    await hand.sees('先记在手机里')
    await hand.go('todos/index')
    await hand.page.locator('.row', { hasText: '退出登录' }).click()
    await hand.sees('还有 1 条没发出去，退出就没有了')
    await hand.action('不退出').click()
    await hand.context.setOffline(false)
    await hand.page.locator('.strip:visible').waitFor({ state: 'detached' })
    const { body } = await web.call('GET', `/api/customers/${mine}/timeline`, { as: 'rep' })
    expect(body.items.filter(({ text }: { text: string }) => text.includes('月底结账'))).toHaveLength(1)
    await hand.page.locator('.row', { hasText: '退出登录' }).click()
    expect(await hand.page.locator('.sheet .fault').count()).toBe(0)
  }, 60_000)

  test('a plan is put in order, added to and taken from without a network; each change arrives once', async () => {
    const { mine, second } = web.world.customers
    // The organisation's day, not Greenwich's.
    const on = new Date(web.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    const planned = async (): Promise<string[]> => {
      const { body } = await web.call('GET', `/api/visit-plans?on=${on}`, { as: 'rep' })
      return body.rows
        .filter(({ plannedBy }: { plannedBy: object | null }) => plannedBy)
        .map(({ target }: { target: { customer: { name: string } } }) => target.customer.name)
    }
    const changes = () =>
      web.database.read((reader) =>
        reader.rows<{ action: string }>(
          "select action from audit where action like 'visit-plan.%' order by at, id",
        ),
      )
    const [{ name: first }, { name: other }] = await Promise.all(
      [mine, second].map(
        async (id) => (await web.call('GET', `/api/customers/${id}/card`, { as: 'rep' })).body.customer,
      ),
    )
    await web.call('POST', '/api/visit-plans/order', { as: 'rep', body: { on, customerIds: [mine] } })
    const before = (await changes()).length
    const names = hand.page.locator('.row.task:visible .name')

    await hand.go('customers/index')
    await soon(async () =>
      expect(await hand.kept()).toEqual(expect.arrayContaining([expect.stringMatching(/^customers/)])),
    )
    await hand.go(`visit/plan/index?on=${on}`)
    await names.first().waitFor()
    await pagesKept()

    await hand.context.setOffline(true)
    await hand.action('加客户').click()
    await hand.page.locator('.row.way:visible', { hasText: other }).click()
    await hand.action('加这 1 家').click()
    await hand.sees('先记在手机里')
    await waits('1 条')
    await hand.page.locator('.row.task:visible', { hasText: other }).click()
    let moves = 0
    const place = async () => (await names.allTextContents()).indexOf(other)
    for (let at = await place(); at > 0; at -= 1) {
      await hand.action('提前').click()
      await soon(async () => expect(await place()).toBe(at - 1))
      moves += 1
    }
    expect(moves).toBeGreaterThan(0)
    await hand.page.locator('.row.task:visible', { hasText: first }).click()
    await hand.action('去掉').click()
    await waits(`${2 + moves} 条`)

    // Closed in the cellar and opened again, it is as it was left.
    await hand.page.close()
    hand = await bench.openIn(hand.context, phones[2])
    await hand.go(`visit/plan/index?on=${on}`)
    await hand.page.locator('.row.task:visible', { hasText: other }).waitFor()
    expect(await planned()).toEqual([first])
    await hand.context.setOffline(false)
    await hand.page.locator('.strip:visible').waitFor({ state: 'detached' })
    expect((await planned())[0]).toBe(other)
    expect(await planned()).not.toContain(first)
    const made = (await changes()).slice(before).map(({ action }) => action)
    expect(made).toEqual([
      'visit-plan.add',
      ...Array<string>(moves).fill('visit-plan.order'),
      'visit-plan.remove',
    ])
  }, 90_000)
})
