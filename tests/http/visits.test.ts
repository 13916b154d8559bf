import { Customer, CustomerAssignment } from '../../server/customers/tables'
import { Task } from '../../server/visits/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { type PersonName, planned } from '../support/world'

afterAll(stopAllWebs)

const shop = { latitudeE6: 30_274_100, longitudeE6: 120_155_100 }
/** 45 metres from the shop. */
const place = { latitudeE6: 30_274_500, longitudeE6: 120_155_100, accuracyMetres: 12, datum: 'GCJ-02' }
const at = (iso: string) => ({ at: iso })
const now = '2026-03-04T01:30:00.000Z'

let serial = 0
const made = (prefix: string) => `${prefix}_${String(++serial).padStart(20, '0')}`
const none = { kind: 'none', reason: '老板不在' }

async function begin(openEmpty: () => Promise<TestWeb['database']>) {
  const web = await startWeb(await openEmpty())
  const { database, world, clock } = web
  await database.transaction((tx) =>
    tx.update(Customer, { orgId: world.orgId, id: world.customers.mine }, { ...shop, datum: 'GCJ-02' }),
  )
  const post = async (as: PersonName, path: string, body: object) => {
    const answer = await web.call('POST', path, { as, body })
    return { ...answer, code: answer.body.error?.code }
  }
  const checkIn = (as: PersonName, more: object = {}) =>
    post(as, '/api/visits', {
      id: made('vis'),
      customerId: world.customers.mine,
      place,
      phone: at(clock.now().toISOString()),
      ...more,
    })
  const checkOut = (as: PersonName, visit: string, more: object = {}) =>
    post(as, `/api/visits/${visit}/checkout`, {
      id: made('out'),
      place,
      phone: at(clock.now().toISOString()),
      nextStep: none,
      ...more,
    })
  const find = (as: PersonName, visit: string, more: object) =>
    post(as, `/api/visits/${visit}/findings`, {
      id: made('fnd'),
      phone: at(clock.now().toISOString()),
      ...more,
    })
  return { web, database, world, clock, post, checkIn, checkOut, find }
}

const minutes = (count: number) => count * 60_000
const codes = (flags: { code: string }[]) => flags.map(({ code }) => code)

onEveryEngine('a visit', (openEmpty) => {
  test('from check-in to check-out: place, server time, findings, the next task, the task done', async () => {
    const { web, database, world, clock, checkIn, checkOut, find } = await begin(openEmpty)
    const task = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const begun = await checkIn('rep', { taskId: task })
    expect(begun.status).toBe(200)
    const { visit } = begun.body
    expect(visit).toMatchObject({
      customer: { id: world.customers.mine, name: '优鲜达一店' },
      staff: { id: world.staff.rep, name: '李雷' },
      task: { id: task },
      state: 'active',
      flags: [],
      checkIn: {
        at: now,
        timeFrom: 'server',
        recordedAt: now,
        driftSeconds: 0,
        timeText: '按服务器时间',
        place,
        distanceMetres: 44,
        placeText: '离客户 44 米，误差 ±12 米',
      },
    })
    expect(codes(visit.actions)).toEqual(['photo', 'finding', 'checkOut', 'openCustomer'])
    clock.forward(minutes(15))
    const short = await find('rep', visit.id, {
      kind: 'shortage',
      product: '车厘子',
      quantity: 5,
      unit: '箱',
    })
    expect(short.body.finding).toMatchObject({ text: '缺货 车厘子 5 箱', quantity: 5 })
    await find('rep', visit.id, { kind: 'competitor', text: '隔壁堆头两层' })
    const ended = await checkOut('rep', visit.id, {
      nextStep: { kind: 'appointment', when: '周五10点' },
      remark: '陈列换到入口',
    })
    expect(ended.status).toBe(200)
    expect(ended.body.visit).toMatchObject({
      state: 'done',
      minutes: 15,
      remark: '陈列换到入口',
      checkOut: { at: '2026-03-04T01:45:00.000Z', by: { name: '李雷' } },
      nextStep: {
        kind: 'appointment',
        closes: true,
        text: '约下次 2026-03-06 周五 10:00',
        task: { dueAt: '2026-03-06T02:00:00.000Z' },
      },
      findings: [{ text: '缺货 车厘子 5 箱' }, { text: '竞品陈列：隔壁堆头两层' }],
    })
    const done = await web.call('GET', '/api/tasks?state=done', { as: 'rep' })
    expect(done.body.items[0]).toMatchObject({ id: task, completedAt: '2026-03-04T01:45:00.000Z' })
    const feed = await web.call('GET', '/api/feed', { as: 'rep' })
    expect(feed.body.items.map(({ kind, text }: { kind: string; text: string }) => [kind, text])).toEqual(
      expect.arrayContaining([
        ['visit', expect.stringMatching(/^到店打卡（T-\d+），离客户 44 米，误差 ±12 米$/)],
        ['visit', '离店，在店 15 分钟。约下次 2026-03-06 周五 10:00。陈列换到入口'],
        ['note', '缺货 车厘子 5 箱'],
      ]),
    )
    const card = await web.call('GET', `/api/customers/${world.customers.mine}/card`, { as: 'rep' })
    expect(card.body.lastTouch).toMatchObject({ kind: 'visit', at: '2026-03-04T01:45:00.000Z' })
  })

  test('the same id again, in any order, is one thing', async () => {
    const { web, checkIn, checkOut, find, clock } = await begin(openEmpty)
    const id = made('vis')
    const first = await checkIn('rep', { id })
    const again = await checkIn('rep', { id })
    expect([again.status, again.body.visit, again.body.undo]).toEqual([200, first.body.visit, undefined])
    const together = await Promise.all(
      [1, 2, 3].map(() => find('rep', id, { id: `fnd_${'9'.repeat(20)}`, kind: 'remark', text: '好' })),
    )
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200])
    clock.forward(minutes(1))
    const out = made('out')
    const [one, two] = await Promise.all([checkOut('rep', id, { id: out }), checkOut('rep', id, { id: out })])
    expect([one.status, two.status]).toEqual([200, 200])
    const late = await find('rep', id, { kind: 'stock', product: '蓝莓', quantity: 3, unit: '盒' })
    expect(late.status).toBe(200)
    const { body } = await web.call('GET', `/api/visits/${id}`, { as: 'rep' })
    expect(body.visit.findings).toHaveLength(2)
    const { body: timeline } = await web.call('GET', `/api/customers/${body.visit.customer.id}/timeline`, {
      as: 'rep',
    })
    expect(timeline.items).toHaveLength(4)
  })

  test('what comes before its check-in is told to come again', async () => {
    const { checkIn, checkOut, find } = await begin(openEmpty)
    const id = made('vis')
    expect(await checkOut('rep', id)).toMatchObject({ status: 404, code: 'visit_not_here_yet' })
    expect(await find('rep', id, { kind: 'remark', text: '好' })).toMatchObject({
      status: 404,
      code: 'visit_not_here_yet',
    })
    expect((await checkIn('rep', { id })).status).toBe(200)
    expect((await checkOut('rep', id)).status).toBe(200)
  })

  test('one visit at a time, also when two phones begin at once', async () => {
    const { web, checkIn, world } = await begin(openEmpty)
    const both = await Promise.all([checkIn('rep'), checkIn('rep', { customerId: world.customers.second })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = both.find(({ status }) => status === 409)!
    expect(refused.code).toBe('visit_active')
    expect(refused.body.error.message).toMatch(/^你还在 .+（今天 09:30 打卡），先离店再打下一家。$/)
    const { body } = await web.call('GET', '/api/visits/active', { as: 'rep' })
    expect(body.visit.state).toBe('active')
  })

  test('two phones end one visit: one wins, the other is told by whom and when', async () => {
    const { checkIn, checkOut, clock } = await begin(openEmpty)
    const { visit } = (await checkIn('rep')).body
    clock.forward(minutes(25))
    const both = await Promise.all([checkOut('rep', visit.id), checkOut('storeManager', visit.id)])
    const lost = both.find(({ status }) => status === 409)!
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(lost.code).toBe('already_checked_out')
    expect(lost.body.error.message).toMatch(/^(李雷|周敏) 今天 09:55 已经离店/)
  })

  test('what waited on a phone happened at its anchor plus what passed, never after it arrived', async () => {
    const { checkIn, checkOut, clock } = await begin(openEmpty)
    const seen = clock.now().toISOString()
    clock.forward(minutes(180))
    const phone = {
      at: '2026-03-04T01:50:00.000Z',
      anchor: { serverAt: seen, elapsedMs: minutes(10) },
    }
    const { visit } = (await checkIn('rep', { phone })).body
    expect(visit.checkIn).toMatchObject({
      at: '2026-03-04T01:40:00.000Z',
      timeFrom: 'phone',
      recordedAt: '2026-03-04T04:30:00.000Z',
      phoneAt: '2026-03-04T01:50:00.000Z',
      driftSeconds: 600,
      timeText: '没网时记的，按服务器时间推算，手机快 10 分钟',
    })
    expect(codes(visit.flags)).toEqual(['clock_drift'])
    const ended = await checkOut('rep', visit.id, {
      phone: { at: '2026-03-04T01:55:00.000Z', anchor: { serverAt: seen, elapsedMs: minutes(25) } },
      nextStep: { kind: 'appointment', when: '明天10点' },
    })
    expect(ended.body.visit).toMatchObject({
      minutes: 15,
      checkOut: { at: '2026-03-04T01:55:00.000Z', driftSeconds: 0 },
      nextStep: { task: { dueAt: '2026-03-05T02:00:00.000Z' } },
    })
    const later = await checkIn('rep', {
      phone: { at: now, anchor: { serverAt: seen, elapsedMs: minutes(9999) } },
    })
    expect(later.body.visit.checkIn).toMatchObject({ at: '2026-03-04T04:30:00.000Z', timeFrom: 'server' })
  })

  test('what was done without a network is not lost because customer and task went to somebody else meanwhile', async () => {
    const { web, database, world, checkIn, checkOut, clock } = await begin(openEmpty)
    const { orgId, customers, staff } = world
    const task = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const seen = clock.now().toISOString()
    clock.forward(minutes(60))
    await database.transaction(async (tx) => {
      const owned = { orgId, customerId: customers.mine, role: 'owner' as const }
      await tx.insert(CustomerAssignment, {
        ...owned,
        id: 'asg_before',
        staffId: staff.rep,
        sinceAt: new Date('2026-01-05T00:00:00.000Z'),
        untilAt: clock.now(),
      })
      await tx.update(Customer, { orgId, id: customers.mine }, { ownerId: staff.otherRep })
      await tx.update(Task, { orgId, id: task }, { assigneeId: staff.otherRep, creatorId: staff.otherRep })
    })
    clock.forward(minutes(60))
    const phone = (elapsed: number) => ({ at: seen, anchor: { serverAt: seen, elapsedMs: minutes(elapsed) } })
    const begun = await checkIn('rep', { taskId: task, phone: phone(10) })
    expect([begun.status, begun.body.visit.task]).toEqual([200, null])
    expect((await checkOut('rep', begun.body.visit.id, { phone: phone(20) })).status).toBe(200)
    // After the transfer it is somebody else's.
    expect((await checkIn('rep', { phone: phone(70) })).code).toBe('customer_not_found')
    const open = await web.call('GET', '/api/tasks', { as: 'otherRep' })
    expect(open.body.items).toMatchObject([{ id: task, state: 'open' }])
  })

  test('forged time and place are refused in words, and nothing is half-written', async () => {
    const { web, checkIn, clock, world } = await begin(openEmpty)
    const future = { at: now, anchor: { serverAt: '2026-03-05T00:00:00.000Z', elapsedMs: 0 } }
    expect(await checkIn('rep', { phone: future })).toMatchObject({ status: 400, code: 'time_in_future' })
    for (const bad of [
      { place: { ...place, latitudeE6: 91_000_000 } },
      { place: { ...place, longitudeE6: 'NaN' } },
      { place: { ...place, longitudeE6: null } },
      { place: { ...place, accuracyMetres: -1 } },
      { place: { ...place, datum: 'BD-09' } },
      { place: undefined },
      { phone: { at: 'yesterday' } },
      { phone: { at: now, anchor: { serverAt: now, elapsedMs: -5 } } },
      { checkedInAt: now },
      { id: 'vis_1' },
      { id: 'tsk_00000000000000000001' },
    ])
      expect([bad, (await checkIn('rep', bad)).code]).toEqual([bad, 'invalid_input'])
    expect(clock.now().toISOString()).toBe(now)
    const { body } = await web.call('GET', `/api/customers/${world.customers.mine}/timeline`, { as: 'rep' })
    expect(body.items).toEqual([])
    expect((await web.call('GET', '/api/visits/active', { as: 'rep' })).body.visit).toBeNull()
  })

  test('far away, without a place, impossibly fast: flagged, never refused', async () => {
    const { checkIn, checkOut, clock, world } = await begin(openEmpty)
    const far = await checkIn('rep', { place: { ...place, latitudeE6: 30_300_000 } })
    expect(far.body.visit.flags).toEqual([{ code: 'far_away', text: '离客户 2.9 公里' }])
    await checkOut('rep', far.body.visit.id)
    clock.forward(minutes(10))
    const fast = await checkIn('rep', {
      customerId: world.customers.second,
      place: { ...place, latitudeE6: 31_230_000, longitudeE6: 121_470_000 },
    })
    expect(codes(fast.body.visit.flags)).toEqual(['impossible_travel'])
    expect(fast.body.visit.flags[0].text).toMatch(/^和前后一次打卡相距 16\d 公里，只隔 10 分钟$/)
    await checkOut('rep', fast.body.visit.id)
    const nowhere = await checkIn('rep', { place: null })
    expect(nowhere.body.visit.flags).toEqual([{ code: 'no_place', text: '没有位置' }])
    expect(nowhere.body.visit.checkIn.placeText).toBe('手机没给出位置')
  })

  test('place and time cannot be changed afterwards', async () => {
    const { web, checkIn, checkOut } = await begin(openEmpty)
    const { visit } = (await checkIn('rep')).body
    const moved = await checkIn('rep', { id: visit.id, place: { ...place, latitudeE6: 31_000_000 } })
    expect(moved.body.visit.checkIn).toEqual(visit.checkIn)
    expect((await checkOut('rep', visit.id, { checkIn: { at: now } })).code).toBe('invalid_input')
    for (const method of ['POST', 'DELETE'] as const)
      expect((await web.call(method, `/api/visits/${visit.id}`, { as: 'rep', body: {} })).status).toBe(404)
  })

  test('who may not: looks only, out of reach, another organisation, a leaver, nobody', async () => {
    const { web, checkIn, checkOut, find, world } = await begin(openEmpty)
    expect(await checkIn('finance')).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await checkIn('otherRep')).toMatchObject({ status: 404, code: 'customer_not_found' })
    expect(await checkIn('rep', { customerId: web.elsewhere.customers.mine })).toMatchObject({ status: 404 })
    expect(await checkIn('rep', { taskId: 'tsk_none' })).toMatchObject({ code: 'task_not_fitting' })
    const { visit } = (await checkIn('rep')).body
    expect(await checkIn('storeManager', { id: visit.id })).toMatchObject({ status: 409, code: 'id_taken' })
    for (const as of ['otherRep', 'southManager'] as const) {
      expect((await web.call('GET', `/api/visits/${visit.id}`, { as })).status).toBe(404)
      expect(await checkOut(as, visit.id)).toMatchObject({ status: 404, code: 'visit_not_here_yet' })
    }
    expect(await find('storeManager', visit.id, { kind: 'remark', text: '好' })).toMatchObject({
      status: 403,
      code: 'not_yours',
    })
    expect((await web.call('GET', `/api/visits/${visit.id}`, { as: 'finance' })).status).toBe(200)
    expect((await web.call('GET', '/api/visits/active')).status).toBe(401)
    expect((await checkIn('leaver')).status).toBe(401)
    const told = await web.call('GET', `/api/customers/${world.customers.colleagues}/visit`, { as: 'rep' })
    expect(told.status).toBe(404)
    await planned(web.database, world, { customer: 'colleagues', assignee: 'rep' })
    const sent = await web.call('GET', `/api/customers/${world.customers.colleagues}/visit`, { as: 'rep' })
    expect(sent.body).toMatchObject({
      target: { openTasks: [{ text: '补货 车厘子 20 箱' }] },
      active: { id: visit.id },
    })
  })

  test('an appointment that is not understood, passed, or a next step half said is asked again', async () => {
    const { checkIn, checkOut } = await begin(openEmpty)
    const { visit } = (await checkIn('rep')).body
    for (const [nextStep, code] of [
      [{ kind: 'appointment', when: '反正都行' }, 'time_not_understood'],
      [{ kind: 'appointment', when: '今天8点' }, 'time_passed'],
      [{ kind: 'none' }, 'invalid_input'],
      [{ kind: 'later' }, 'invalid_input'],
      [undefined, 'invalid_input'],
    ] as const)
      expect([nextStep, (await checkOut('rep', visit.id, { nextStep })).code]).toEqual([nextStep, code])
    expect((await checkOut('rep', visit.id)).body.visit.nextStep).toMatchObject({
      closes: false,
      text: '没有下一步：老板不在',
    })
  })

  test('taken back: the check-out with its task and appointment, then not the check-in that was added to', async () => {
    const { web, database, world, checkIn, checkOut, find, post } = await begin(openEmpty)
    const task = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const begun = await checkIn('rep', { taskId: task })
    const { visit } = begun.body
    const ended = await checkOut('rep', visit.id, { nextStep: { kind: 'appointment', when: '周五10点' } })
    expect((await post('rep', `/api/undo/${ended.body.undo.id}`, {})).status).toBe(200)
    const open = await web.call('GET', '/api/tasks', { as: 'rep' })
    expect(open.body.items.map(({ id }: { id: string }) => id)).toEqual([task])
    expect((await web.call('GET', '/api/visits/active', { as: 'rep' })).body.visit.id).toBe(visit.id)
    const { body } = await web.call('GET', `/api/customers/${visit.customer.id}/timeline`, { as: 'rep' })
    expect(body.items.filter(({ voided }: { voided: boolean }) => !voided)).toHaveLength(1)
    expect((await post('rep', `/api/undo/${begun.body.undo.id}`, {})).code).toBe('acted_on')
    await checkOut('rep', visit.id)
    const other = await checkIn('rep', { customerId: world.customers.second })
    const noted = await find('rep', other.body.visit.id, { kind: 'remark', text: '好' })
    expect((await post('rep', `/api/undo/${noted.body.undo.id}`, {})).status).toBe(200)
    await checkOut('rep', other.body.visit.id)
    const third = await checkIn('rep')
    expect((await post('rep', `/api/undo/${third.body.undo.id}`, {})).body.text).toBe(
      '已撤销 优鲜达一店 的打卡',
    )
    expect((await web.call('GET', '/api/visits/active', { as: 'rep' })).body.visit).toBeNull()
    expect((await checkOut('rep', third.body.visit.id)).code).toBe('visit_withdrawn')
  })

  test('a rejection in a visit warns at the next one, and where the product is offered to taste', async () => {
    const { checkIn, checkOut, find, clock } = await begin(openEmpty)
    const { visit } = (await checkIn('rep')).body
    const back = await find('rep', visit.id, {
      kind: 'rejection',
      product: '蓝莓',
      quantity: 3,
      unit: '箱',
      reason: '果粒偏小',
    })
    expect(back.body.finding.text).toBe('拒收 蓝莓 3 箱：果粒偏小')
    expect((await find('rep', visit.id, { kind: 'rejection', product: '蓝莓' })).code).toBe('invalid_input')
    await checkOut('rep', visit.id)
    clock.forward(minutes(60 * 24 * 8))
    const next = await checkIn('rep')
    expect(next.body.warnings).toEqual([
      {
        code: 'refused_product',
        text: '上周刚拒收过蓝莓，先别推同类商品',
        detail: '2026-03-04 09:30 退回蓝莓 3 箱：果粒偏小',
        at: now,
      },
    ])
    const sample = await find('rep', next.body.visit.id, { kind: 'sample', product: '蓝莓' })
    expect(sample.body.warnings).toHaveLength(1)
    const need = { kind: 'stockNeed', product: '香蕉', quantity: 2, unit: '箱' }
    const ended = await checkOut('rep', next.body.visit.id, { nextStep: need })
    expect(ended.body).toMatchObject({ warnings: [], visit: { nextStep: { text: '库存需求 香蕉 2 箱' } } })
  })
})

onEveryEngine('closure rate', (openEmpty) => {
  test('completed with a next step ÷ completed; rows add up and open to their visits', async () => {
    const { web, world, clock, checkIn, checkOut } = await begin(openEmpty)
    const done = async (as: PersonName, customer: string, nextStep: object) => {
      const { visit } = (await checkIn(as, { customerId: customer })).body
      await checkOut(as, visit.id, { nextStep })
      clock.forward(minutes(30))
      return visit.id as string
    }
    const { mine, second, colleagues, east, south } = world.customers
    const need = { kind: 'stockNeed', product: '香蕉' }
    await done('rep', mine, need)
    await done('rep', second, none)
    await done('rep', mine, { kind: 'sampleFeedback', text: '甜' })
    await done('otherRep', colleagues, none)
    await done('eastRep', east, need)
    await done('southManager', south, need)
    await checkIn('eastRep', { customerId: east })
    const asked = async (as: PersonName, query = '') =>
      (await web.call('GET', `/api/visits/closure?${query}`, { as })).body
    const all = await asked('director', 'by=region')
    expect(all.total).toEqual({ completed: 6, closed: 4, rateBp: 6667 })
    expect(all.rows.map((row: { name: string; rateBp: number }) => [row.name, row.rateBp])).toEqual([
      ['杭州北', 6000],
      ['杭州南', 10_000],
    ])
    expect(all.definition).toMatch(/离店时有下一步的拜访 ÷ 已离店的拜访/)
    for (const [as, completed] of [
      ['rep', 3],
      ['otherRep', 1],
      ['storeManager', 5],
      ['areaManager', 5],
      ['southManager', 1],
      ['director', 6],
    ] as const)
      for (const by of ['staff', 'store', 'region']) {
        const { total, rows } = await asked(as, `by=${by}`)
        expect([as, by, total.completed]).toEqual([as, by, completed])
        let [completedOfRows, closedOfRows] = [0, 0]
        for (const row of rows) {
          const query = new URLSearchParams(row.visits).toString()
          const opened = await web.call('GET', `/api/visits?${query}`, { as })
          expect(opened.body.items).toHaveLength(row.completed)
          const closed = await web.call('GET', `/api/visits?${query}&closed=yes`, { as })
          expect(closed.body.items).toHaveLength(row.closed)
          completedOfRows += row.completed
          closedOfRows += row.closed
        }
        expect([completedOfRows, closedOfRows]).toEqual([total.completed, total.closed])
      }
    expect((await asked('rep', 'from=2026-03-05&to=2026-03-06')).total).toEqual({
      completed: 0,
      closed: 0,
      rateBp: null,
    })
    expect((await asked('rep', 'from=2026-03-06&to=2026-03-05')).error.code).toBe('bad_period')
    expect((await asked('rep', 'from=gestern')).error.code).toBe('invalid_input')
    expect((await web.call('GET', '/api/visits/closure')).status).toBe(401)
    // A transfer rewrites nothing: the visits stay with whoever made them, where they were made.
    await web.database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: world.orgId, id: mine },
        { ownerId: world.staff.eastRep, storeId: world.stores.south, regionId: world.regions.south },
      ),
    )
    expect((await asked('southManager')).total.completed).toBe(1)
    expect((await asked('rep')).total.completed).toBe(3)
  })
})
