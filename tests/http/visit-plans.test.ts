import { Customer } from '../../server/customers/tables'
import { Rejection } from '../../server/orders/tables'
import { Identity } from '../../server/organisation/tables'
import { newId } from '../../server/platform/ids'
import { visitPlan } from '../../server/visits/plans/plan-read'
import { onEveryEngine } from '../support/engines'
import { askedBy } from '../support/recording-reader'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { happened, type PersonName, planned } from '../support/world'

afterAll(stopAllWebs)

const today = '2026-03-04'
const names = (answer: { body: { rows?: unknown; plan?: { rows: unknown } } }) =>
  ((answer.body.plan?.rows ?? answer.body.rows) as { target: { customer: { name: string } } }[]).map(
    ({ target }) => target.customer.name,
  )

async function begin(openEmpty: () => Promise<TestWeb['database']>) {
  const web = await startWeb(await openEmpty())
  const { world } = web
  const plan = (as: PersonName, query = '') => web.call('GET', `/api/visit-plans${query}`, { as })
  const post = async (as: PersonName, what: '' | '/remove' | '/order', body: object) => {
    const answer = await web.call('POST', `/api/visit-plans${what}`, { as, body: { on: today, ...body } })
    return { ...answer, code: answer.body.error?.code }
  }
  const touched = (customer: 'mine' | 'second' | 'colleagues', lastTouchAt: string) =>
    web.database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: world.orgId, id: world.customers[customer] },
        { lastTouchAt: new Date(lastTouchAt) },
      ),
    )
  return { web, world, plan, post, touched }
}

/** 2026-03-04 09:30 in Shanghai. */
onEveryEngine('visit plans', (openEmpty) => {
  test('whom do I see first: what is placed, overdue, urgent, due, planned, and each says why', async () => {
    const { web, world, plan, post, touched } = await begin(openEmpty)
    await touched('mine', '2026-03-04T00:00:00.000Z')
    await touched('second', '2026-02-22T00:00:00.000Z')
    const suggested = await plan('rep')
    expect(suggested.body.rows.map(({ reason }: { reason: object }) => reason)).toEqual([
      { code: 'untouched', text: '10 天没联系' },
    ])
    await planned(web.database, world, {
      customer: 'mine',
      assignee: 'rep',
      due: '2026-03-04T08:00:00.000Z',
    })
    await planned(web.database, world, {
      customer: 'colleagues',
      assignee: 'rep',
      due: '2026-03-03T01:00:00.000Z',
    })
    expect((await plan('rep')).body).toMatchObject({
      on: today,
      staff: { name: '李雷' },
      mayChange: true,
      rows: [
        { reason: { code: 'overdue', text: '昨天 09:00 到期，已过期 1 天，还没联系过' } },
        { reason: { code: 'due', text: '今天 16:00 前' }, daysSinceTouch: 0 },
        { reason: { code: 'untouched' }, daysSinceTouch: 10, plannedBy: null },
      ],
    })
    const { second, mine } = world.customers
    const added = await post('rep', '', { customerIds: [second] })
    expect(added.body.plan.rows.find((row: { plannedBy: unknown }) => row.plannedBy)).toMatchObject({
      target: { customer: { id: second } },
      reason: { code: 'planned', text: '李雷 排进这天，10 天没联系' },
    })
    const ordered = await post('rep', '/order', { customerIds: [second, mine] })
    expect(names(ordered)).toEqual(['好邻居超市', '优鲜达一店', '百果园西湖'])
    expect(ordered.body.plan.rows[1].reason.text).toBe('李雷 排在第 2，今天 16:00 前')
    expect((await web.call('POST', `/api/undo/${ordered.body.undo.id}`, { as: 'rep' })).status).toBe(200)
    expect(names(await plan('rep'))).toEqual(['百果园西湖', '优鲜达一店', '好邻居超市'])
    expect((await web.call('POST', `/api/undo/${added.body.undo.id}`, { as: 'rep' })).status).toBe(200)
  })

  test('who was visited stands last, with what became of it; a rejection is a reason and a warning', async () => {
    const { web, world, plan } = await begin(openEmpty)
    const { mine, second } = world.customers
    const phone = { at: '2026-03-04T01:30:00.000Z' }
    const id = 'vis_00000000000000000001'
    await web.call('POST', '/api/visits', { as: 'rep', body: { id, customerId: mine, place: null, phone } })
    await web.call('POST', `/api/visits/${id}/findings`, {
      as: 'rep',
      body: { id: 'fnd_00000000000000000001', kind: 'rejection', product: '蓝莓', reason: '偏小', phone },
    })
    const rejectedAt = '2026-03-02T00:00:00.000Z'
    const touchpointId = await happened(web.database, world, {
      customer: 'second',
      at: rejectedAt,
      kind: 'rejection',
    })
    await web.database.transaction((tx) =>
      tx.insert(Rejection, {
        orgId: world.orgId,
        id: newId('rej'),
        customerId: second,
        ownerId: world.staff.rep,
        productId: null,
        productName: '草莓',
        category: null,
        quantityMilli: null,
        unit: null,
        reason: null,
        rejectedAt: new Date(rejectedAt),
        touchpointId,
      }),
    )
    const { body } = await plan('rep')
    expect(body.rows).toMatchObject([
      { target: { customer: { id: second } }, reason: { code: 'refused' }, visit: null },
      {
        target: { customer: { id: mine }, warnings: [{ text: '今天刚拒收过蓝莓，先别推同类商品' }] },
        reason: { code: 'visited' },
        visit: { id, state: 'active' },
      },
    ])
  })

  test('a leader plans for theirs, who is told; not for others', async () => {
    const { web, world, plan, post } = await begin(openEmpty)
    const { mine, second, south } = world.customers
    const staffId = world.staff.rep
    const { orgId } = world
    await web.database.transaction((tx) =>
      tx.insert(Identity, {
        orgId,
        channel: 'sandbox',
        outsideId: 'rep',
        staffId,
        contactId: null,
      }),
    )
    const added = await post('storeManager', '', { staffId, customerIds: [mine, second, mine] })
    expect(names(added).sort()).toEqual(['优鲜达一店', '好邻居超市'])
    expect((await post('storeManager', '', { staffId, customerIds: [mine] })).body.undo).toBeUndefined()
    const removed = await post('areaManager', '/remove', { staffId, customerIds: [second] })
    expect(removed.status).toBe(200)
    const told = await web.database.read((reader) =>
      reader.rows<{ text: string }>('select text from outbox where org_id = ? order by created_at, id', [
        world.orgId,
      ]),
    )
    expect(told.map(({ text }) => text).sort()).toEqual([
      '吴区 改了你 2026-03-04 的拜访计划\n去掉  好邻居超市',
      expect.stringMatching(/^周敏 改了你 2026-03-04 的拜访计划\n加上 {2}(优鲜达一店|好邻居超市)、/),
    ])
    expect(await post('storeManager', '', { staffId, customerIds: [south] })).toMatchObject({
      status: 404,
      code: 'customer_not_found',
    })
    expect(await post('southManager', '', { staffId, customerIds: [south] })).toMatchObject({
      status: 404,
      code: 'staff_not_found',
    })
    for (const [as, status] of [
      ['otherRep', 404],
      ['southManager', 404],
      ['finance', 200],
      ['director', 200],
      ['storeManager', 200],
    ] as const)
      expect([as, (await plan(as, `?staff=${staffId}`)).status]).toEqual([as, status])
    expect((await plan('finance', `?staff=${staffId}`)).body.mayChange).toBe(false)
    expect((await post('finance', '', { staffId, customerIds: [mine] })).code).toBe('not_allowed')
    expect((await plan('rep', `?staff=${web.elsewhere.staff.rep}`)).status).toBe(404)
    expect((await plan('director', `?staff=${world.staff.leaver}`)).status).toBe(404)
    expect((await post('rep', '', { on: '2026-03-03', customerIds: [mine] })).code).toBe('day_passed')
    expect((await post('rep', '', { on: '2026-02-30', customerIds: [mine] })).code).toBe('invalid_input')
    expect((await post('rep', '', { customerIds: [] })).code).toBe('invalid_input')
    expect((await web.call('GET', '/api/visit-plans')).status).toBe(401)
  })

  test('as many queries for three customers as for one', async () => {
    const { web, world, post } = await begin(openEmpty)
    const scope = {
      orgId: world.orgId,
      timezone: 'Asia/Shanghai',
      staffId: world.staff.rep,
      name: '李雷',
      role: 'rep',
      reach: { column: 'owner_id', ids: [world.staff.rep] },
    } as const
    const count = async () =>
      (await askedBy(web.database, (reader) => visitPlan(reader, scope, {}, web.clock.now()))).asked.length
    const { mine, second } = world.customers
    await post('rep', '', { customerIds: [mine] })
    await planned(web.database, world, { customer: 'mine', assignee: 'rep' })
    const one = await count()
    await post('rep', '', { customerIds: [second] })
    await planned(web.database, world, { customer: 'second', assignee: 'rep' })
    expect(await count()).toBe(one)
    expect(one).toBeLessThanOrEqual(13)
  })
})
