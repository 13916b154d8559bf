import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'
import { withTemplate } from '../support/template'
import { type CallOptions, startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { happened, planned } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('transfer and hand-over', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })
  // On whatever way a customer's place or names changed.
  afterEach(async () => expect(await outOfPlace(web.database)).toEqual([]))

  const post = (path: string, body: object = {}, as: CallOptions['as'] = 'storeManager') =>
    web.call('POST', path, { as, body })
  const get = (path: string, as: CallOptions['as'] = 'storeManager') => web.call('GET', path, { as })
  const code = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]
  const names = ({ body }: { body: { items: { name: string }[] } }) => body.items.map(({ name }) => name)

  test('customers go to a colleague with what is open; the past stays where it was; and back', async () => {
    const { world, database } = web
    const { customers, staff } = world
    const taskId = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    await happened(database, world, { customer: 'mine', at: '2026-03-03T01:00:00.000Z' })
    const body = { customerIds: [customers.mine, customers.second], toOwnerId: staff.otherRep }
    expect((await post('/api/transfers/preview', body)).body).toMatchObject({
      count: 2,
      tasks: 1,
      opportunities: 0,
      more: false,
      to: { name: '韩梅' },
    })
    const done = await post('/api/transfers', body)
    expect(done.body).toMatchObject({ count: 2, tasks: 1 })
    expect(done.body.text).toMatch(
      /^已移交给 韩梅：优鲜达一店、好邻居超市\n一起移交：未完成任务 1 个、商机 0 个/,
    )
    expect((await get('/api/customers', 'rep')).body.items).toEqual([])
    const found = async (as: CallOptions['as']) => names(await get('/api/customers?q=优鲜达', as))
    expect([await found('rep'), await found('otherRep')]).toEqual([[], ['优鲜达一店']])
    expect(names(await get('/api/customers', 'otherRep'))).toEqual(
      expect.arrayContaining(['优鲜达一店', '好邻居超市', '百果园西湖']),
    )
    expect((await get('/api/tasks', 'otherRep')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      taskId,
    ])
    const facts = await database.read((reader) =>
      reader.rows<{ kind: string; ownerId: string }>(
        'select kind, owner_id as ownerId from touchpoint where org_id = ? and customer_id = ? order by occurred_at',
        [world.orgId, customers.mine],
      ),
    )
    expect(facts).toEqual([
      { kind: 'visit', ownerId: staff.rep },
      { kind: 'transfer', ownerId: staff.rep },
    ])
    const page = await get(`/api/customers/${customers.mine}/hand-over`, 'otherRep')
    expect(page.body).toMatchObject({
      owner: { name: '韩梅' },
      owners: [{ staff: { name: '韩梅' }, until: null }],
    })
    expect(page.body.text).toContain('从 李雷 移交给 韩梅')
    expect(code(await get(`/api/customers/${customers.mine}/hand-over`, 'rep'))).toEqual([
      404,
      'customer_not_found',
    ])
    expect((await post(`/api/undo/${done.body.undo.id}`)).status).toBe(200)
    expect((await get('/api/customers', 'rep')).body.items).toHaveLength(2)
    expect([await found('rep'), await found('otherRep')]).toEqual([['优鲜达一店'], []])
    expect((await get('/api/tasks', 'rep')).body.items).toHaveLength(1)
  })

  test('it is not taken back over what was done since', async () => {
    const { customers, staff } = web.world
    const taskId = await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
    const done = await post('/api/transfers', { customerIds: [customers.mine], toOwnerId: staff.otherRep })
    await post(`/api/tasks/${taskId}/complete`, {}, 'otherRep')
    expect(code(await post(`/api/undo/${done.body.undo.id}`))).toEqual([409, 'acted_on'])
  })

  test('to another store: the owner goes along only when they work there; what is said to stay stays', async () => {
    const { customers, stores, staff } = web.world
    await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
    const moved = await post('/api/transfers', {
      customerIds: [customers.mine],
      toStoreId: stores.east,
      toOwnerId: staff.eastRep,
      tasks: false,
    })
    expect(moved.body).toMatchObject({ count: 1, tasks: 0 })
    expect((await get(`/api/customers/${customers.mine}/card`)).body).toMatchObject({
      owner: { name: '赵东' },
      store: { name: '凤起路店' },
    })
    expect((await get('/api/tasks', 'rep')).body.items).toHaveLength(1)
    await post('/api/transfers', { customerIds: [customers.second], toStoreId: stores.east })
    expect((await get(`/api/customers/${customers.second}/card`)).body).toMatchObject({ owner: null })
  })

  test('who may not, and to whom it cannot go', async () => {
    const { customers, staff, stores } = web.world
    const to = (toOwnerId: string, as: CallOptions['as'] = 'storeManager') =>
      post('/api/transfers', { customerIds: [customers.mine], toOwnerId }, as)
    expect(code(await to(staff.otherRep, 'finance'))).toEqual([403, 'not_allowed'])
    expect(code(await to(staff.otherRep, 'eastRep'))).toEqual([404, 'customer_not_found'])
    expect(code(await to(staff.leaver))).toEqual([409, 'receiver_left'])
    expect(code(await to(staff.finance))).toEqual([409, 'receiver_cannot'])
    expect(code(await to(staff.eastRep))).toEqual([409, 'receiver_elsewhere'])
    expect(code(await to(staff.southManager))).toEqual([409, 'receiver_elsewhere'])
    expect(code(await to(web.elsewhere.staff.rep))).toEqual([404, 'receiver_unknown'])
    expect(code(await to(staff.rep))).toEqual([409, 'no_customers'])
    expect(
      code(await post('/api/transfers', { customerIds: [customers.mine], toStoreId: stores.south })),
    ).toEqual([404, 'store_unknown'])
    expect(code(await post('/api/transfers', { customerIds: [customers.mine] }))).toEqual([
      400,
      'transfer_nothing',
    ])
    const some = { customerIds: [customers.mine, web.elsewhere.customers.mine], toOwnerId: staff.otherRep }
    expect(code(await post('/api/transfers', some))).toEqual([404, 'customer_not_found'])
    // A rep gives to a colleague of the same store.
    expect((await to(staff.otherRep, 'rep')).status).toBe(200)
    expect(names(await get('/api/transfers/receivers', 'rep'))).toEqual(
      expect.arrayContaining(['李雷', '韩梅', '周敏']),
    )
    expect(names(await get('/api/transfers/receivers', 'rep'))).not.toContain('赵东')
    expect((await get('/api/transfers/receivers', 'finance')).status).toBe(403)
    expect((await post('/api/transfers', { customerIds: 'x' })).status).toBe(400)
  })

  test('who and which store can take them is found by a part of the name, within reach', async () => {
    const find = async (what: string, q: string, as: CallOptions['as'] = 'storeManager') =>
      names(await get(`/api/transfers/${what}?q=${encodeURIComponent(q)}`, as))
    expect(await find('receivers', '梅')).toEqual(['韩梅'])
    expect(await find('receivers', '凤起')).toEqual(expect.arrayContaining(['赵东', '周敏']))
    expect(await find('receivers', '凤起', 'rep')).toEqual([])
    expect(await find('stores', '')).toEqual(expect.arrayContaining(['凤起路店']))
    expect(await find('stores', '凤起', 'areaManager')).toEqual(['凤起路店'])
    expect(await find('stores', '凤起', 'southManager')).toEqual([])
    expect(await find('stores', '凤起', 'director')).toEqual(['凤起路店'])
    // A rep's customers stay in their stores.
    expect(await find('stores', '', 'rep')).toEqual([])
    expect((await get('/api/transfers/stores', 'finance')).status).toBe(403)
    expect((await get(`/api/transfers/stores?q=${'长'.repeat(61)}`)).status).toBe(400)
  })

  test("a leaver's customers wait for their superior, who is asked until they are handed over", async () => {
    const { customers, staff } = web.world
    const taskId = await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
    const left = await post(`/api/staff/${staff.rep}/leave`, { version: 1 }, 'admin')
    expect((await get('/api/todos')).body.items).toMatchObject([
      { kind: 'leaver', text: '李雷离职，2 位客户、1 个任务待移交' },
    ])
    expect((await get('/api/transfers/leavers')).body.items).toMatchObject([
      { staff: { name: '李雷' }, customers: 2, tasks: 1 },
    ])
    expect((await get('/api/transfers/leavers', 'southManager')).body.items).toEqual([])
    expect((await get('/api/transfers/leavers', 'otherRep')).status).toBe(403)
    // A mistake is taken back, and nobody is asked any more.
    await post(`/api/undo/${left.body.undo.id}`, {}, 'admin')
    expect((await get('/api/todos')).body.items).toEqual([])
    await post(`/api/staff/${staff.rep}/leave`, { version: 3 }, 'admin')
    expect((await get('/api/todos')).body.items).toHaveLength(1)
    const done = await post('/api/transfers', { fromOwnerId: staff.rep, toOwnerId: staff.otherRep })
    expect(done.body).toMatchObject({ count: 2, tasks: 1, more: false })
    expect((await get('/api/tasks', 'otherRep')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      taskId,
    ])
    expect((await get('/api/todos')).body.items).toEqual([])
    expect((await get('/api/transfers/leavers')).body.items).toEqual([])
    await post(`/api/undo/${done.body.undo.id}`)
    expect((await get('/api/todos')).body.items).toHaveLength(1)
    expect((await get(`/api/customers/${customers.mine}/card`)).body.owner).toMatchObject({ name: '李雷' })
  })
})
