import { moveCustomersOfStore } from '../../server/customers/customers-of-store'
import { customerTables } from '../../server/customers/merges/customer-tables'
import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'
import { withTemplate } from '../support/template'
import { type CallOptions, startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { happened, planned } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('duplicates and merges', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })
  // On whatever way a customer's place or names changed.
  afterEach(async () => expect(await outOfPlace(web.database)).toEqual([]))

  const make = async (body: object, as: CallOptions['as'] = 'rep') =>
    (await web.call('POST', '/api/customers', { as, body: { sourceId: 'src_referral', ...body } })).body
  const post = (path: string, body: object = {}, as: CallOptions['as'] = 'rep') =>
    web.call('POST', path, { as, body })
  const get = (path: string, as: CallOptions['as'] = 'rep') => web.call('GET', path, { as })
  const code = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]
  const pair = async () => {
    const first = await make({
      name: '小红超市',
      contacts: [{ name: '刘姐', phone: '13900008888' }],
      fields: { fld_cold_chain: '冷柜', fld_delivery_time: '早上 6 点' },
      tags: ['早市'],
    })
    const second = await make({
      name: '小红生鲜',
      address: '文三路 1 号',
      contacts: [{ name: '刘老板', phone: '13900008888' }],
      aliases: [{ kind: 'external', value: 'wmExt01' }],
      fields: { fld_cold_chain: '冷库', fld_rivals: '隔壁有一家' },
      tags: ['早市', '连锁'],
    })
    return { first: first.customer.id as string, second: second.customer.id as string, answer: second }
  }
  const mergeBody = (survivorId: string, mergedId: string, more: object = {}) => ({
    survivorId,
    mergedId,
    survivorVersion: 1,
    mergedVersion: 1,
    ...more,
  })

  test('who is made twice is told of, listed with the reason, and 不是同一家 is remembered', async () => {
    const { first, second, answer } = await pair()
    expect(answer.alike).toMatchObject([
      { customer: { id: first }, reason: { code: 'phone', text: '电话都是 13900008888' } },
    ])
    const { items } = (await get('/api/duplicates')).body
    expect(items).toMatchObject([{ reason: { code: 'phone' }, customers: [{ id: first }, { id: second }] }])
    expect((await get('/api/duplicates', 'otherRep')).body.items).toEqual([])
    expect((await get('/api/duplicates', 'storeManager')).body.items).toHaveLength(1)
    expect((await get('/api/duplicates?cursor=xx')).status).toBe(400)
    const [{ id }] = items
    expect(code(await post(`/api/duplicates/${id}/dismiss`, {}, 'otherRep'))).toEqual([
      404,
      'customer_not_found',
    ])
    expect(code(await post(`/api/duplicates/${id}/dismiss`, {}, 'finance'))).toEqual([403, 'not_allowed'])
    const dismissed = await post(`/api/duplicates/${id}/dismiss`)
    expect(dismissed.body).toMatchObject({ dismissed: true })
    expect(code(await post(`/api/duplicates/${id}/dismiss`))).toEqual([409, 'pair_decided'])
    expect((await get('/api/duplicates')).body.items).toEqual([])
    // Changed again, and still not the same.
    await post(`/api/customers/${second}/file`, { version: 1, name: '小红生鲜店' })
    expect((await get('/api/duplicates')).body.items).toEqual([])
    await post(`/api/undo/${dismissed.body.undo.id}`)
    expect((await get('/api/duplicates')).body.items).toHaveLength(1)
    await post(`/api/customers/${second}/file`, { version: 2, contacts: [] })
    expect((await get('/api/duplicates')).body.items).toEqual([])
  })

  test('before somebody is made it is said who they may be: by name, sound, phone and id; not whose others are', async () => {
    await pair()
    const alike = async (query: string, as: CallOptions['as'] = 'rep') =>
      (await get(`/api/duplicates/alike?${query}`, as)).body.items.map(
        (each: { reason: { code: string }; text: string }) => [each.reason.code, each.text],
      )
    const q = (name: string) => `name=${encodeURIComponent(name)}`
    expect(await alike(q('小红 超市'))).toEqual([
      ['name', expect.stringMatching(/^可能是已有的 小红超市（C-/)],
    ])
    expect(await alike(q('晓红超市'))).toEqual([['sound', expect.stringMatching(/小红超市/)]])
    expect(await alike(`${q('新店')}&phones=139 0000 8888`)).toHaveLength(2)
    expect(await alike(`${q('新店')}&ids=wmExt01`)).toEqual([['id', expect.stringMatching(/小红生鲜/)]])
    expect(await alike(q('从没有过'))).toEqual([])
    expect(await alike(q('小红超市'), 'otherRep')).toEqual([['name', '可能是别人名下已有的客户']])
    expect((await get('/api/duplicates/alike')).status).toBe(400)
  })

  test('a merge moves everything, keeps what was chosen, and the old id means the survivor for ever', async () => {
    const { first, second } = await pair()
    await post(`/api/customers/${second}/notes`, { text: '老板姓刘' })
    await web.database.transaction(async (tx) => {
      for (const table of ['task', 'touchpoint'])
        await tx.run(`update ${table} set customer_id = ? where org_id = ? and customer_id = ?`, [
          second,
          web.world.orgId,
          web.world.customers.mine,
        ])
    })
    const preview = await post('/api/merges/preview', { survivorId: first, mergedId: second })
    expect(preview.status).toBe(200)
    expect(preview.body.differences).toEqual([
      { key: 'name', name: '名称', survivor: '小红超市', merged: '小红生鲜', wins: 'survivor' },
      { key: 'address', name: '地址', survivor: null, merged: '文三路 1 号', wins: 'merged' },
      {
        key: 'fields.fld_cold_chain',
        name: '冷链存储条件',
        survivor: '冷柜',
        merged: '冷库',
        wins: 'survivor',
      },
      {
        key: 'fields.fld_rivals',
        name: '周边竞品陈列情况',
        survivor: null,
        merged: '隔壁有一家',
        wins: 'merged',
      },
    ])
    expect(preview.body.moves).toEqual(
      expect.arrayContaining([
        { kind: 'touchpoint', name: '动态', count: 1 },
        { kind: 'contact_customer', name: '联系人', count: 1 },
      ]),
    )
    const choices = { 'fields.fld_cold_chain': 'merged' }
    const merged = await post('/api/merges', mergeBody(first, second, { choices }))
    expect(merged.body).toMatchObject({ customer: { id: first, name: '小红超市' } })
    const file = (await get(`/api/customers/${second}/file`)).body
    expect(file).toMatchObject({ id: first, mergedInto: { id: first }, address: '文三路 1 号' })
    expect(file.tags).toEqual(['早市', '连锁'])
    expect(file.contacts.map(({ name }: { name: string }) => name).sort()).toEqual(['刘姐', '刘老板'].sort())
    expect(file.aliases.map(({ value }: { value: string }) => value)).toEqual(
      expect.arrayContaining(['小红生鲜', 'wmExt01']),
    )
    expect(file.fields.find(({ id }: { id: string }) => id === 'fld_cold_chain')).toMatchObject({
      value: '冷库',
    })
    expect((await get(`/api/customers/${second}/card`)).body).toMatchObject({ mergedInto: { id: first } })
    expect((await get(`/api/customers/${second}/timeline`)).body.items).toHaveLength(1)
    expect((await post(`/api/customers/${second}/notes`, { text: '旧号也行' })).status).toBe(200)
    const found = (await get(`/api/customers?q=${encodeURIComponent('小红生鲜')}`)).body.items
    expect(found.map(({ id }: { id: string }) => id)).toEqual([first])
    expect((await get('/api/duplicates')).body.items).toEqual([])
    expect((await get('/api/merges')).body.items).toMatchObject([{ survivor: { id: first }, undoneAt: null }])
    const undone = await post(`/api/merges/${merged.body.merge.id}/undo`)
    expect(undone.body).toMatchObject({ undone: true })
    expect((await get(`/api/customers/${second}/file`)).body).toMatchObject({ id: second, name: '小红生鲜' })
    expect((await get(`/api/customers/${first}/file`)).body).toMatchObject({ address: null, tags: ['早市'] })
    expect(code(await post(`/api/merges/${merged.body.merge.id}/undo`))).toEqual([409, 'already_undone'])
    expect((await get('/api/duplicates')).body.items).toHaveLength(1)
  })

  test('a merge is listed with who made it, for who made it, who leads them and on its customer', async () => {
    const { first, second } = await pair()
    const alike = async (id: string, as: CallOptions['as'] = 'rep') =>
      (await get(`/api/customers/${id}/alike`, as)).body
    expect(await alike(second)).toMatchObject({
      items: [{ customer: { id: first }, reason: { code: 'phone' } }],
      merges: 0,
    })
    const merged = await post('/api/merges', mergeBody(first, second))
    expect(await alike(second)).toEqual({ items: [], merges: 1 })
    const row = {
      staff: { name: '李雷' },
      survivor: { id: first },
      merged: { name: '小红生鲜' },
      undoneBy: null,
    }
    for (const as of ['rep', 'storeManager', 'areaManager', 'director'] as const)
      expect((await get('/api/merges', as)).body.items).toMatchObject([row])
    expect((await get('/api/merges', 'otherRep')).body.items).toEqual([])
    expect((await get(`/api/merges?customer=${second}`)).body.items).toMatchObject([row])
    expect(code(await get(`/api/merges?customer=${first}`, 'otherRep'))).toEqual([404, 'customer_not_found'])
    expect(code(await get(`/api/customers/${first}/alike`, 'otherRep'))).toEqual([404, 'customer_not_found'])
    expect((await get('/api/merges?cursor=xx')).status).toBe(400)
    // Long after the ten minutes of 撤销.
    web.clock.forward(86_400_000)
    expect((await post(`/api/merges/${merged.body.merge.id}/undo`, {}, 'storeManager')).status).toBe(200)
    expect((await get('/api/merges')).body.items).toMatchObject([{ undoneBy: { name: expect.any(String) } }])
    expect(await alike(first)).toMatchObject({ merges: 0 })
  })

  test('a merge that somebody else made is listed for who leads where the customer is now, and parted by them', async () => {
    const { customers, staff, stores, regions } = web.world
    const listed = async (as: CallOptions['as']) =>
      (await get('/api/merges', as)).body.items.map(
        ({ survivor }: { survivor: { id: string } }) => survivor.id,
      )
    const merged = await post('/api/merges', mergeBody(customers.east, customers.second), 'director')
    expect(merged.status).toBe(200)
    for (const as of ['eastRep', 'storeManager', 'areaManager', 'director'] as const)
      expect(await listed(as)).toEqual([customers.east])
    for (const as of ['rep', 'southManager'] as const) expect(await listed(as)).toEqual([])
    const parting = `/api/merges/${merged.body.merge.id}/undo`
    expect(code(await post(parting, {}, 'southManager'))).toEqual([404, 'merge_not_found'])
    expect(code(await post(parting, {}, 'finance'))).toEqual([403, 'not_allowed'])

    // Handed over: who owns it now sees it, who owned it before does not.
    const handed = await post(
      '/api/transfers',
      { customerIds: [customers.east], toOwnerId: staff.otherRep, toStoreId: stores.west },
      'director',
    )
    expect(handed.status).toBe(200)
    expect([await listed('otherRep'), await listed('eastRep')]).toEqual([[customers.east], []])
    // And when the store goes to another region, who leads that.
    const move = (regionId: string) =>
      web.database.transaction((tx) => moveCustomersOfStore(tx, web.world.orgId, stores.west, regionId))
    await move(regions.south)
    expect([await listed('southManager'), await listed('areaManager')]).toEqual([[customers.east], []])
    await move(regions.north)
    expect((await post(`/api/undo/${handed.body.undo.id}`, {}, 'director')).status).toBe(200)
    expect([await listed('otherRep'), await listed('eastRep')]).toEqual([[], [customers.east]])
    // Parted, it is still told that it was one; the leader may, who never made it.
    expect((await post(parting, {}, 'storeManager')).status).toBe(200)
    expect((await get('/api/merges', 'areaManager')).body.items).toMatchObject([
      { staff: { id: staff.director }, undoneBy: { id: staff.storeManager } },
    ])
  })

  test('who may not, what cannot be merged, and two at once', async () => {
    const { first, second } = await pair()
    const { customers, staff } = web.world
    expect(code(await post('/api/merges', mergeBody(first, first)))).toEqual([400, 'merge_self'])
    expect(code(await post('/api/merges', mergeBody(first, customers.colleagues)))).toEqual([
      404,
      'customer_not_found',
    ])
    expect(
      code(await post('/api/merges', mergeBody(first, web.elsewhere.customers.mine), 'director')),
    ).toEqual([404, 'customer_not_found'])
    expect(code(await post('/api/merges', mergeBody(first, second), 'finance'))).toEqual([403, 'not_allowed'])
    expect(code(await post('/api/merges', mergeBody(first, second, { mergedVersion: 7 })))).toEqual([
      409,
      'changed_meanwhile',
    ])
    const unknown = mergeBody(first, second, { choices: { 'fields.fld_x': 'merged' } })
    expect(code(await post('/api/merges', unknown))).toEqual([400, 'choice_unknown'])
    expect((await post('/api/merges', { survivorId: first })).status).toBe(400)
    const both = await Promise.all([
      post('/api/merges', mergeBody(first, second)),
      post('/api/merges', mergeBody(second, first), 'storeManager'),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(
      code(await post('/api/merges', mergeBody(second, first, { survivorVersion: 2, mergedVersion: 2 }))),
    ).toEqual([409, 'merged_already'])
    const done = both.find(({ status }) => status === 200)!
    expect(code(await post(`/api/merges/${done.body.merge.id}/undo`, {}, 'eastRep'))).toEqual([
      404,
      'merge_not_found',
    ])
    expect(staff.rep).toBeDefined()
  })

  test('what was written since on what moved is in the way, and named', async () => {
    const { world, database } = web
    const taskId = await planned(database, world, { customer: 'second', assignee: 'rep' })
    await happened(database, world, { customer: 'second', at: '2026-03-01T01:00:00.000Z' })
    const merged = await post('/api/merges', mergeBody(world.customers.mine, world.customers.second))
    expect(merged.status).toBe(200)
    // A new fact about the survivor itself is in nobody's way.
    await post(`/api/customers/${world.customers.mine}/notes`, { text: '新的一条' })
    await post(`/api/tasks/${taskId}/complete`, { remark: '送到' })
    await post(`/api/customers/${world.customers.mine}/file`, { version: 2, aliases: [] })
    const refused = await post(`/api/merges/${merged.body.merge.id}/undo`)
    expect(code(refused)).toEqual([409, 'merge_conflicts'])
    expect(refused.body.error.current.conflicts).toEqual([
      expect.stringMatching(/^任务 T-\d+ 之后有新进展$/),
      '有 1 条新动态说的是合并过来的事',
    ])
    // The same by the usual way back.
    expect(code(await post(`/api/undo/${merged.body.undo.id}`))).toEqual([409, 'merge_conflicts'])
  })

  test('of two open opportunities of one signal one goes on; a chain of merges is parted from its end', async () => {
    const { world, database } = web
    const { orgId, customers } = world
    const opportunity = (id: string, customerId: string) =>
      database.transaction((tx) =>
        tx.run(
          `insert into opportunity (org_id, id, customer_id, owner_id, store_id, region_id, signal_code, state, open_key, created_at, version)
           values (?, ?, ?, ?, ?, ?, '要样品', 'open', ?, ?, 1)`,
          [
            orgId,
            id,
            customerId,
            world.staff.rep,
            world.stores.west,
            world.regions.north,
            `${customerId}:要样品`,
            new Date('2026-03-01T00:00:00.000Z'),
          ],
        ),
      )
    await opportunity('opp_1', customers.mine)
    await opportunity('opp_2', customers.second)
    const preview = await post('/api/merges/preview', {
      survivorId: customers.mine,
      mergedId: customers.second,
    })
    expect(preview.body.notes).toContain('两边都有未结束的商机「要样品」：留下保留的那个，另一个算撤回')
    const one = await post('/api/merges', mergeBody(customers.mine, customers.second))
    expect((await get('/api/opportunities')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      'opp_1',
    ])
    const two = await post(
      '/api/merges',
      mergeBody(customers.colleagues, customers.mine, { mergedVersion: 2 }),
      'storeManager',
    )
    expect((await get(`/api/customers/${customers.second}/card`, 'storeManager')).body).toMatchObject({
      mergedInto: { id: customers.colleagues },
    })
    const refused = await post(`/api/merges/${one.body.merge.id}/undo`, {}, 'director')
    expect(refused.body.error.message).toMatch(/之后又被合并了，请先撤销那一次/)
    expect((await post(`/api/merges/${two.body.merge.id}/undo`, {}, 'storeManager')).status).toBe(200)
    expect((await get(`/api/customers/${customers.second}/card`)).body).toMatchObject({
      mergedInto: { id: customers.mine },
    })
    expect((await post(`/api/merges/${one.body.merge.id}/undo`)).status).toBe(200)
    expect((await get('/api/opportunities')).body.items).toHaveLength(2)
  })

  test('every table with a customer is in the one list of what a merge does with it', () => {
    const withCustomer = web.database.dataSource.entityMetadatas
      .filter(({ columns }) => columns.some(({ databaseName }) => databaseName === 'customer_id'))
      .map(({ tableName }) => tableName)
    expect(withCustomer.sort()).toEqual(Object.keys(customerTables).sort())
  })
})
