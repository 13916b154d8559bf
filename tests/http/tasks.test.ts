import { Customer } from '../../server/customers/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { type PersonName, planned } from '../support/world'

afterAll(stopAllWebs)

const numbers = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id)

/** 2026-03-04 09:30 in Shanghai, a Wednesday, unless the clock is moved. */
onEveryEngine('GET /api/tasks', (openEmpty) => {
  const seen = async (web: TestWeb, as: PersonName, query = '') =>
    numbers(await web.call('GET', `/api/tasks${query}`, { as }))

  test('open ones by rank, each with its reason in a sentence', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    await database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: world.orgId, id: world.customers.second },
        { stageId: world.stageIds[1]! },
      ),
    )
    const plan = (customer: 'mine' | 'second', due?: string, dueGrain?: 'day') =>
      planned(database, world, { customer, assignee: 'rep', due, ...(dueGrain && { dueGrain }) })
    const none = await plan('mine')
    const today = await plan('mine', '2026-03-04T08:00:00.000Z')
    const urgent = await plan('second', '2026-03-05T02:00:00.000Z')
    const late = await plan('mine', '2026-03-03T23:30:00.000Z')
    const day = await plan('mine', '2026-03-05T15:59:59.000Z', 'day')
    const { body } = await web.call('GET', '/api/tasks', { as: 'rep' })
    expect(body.items.map((task: { id: string; reason: object }) => [task.id, task.reason])).toEqual([
      [late, { code: 'overdue', text: '今天 07:30 到期，已过期 2 小时' }],
      [today, { code: 'due', text: '今天 16:00 前' }],
      [urgent, { code: 'urgent', text: '紧急需求，明天 10:00 前要办' }],
      [day, { code: 'due', text: '明天前' }],
      [none, { code: 'no_due', text: '没定时间，排在有时间的后面' }],
    ])
    expect(body.items[1]).toEqual({
      id: today,
      number: expect.stringMatching(/^T-\d+$/),
      customer: { id: world.customers.mine, name: '优鲜达一店' },
      stage: { id: world.stageIds[0], name: '初步接触', code: 'contact' },
      assignee: { id: world.staff.rep, name: '李雷' },
      dueAt: '2026-03-04T08:00:00.000Z',
      dueGrain: 'minute',
      items: [{ action: '补货', product: '车厘子', quantity: 20, unit: '箱' }],
      text: '补货 车厘子 20 箱',
      reason: { code: 'due', text: '今天 16:00 前' },
      state: 'open',
      version: 1,
      actions: [
        { code: 'completeTask', text: '完成' },
        { code: 'rescheduleTask', text: '改时间' },
        { code: 'transferTask', text: '转给别人' },
        { code: 'cancelTask', text: '取消任务' },
        { code: 'note', text: '记一句' },
        { code: 'openCustomer', text: '看客户' },
      ],
    })
  })

  test('today’s are ranked like the visit plan: overdue, urgent demand, due', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    await database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: world.orgId, id: world.customers.second },
        { stageId: world.stageIds[1]! },
      ),
    )
    const plan = (customer: 'mine' | 'second', due: string) =>
      planned(database, world, { customer, assignee: 'rep', due })
    const today = await plan('mine', '2026-03-04T03:00:00.000Z')
    const urgent = await plan('second', '2026-03-04T08:00:00.000Z')
    const late = await plan('mine', '2026-03-03T23:30:00.000Z')
    expect(await seen(web, 'rep', '?when=today')).toEqual([late, urgent, today])
  })

  test('mine are those given to me; of stores, regions, all those of customers within reach', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const own = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const east = await planned(database, world, { customer: 'east', assignee: 'eastRep' })
    const south = await planned(database, world, { customer: 'south', assignee: 'storeManager' })
    const lent = await planned(database, world, { customer: 'colleagues', assignee: 'rep' })
    await planned(database, web.elsewhere, { customer: 'mine', assignee: 'rep' })
    expect(await seen(web, 'rep')).toEqual([own, lent])
    expect(await seen(web, 'otherRep')).toEqual([])
    // What a manager was given from beyond the own stores is there too.
    expect(await seen(web, 'storeManager')).toEqual([own, east, south, lent])
    expect(await seen(web, 'storeManager', '?scope=mine')).toEqual([own, east, south, lent])
    expect(await seen(web, 'areaManager')).toEqual([own, east, lent])
    expect(await seen(web, 'areaManager', '?scope=mine')).toEqual([])
    expect(await seen(web, 'southManager')).toEqual([south])
    expect(await seen(web, 'director')).toEqual([own, east, south, lent])
    expect(await seen(web, 'director', '?scope=mine')).toEqual([])
    const { body } = await web.call('GET', '/api/tasks', { as: 'finance' })
    expect(body.items[0].actions).toEqual([{ code: 'openCustomer', text: '看客户' }])
  })

  test('a store manager’s list loses a task when its customer moves away', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const task = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    expect(await seen(web, 'storeManager')).toEqual([task])
    await database.transaction((tx) =>
      tx.update(
        Customer,
        { orgId: world.orgId, id: world.customers.mine },
        { storeId: world.stores.south, regionId: world.regions.south },
      ),
    )
    expect(await seen(web, 'storeManager')).toEqual([])
    expect(await seen(web, 'areaManager')).toEqual([])
    expect(await seen(web, 'rep')).toEqual([task])
  })

  test('by local day: today and this week take along what is overdue', async () => {
    const web = await startWeb(await openEmpty())
    const plan = (due?: string) =>
      planned(web.database, web.world, { customer: 'mine', assignee: 'rep', due })
    const late = await plan('2026-02-20T01:00:00.000Z')
    const tonight = await plan('2026-03-04T15:59:59.999Z')
    const midnight = await plan('2026-03-04T16:00:00.000Z')
    const sunday = await plan('2026-03-08T15:59:59.999Z')
    const monday = await plan('2026-03-08T16:00:00.000Z')
    const none = await plan()
    expect(await seen(web, 'rep', '?when=today')).toEqual([late, tonight])
    expect(await seen(web, 'rep', '?when=tomorrow')).toEqual([midnight])
    expect(await seen(web, 'rep', '?when=week')).toEqual([late, tonight, midnight, sunday])
    expect(await seen(web, 'rep', '?when=none')).toEqual([none])
    expect(await seen(web, 'rep')).toEqual([late, tonight, midnight, sunday, monday, none])
    expect((await web.call('GET', '/api/tasks?when=sometime', { as: 'rep' })).status).toBe(400)
  })

  test('pages of open and done ones lose and double nothing', async () => {
    const web = await startWeb(await openEmpty())
    for (let n = 0; n < 25; n++) {
      const at = new Date(`2026-03-01T00:0${Math.floor(n / 10)}:00.000Z`)
      await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
      await planned(web.database, web.world, {
        customer: 'east',
        assignee: 'eastRep',
        state: 'done',
        sortAt: at,
        completedAt: at,
      })
    }
    const all = async (as: PersonName, state: string) => {
      const pages: string[][] = []
      let cursor = ''
      do {
        const { body } = await web.call('GET', `/api/tasks?state=${state}&cursor=${cursor}`, { as })
        pages.push(body.items.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor ?? ''
      } while (cursor)
      expect(new Set(pages.flat()).size).toBe(25)
      return pages.map((page) => page.length)
    }
    for (const as of ['rep', 'storeManager', 'director'] as const)
      expect(await all(as, 'open')).toEqual([20, 5])
    for (const as of ['storeManager', 'areaManager', 'director'] as const)
      expect(await all(as, 'done')).toEqual([20, 5])
    const { body } = await web.call('GET', '/api/tasks?state=open', { as: 'rep' })
    expect(
      (await web.call('GET', `/api/tasks?state=done&cursor=${body.nextCursor}`, { as: 'rep' })).status,
    ).toBe(400)
  })
})

onEveryEngine('changing a task', (openEmpty) => {
  async function withTask() {
    const web = await startWeb(await openEmpty())
    const task = await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
    const post = async (as: PersonName, what: string, body: object = {}, id = task) => {
      const answer = await web.call('POST', `/api/tasks/${id}/${what}`, { as, body })
      return { ...answer, code: answer.body.error?.code }
    }
    return { web, task, post }
  }

  test('completed with the minute, shown as done, and taken back', async () => {
    const { web, task, post } = await withTask()
    const { status, body } = await post('rep', 'complete', { remark: '已摆好', version: 1 })
    expect(status).toBe(200)
    expect(body.task).toMatchObject({
      id: task,
      state: 'done',
      version: 2,
      completedAt: '2026-03-04T01:30:00.000Z',
      reason: { code: 'done', text: '今天 09:30 完成' },
    })
    expect(numbers(await web.call('GET', '/api/tasks', { as: 'rep' }))).toEqual([])
    expect(numbers(await web.call('GET', '/api/tasks?state=done', { as: 'rep' }))).toEqual([task])
    expect((await web.call('POST', `/api/undo/${body.undo.id}`, { as: 'rep' })).status).toBe(200)
    expect(numbers(await web.call('GET', '/api/tasks', { as: 'rep' }))).toEqual([task])
  })

  test('completed without a body', async () => {
    const { web, task } = await withTask()
    expect((await web.call('POST', `/api/tasks/${task}/complete`, { as: 'rep' })).status).toBe(200)
  })

  test('moved, cancelled, given away: the answer is the task as it is now', async () => {
    const { web, task, post } = await withTask()
    const moved = await post('storeManager', 'reschedule', { when: '后天10点' })
    expect([moved.status, moved.code]).toEqual([200, undefined])
    expect(moved.body.task).toMatchObject({ id: task, dueAt: '2026-03-06T02:00:00.000Z', version: 2 })
    const given = await post('rep', 'transfer', { assigneeId: web.world.staff.storeManager })
    expect(given.body.task.assignee).toEqual({ id: web.world.staff.storeManager, name: '周敏' })
    const cancelled = await post('storeManager', 'cancel')
    expect(cancelled.body.task).toMatchObject({ state: 'cancelled', reason: { code: 'cancelled' } })
    expect((await post('storeManager', 'cancel')).code).toBe('task_not_open')
  })

  test('who gives away a task of a customer beyond the own reach is still told what became of it', async () => {
    const { web, post } = await withTask()
    const lent = await planned(web.database, web.world, {
      customer: 'colleagues',
      assignee: 'rep',
      creatorId: web.world.staff.otherRep,
    })
    const given = await post('rep', 'transfer', { assigneeId: web.world.staff.otherRep }, lent)
    expect([given.status, given.body.task.assignee.name]).toEqual([200, '韩梅'])
  })

  test('finance only looks; a colleague’s is not there; a leader may; a stale version is told', async () => {
    const { web, post } = await withTask()
    for (const what of ['complete', 'cancel'])
      for (const [as, status] of [
        ['finance', 403],
        ['otherRep', 404],
        ['southManager', 404],
      ] as const)
        expect([what, as, (await post(as, what)).status]).toEqual([what, as, status])
    expect((await post('rep', 'complete', { version: 9 })).code).toBe('version_conflict')
    expect((await post('rep', 'complete', { remark: 'x'.repeat(2001) })).code).toBe('invalid_input')
    expect((await post('rep', 'reschedule', { when: '' })).code).toBe('invalid_input')
    expect((await post('rep', 'reschedule', { when: '反正都行' })).code).toBe('time_not_understood')
    expect((await post('rep', 'transfer', { assigneeId: 'stf_nobody' })).code).toBe('assignee_unknown')
    expect((await post('rep', 'transfer', { assigneeId: web.world.staff.leaver })).code).toBe(
      'assignee_unknown',
    )
    expect((await post('rep', 'complete', { nope: 1 })).code).toBe('invalid_input')
    const foreign = await planned(web.database, web.elsewhere, { customer: 'mine', assignee: 'rep' })
    expect((await post('director', 'complete', {}, foreign)).status).toBe(404)
    expect((await post('director', 'complete')).status).toBe(200)
  })
})
