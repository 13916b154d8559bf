import { Identity } from '../../server/organisation/tables'
import { runSelfAudit } from '../../server/reports/run-self-audit'
import { samplePlaces } from '../../server/reports/self-audit'
import { recordTouchpoint } from '../../server/touchpoints/record-touchpoint'
import type { Touchpoint } from '../../server/touchpoints/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { CustomerName } from '../support/world'

afterAll(stopAllWebs)

test('samples are spread over all that came', () => {
  expect(samplePlaces(3)).toEqual([0, 1, 2])
  expect(samplePlaces(0)).toEqual([])
  const of1000 = samplePlaces(1000)
  expect([of1000.length, of1000[0], of1000.at(-1)]).toEqual([20, 25, 975])
  expect(new Set(samplePlaces(21)).size).toBe(20)
})

onEveryEngine('the weekly check of the 15-second card', (openEmpty) => {
  let web: TestWeb
  const monday = '2026-03-09'
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    web.clock.set('2026-03-09T00:00:05.000Z')
    await came('mine', '2026-03-02T00:00:00.000+08:00')
    await came('south', '2026-03-08T23:59:59.999+08:00')
    await came('second', '2026-03-01T23:59:59.999+08:00')
    await touched('mine', '2026-03-05T02:00:00.000Z')
    await web.database.transaction((tx) =>
      tx.insert(Identity, {
        orgId: web.world.orgId,
        channel: 'sandbox',
        outsideId: 'qian',
        staffId: web.world.staff.director,
        contactId: null,
      }),
    )
  })

  const came = (name: CustomerName, at: string) =>
    web.database.transaction((tx) =>
      tx.run('update customer set created_at = ? where org_id = ? and id = ?', [
        new Date(at),
        web.world.orgId,
        web.world.customers[name],
      ]),
    )
  const touched = (name: CustomerName, at: string, kind: Touchpoint['kind'] = 'call') =>
    web.database.transaction((tx) =>
      recordTouchpoint(tx, {
        customer: {
          orgId: web.world.orgId,
          id: web.world.customers[name],
          ownerId: web.world.staff.rep,
          storeId: web.world.stores.west,
          regionId: web.world.regions.north,
        },
        kind,
        occurredAt: new Date(at),
        recordedAt: new Date(at),
        actorStaffId: web.world.staff.rep,
        actorContactId: null,
        via: 'miniprogram',
        sourceKey: `${name} ${at}`,
        text: '打了电话',
      }),
    )
  /** Every look at the stopwatch finds it 3 ms on. */
  function stopwatch(step = 3) {
    let ms = 0
    return () => (ms += step)
  }
  const audit = (untilOn = monday, watch = stopwatch()) =>
    runSelfAudit(
      web.database,
      { orgId: web.world.orgId, timezone: 'Asia/Shanghai', untilOn },
      web.clock.now(),
      watch,
    )
  const list = async (as: 'director' | 'rep' = 'director') => web.call('GET', '/api/self-audits', { as })
  const pushes = () =>
    web.database.read((reader) =>
      reader.rows<{ text: string }>(
        "select text from outbox where org_id = ? and kind = 'push' order by id",
        [web.world.orgId],
      ),
    )

  test('who came that week is looked at; who was never in touch and has no owner fails', async () => {
    await audit()
    const [week] = (await list()).body.items
    expect(week).toMatchObject({
      fromOn: '2026-03-02',
      lastOn: '2026-03-08',
      newCustomers: 2,
      sampled: 2,
      passed: 1,
      medianMicros: 3000,
      slowestMicros: 3000,
    })
    const { body } = await web.call('GET', `/api/self-audits/${week.id}/samples`, { as: 'director' })
    expect(body.audit).toEqual(week)
    expect(body.items).toMatchObject([
      { customer: { name: '滨江水果' }, owner: null, lastContact: false, ownerToday: false, passed: false },
      { customer: { name: '优鲜达一店' }, lastContact: true, stage: true, ownerToday: true, passed: true },
    ])
    expect((await pushes()).map(({ text }) => text)).toEqual([
      '15 秒抽查（03-02 至 03-08）：新客户 2 家，抽 2 家，合格 1 家（50%），最慢 3 毫秒。\n· 滨江水果：没有联系记录，或与流水对不上；没有负责人',
    ])
  })

  test('what stands beside the facts must agree with them', async () => {
    await web.database.transaction((tx) =>
      tx.run('update customer set last_touch_at = ? where org_id = ? and id = ?', [
        new Date('2026-03-06T00:00:00.000Z'),
        web.world.orgId,
        web.world.customers.mine,
      ]),
    )
    await audit()
    expect((await list()).body.items[0].passed).toBe(0)
  })

  test('a card that takes longer than a second does not pass', async () => {
    await audit(monday, stopwatch(1001))
    expect((await list()).body.items[0]).toMatchObject({ passed: 0, slowestMicros: 1_001_000 })
  })

  test('once a week: again, or by two at once, changes nothing', async () => {
    await Promise.all([audit(), audit()]).catch(() => undefined)
    await audit()
    expect((await list()).body.items).toHaveLength(1)
    expect(await pushes()).toHaveLength(1)
  })

  test('a week without new customers says so', async () => {
    await audit('2026-02-09')
    expect((await list()).body.items[0]).toMatchObject({ newCustomers: 0, sampled: 0, passed: 0 })
    expect((await pushes())[0]?.text).toContain('这一周没有新客户')
  })

  test('the newest week first; others may not look, nor at another organisation’s', async () => {
    await audit()
    await audit('2026-03-02')
    const { items } = (await list()).body
    expect(items.map(({ fromOn }: { fromOn: string }) => fromOn)).toEqual(['2026-03-02', '2026-02-23'])
    expect((await list('rep')).status).toBe(403)
    const path = `/api/self-audits/${items[0].id}/samples`
    expect((await web.call('GET', path, { as: 'areaManager' })).status).toBe(403)
    const stranger = await web.signIn('director', web.elsewhere)
    expect((await web.call('GET', path, { token: stranger })).status).toBe(404)
    expect((await web.call('GET', '/api/self-audits?cursor=x', { as: 'director' })).status).toBe(400)
  })
})
