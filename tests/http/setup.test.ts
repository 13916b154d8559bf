import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

type Body = Record<string, unknown>

onEveryEngine('setting an organisation up', (openEmpty) => {
  let web: TestWeb
  beforeAll(async () => {
    web = await startWeb(await openEmpty())
  }, 60_000)
  // On whatever way a customer's place or names changed.
  afterEach(async () => expect(await outOfPlace(web.database)).toEqual([]))

  const post = (path: string, body: Body = {}, as: 'admin' | 'hq' | 'rep' = 'admin') =>
    web.call('POST', path, { as, body })
  const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [
    status,
    body.error?.code,
  ]
  const person = (more: Body = {}) => ({
    name: '新人',
    role: 'rep',
    storeIds: [web.world.stores.west],
    ...more,
  })

  test('the checklist says what is there and what comes next; only to the admin', async () => {
    const { status, body } = await web.call('GET', '/api/setup', { as: 'admin' })
    expect(status).toBe(200)
    expect(body.complete).toBe(false)
    expect(body.address).toBe('https://shunliu.example')
    const token = await web.signIn('admin', web.elsewhere)
    const further = (await web.call('GET', '/api/setup', { token })).body
    expect(further.address).toBe(`https://shunliu.example/m/?org=${web.elsewhere.orgId}`)
    expect(body.steps.map(({ code, state }: Body) => [code, state])).toEqual([
      ['template', 'next'],
      ['stores', 'done'],
      ['people', 'done'],
      ['customers', 'done'],
      ['invite', 'open'],
    ])
    expect(body.steps[1].text).toBe('2 个区域，3 家门店')
    for (const as of ['rep', 'hq', 'director'] as const)
      expect((await web.call('GET', '/api/setup', { as })).status).toBe(403)
  })

  test('邀请 is ticked once everybody has logged in or has a code; that some wait keeps nobody from using it', async () => {
    const fresh = await startWeb(await openEmpty())
    const setup = async () => (await fresh.call('GET', '/api/setup', { as: 'admin' })).body
    const invite = async () => (await setup()).steps.find(({ code }: Body) => code === 'invite')
    expect(await invite()).toMatchObject({ state: 'open', text: '还没有同事登录过，发登录码给他们' })
    const { leaver: _, ...here } = fresh.world.staff
    const codeFor = (staffId: string) =>
      fresh.call('POST', `/api/staff/${staffId}/login-code`, { as: 'admin' })
    await codeFor(here.rep)
    await codeFor(here.otherRep)
    expect(await invite()).toMatchObject({ text: '2 / 10 位登录过，或者发了登录码' })
    expect((await invite()).state).not.toBe('done')
    for (const staffId of Object.values(here)) await codeFor(staffId)
    expect(await invite()).toMatchObject({ state: 'done', text: '10 位都登录过，或者发了登录码' })
  })

  test('a region: add, rename, close, and back; not twice by one name', async () => {
    const { body } = await post('/api/regions', { name: ' 宁波 ' })
    const { region } = body
    expect(region).toEqual({ id: expect.stringMatching(/^reg_/), name: '宁波', stores: 0, version: 1 })
    expect(codeOf(await post('/api/regions', { name: '宁波' }))).toEqual([409, 'name_taken'])
    const path = `/api/regions/${region.id}`
    const renamed = await post(path, { name: '甬城', version: 1 })
    expect(renamed.body.region.name).toBe('甬城')
    expect(codeOf(await post(path, { name: '又', version: 1 }))).toEqual([409, 'changed_meanwhile'])
    await post(`/api/undo/${renamed.body.undo.id}`)
    const { items } = (await web.call('GET', '/api/regions', { as: 'hq' })).body
    expect(items.map(({ name }: Body) => name)).toEqual(['宁波', '杭州北', '杭州南'])
    const { version } = items[0]
    expect((await post(`${path}/close`, { version })).status).toBe(200)
    expect((await post(path, { name: 'x', version: version + 1 })).status).toBe(404)
    const busy = await post(`/api/regions/${web.world.regions.north}/close`, { version: 1 })
    expect([busy.status, busy.body.error.message]).toEqual([
      409,
      '这个区域还有 2 家门店，先把门店移走或关掉。',
    ])
  })

  test('a store: its customers go with it to another region, and back', async () => {
    const { stores, regions } = web.world
    const body = { name: '滨江店', kind: 'franchise', regionId: regions.north, version: 1 }
    const moved = await post(`/api/stores/${stores.south}`, body)
    expect(moved.body.store).toMatchObject({ kind: 'franchise', region: { name: '杭州北' }, version: 2 })
    const seen = async () =>
      (await web.call('GET', '/api/customers?q=滨江水果', { as: 'areaManager' })).body.items.length
    expect(await seen()).toBe(1)
    await post(`/api/undo/${moved.body.undo.id}`)
    expect(await seen()).toBe(0)
    const taken = { name: '文三路店', kind: 'direct', regionId: regions.north }
    expect(codeOf(await post('/api/stores', taken))).toEqual([409, 'name_taken'])
    expect(codeOf(await post('/api/stores', { ...taken, name: 'x', regionId: 'reg_no' }))).toEqual([
      400,
      'region_unknown',
    ])
    expect(codeOf(await post('/api/stores', { ...taken, name: '', kind: 'kiosk' }))).toEqual([
      400,
      'invalid_input',
    ])
    expect(codeOf(await post(`/api/stores/${stores.west}/close`, { version: 1 }))).toEqual([
      409,
      'store_has_customers',
    ])
    const { store } = (await post('/api/stores', { ...taken, name: '新店' })).body
    expect((await post(`/api/stores/${store.id}/close`, { version: 1 })).status).toBe(200)
    const names = (await web.call('GET', '/api/stores', { as: 'admin' })).body.items
    expect(names.map(({ name }: Body) => name)).toEqual(['凤起路店', '文三路店', '滨江店'])
    expect(names[0].managers).toEqual([{ id: web.world.staff.storeManager, name: '周敏' }])
  })

  test('a person: added with stores and a WeCom account, found by it, changed and taken back', async () => {
    const { staff, stores } = web.world
    const added = await post(
      '/api/staff',
      person({
        name: '林晓',
        phone: '139 0000 1111',
        wecomUserId: 'linxiao',
        superiorId: staff.storeManager,
      }),
    )
    expect(added.status).toBe(200)
    expect(added.body.staff).toMatchObject({
      name: '林晓',
      phone: '13900001111',
      wecomUserId: 'linxiao',
      superior: { name: '周敏' },
      stores: [{ name: '文三路店' }],
      customers: 0,
    })
    const path = `/api/staff/${added.body.staff.id}`
    const changed = await post(path, person({ name: '林晓', storeIds: [stores.east], version: 1 }))
    expect(changed.body.staff).toMatchObject({
      stores: [{ name: '凤起路店' }],
      wecomUserId: null,
      version: 2,
    })
    await post(`/api/undo/${changed.body.undo.id}`)
    const { body } = await web.call('GET', path, { as: 'admin' })
    expect(body.staff).toMatchObject({ stores: [{ name: '文三路店' }], wecomUserId: 'linxiao' })
    expect((await web.call('GET', path, { as: 'hq' })).status).toBe(403)
    expect((await post(`/api/undo/${added.body.undo.id}`)).status).toBe(200)
    expect((await web.call('GET', path, { as: 'admin' })).status).toBe(404)
  })

  test('bad people are refused, each with its reason', async () => {
    const { staff } = web.world
    const refusal = async (more: Body) => codeOf(await post('/api/staff', person(more)))
    expect(await refusal({ storeIds: [] })).toEqual([400, 'stores_needed'])
    expect(await refusal({ storeIds: [web.elsewhere.stores.west] })).toEqual([400, 'stores_unknown'])
    expect(await refusal({ role: 'areaManager' })).toEqual([400, 'regions_needed'])
    expect(await refusal({ phone: '12ab' })).toEqual([400, 'phone_wrong'])
    expect(await refusal({ phone: '13800000000' })).toEqual([409, 'phone_taken'])
    expect(await refusal({ email: 'x@' })).toEqual([400, 'email_wrong'])
    expect(await refusal({ superiorId: web.elsewhere.staff.director })).toEqual([400, 'superior_unknown'])
    expect(await refusal({ superiorId: staff.leaver })).toEqual([400, 'superior_unknown'])
    expect(await refusal({ role: 'king' })).toEqual([400, 'invalid_input'])
    const ring = await post(`/api/staff/${staff.director}`, {
      name: '钱总',
      role: 'director',
      superiorId: staff.director,
      version: 1,
    })
    expect(codeOf(ring)).toEqual([400, 'superior_unknown'])
    const self = { name: '王芳', role: 'hq', version: 1 }
    expect(codeOf(await post(`/api/staff/${staff.admin}`, self))).toEqual([409, 'own_role'])
    expect(codeOf(await post(`/api/staff/${staff.admin}/leave`, { version: 1 }))).toEqual([409, 'own_leave'])
    for (const path of ['/api/regions', '/api/stores', '/api/staff'])
      expect((await post(path, {}, 'hq')).status).toBe(400)
    expect((await post('/api/regions', { name: '总部建' }, 'hq')).status).toBe(403)
    expect((await post('/api/staff', person(), 'hq')).status).toBe(403)
    const foreign = `/api/staff/${web.elsewhere.staff.rep}`
    expect((await post(foreign, person({ version: 1 }))).status).toBe(404)
    expect((await post(`${foreign}/leave`, { version: 1 })).status).toBe(404)
  })

  test("a leaver's sessions end at once, and a mistake is taken back", async () => {
    const { staff } = web.world
    const token = await web.signIn('otherRep')
    expect((await web.call('GET', '/api/session', { token })).status).toBe(200)
    const left = await post(`/api/staff/${staff.otherRep}/leave`, { version: 1 })
    expect(left.body.staff).toMatchObject({ state: 'left', stores: [], customers: 1 })
    expect((await web.call('GET', '/api/session', { token })).status).toBe(401)
    expect(codeOf(await post(`/api/staff/${staff.otherRep}/leave`, { version: 2 }))).toEqual([
      409,
      'person_left',
    ])
    expect((await post(`/api/undo/${left.body.undo.id}`)).status).toBe(200)
    const { body } = await web.call('GET', `/api/staff/${staff.otherRep}`, { as: 'admin' })
    expect(body.staff).toMatchObject({ state: 'active', stores: [{ name: '文三路店' }] })
  })
})
