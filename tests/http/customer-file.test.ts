import { Rejection } from '../../server/orders/tables'
import { newId } from '../../server/platform/ids'
import { onEveryEngine } from '../support/engines'
import { outOfPlace } from '../support/out-of-place'
import { withTemplate } from '../support/template'
import { type CallOptions, startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

onEveryEngine('the customer file', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })
  // On whatever way a customer's place or names changed.
  afterEach(async () => expect(await outOfPlace(web.database)).toEqual([]))

  const make = (body: object, options: CallOptions = { as: 'rep' }) =>
    web.call('POST', '/api/customers', { ...options, body: { sourceId: 'src_referral', ...body } })
  const edit = (id: string, body: object, options: CallOptions = { as: 'rep' }) =>
    web.call('POST', `/api/customers/${id}/file`, { ...options, body })
  const file = async (id: string, as: CallOptions['as'] = 'rep') =>
    (await web.call('GET', `/api/customers/${id}/file`, { as })).body
  const code = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]
  const found = async (q: string) =>
    (await web.call('GET', `/api/customers?q=${encodeURIComponent(q)}`, { as: 'rep' })).body.items.map(
      ({ name }: { name: string }) => name,
    )

  test('a customer is made with all that is known of it, and found by each of its names', async () => {
    const { status, body } = await make({
      name: '小红超市',
      address: '文三路 1 号',
      tags: ['早市', '早市', '连锁'],
      aliases: [
        { kind: 'name', value: '红姐家' },
        { kind: 'external', value: 'wmExt01' },
        { kind: 'phone', value: '138 0000 7777' },
      ],
      contacts: [{ name: '刘姐', phone: '13900008888' }],
      fields: { fld_cold_chain: '冷柜', fld_delivery_time: '早上 6 点前', fld_rivals: '无' },
    })
    expect(status).toBe(200)
    expect(body.customer).toMatchObject({
      name: '小红超市',
      owner: { name: '李雷' },
      store: { name: '文三路店' },
      stage: { name: '初步接触' },
      source: { id: 'src_referral', name: '老客转介' },
      firstSource: { name: '老客转介' },
      tags: ['早市', '连锁'],
      contacts: [{ name: '刘姐', phone: '13900008888' }],
      version: 1,
    })
    const byName = Object.fromEntries(
      body.customer.fields.map((field: { name: string; text: string }) => [field.name, field.text]),
    )
    expect(byName).toEqual({
      配送时效要求: '早上 6 点前',
      冷链存储条件: '冷柜',
      周边竞品陈列情况: '无',
      历史采购频次: null,
      最近一次拒收原因: null,
      推荐人: null,
    })
    for (const q of ['红姐家', 'wmExt01', '7777', '8888', '刘姐', 'hjj'])
      expect(await found(q)).toEqual(['小红超市'])
    await web.call('POST', `/api/undo/${body.undo.id}`, { as: 'rep' })
    expect(await found('红姐家')).toEqual([])
    // The id it had elsewhere is free again.
    expect((await make({ name: '小红', aliases: [{ kind: 'external', value: 'wmExt01' }] })).status).toBe(200)
  })

  test('what is missing or wrong is refused, each thing with its sentence', async () => {
    expect(code(await make({ name: '…' }))).toEqual([400, 'name_needed'])
    expect(code(await make({ name: '小红', sourceId: 'src_nowhere' }))).toEqual([400, 'field_missing'])
    const wrong = await make({
      name: '小红',
      fields: { fld_cold_chain: '冰箱', fld_order_frequency: '3' },
    })
    expect(code(wrong)).toEqual([400, 'field_wrong'])
    expect(wrong.body.error.fields).toEqual({
      'fields.fld_cold_chain': '「冷链存储条件」请从这几项里选：无、冷柜、冷库。',
      'fields.fld_order_frequency': '「历史采购频次」由系统算出来，不用填。',
    })
    expect(code(await make({ name: '小红', contacts: [{ name: '刘姐', phone: '电话' }] }))).toEqual([
      400,
      'phone_wrong',
    ])
    expect(code(await make({ name: '小红' }, { as: 'finance' }))).toEqual([403, 'not_allowed'])
    expect(await found('小红')).toEqual([])
  })

  test('an external or old id names one customer; a phone may be shared', async () => {
    const aliases = [
      { kind: 'oldId', value: 'K-77' },
      { kind: 'phone', value: '13800007777' },
    ]
    expect((await make({ name: '甲', aliases })).status).toBe(200)
    const taken = await make({ name: '乙', aliases: [aliases[0]!] })
    expect(code(taken)).toEqual([409, 'alias_taken'])
    expect(taken.body.error.message).toBe('编号「K-77」已经是客户「甲」的了。')
    // Whose it is, is told only to who may see it.
    const elsewhere = await make({ name: '丙', aliases: [aliases[0]!] }, { as: 'eastRep' })
    expect(elsewhere.body.error.message).toBe('编号「K-77」已经是别的客户的了。')
    expect((await make({ name: '丁', aliases: [aliases[1]!] })).status).toBe(200)
  })

  test('whose it is and of which store stays within reach', async () => {
    const { staff, stores } = web.world
    const manager = await make({ name: '戊', ownerId: staff.eastRep }, { as: 'storeManager' })
    expect(manager.body.customer).toMatchObject({ owner: { name: '赵东' }, store: { name: '凤起路店' } })
    expect(code(await make({ name: '己', storeId: stores.south }, { as: 'storeManager' }))).toEqual([
      400,
      'store_unknown',
    ])
    expect(code(await make({ name: '己', ownerId: staff.otherRep }))).toEqual([400, 'owner_unknown'])
    expect(code(await make({ name: '己', ownerId: staff.leaver }, { as: 'director' }))).toEqual([
      400,
      'owner_unknown',
    ])
    expect(code(await make({ name: '己' }, { as: 'director' }))).toEqual([409, 'no_store'])
    expect(
      (await make({ name: '己', storeId: stores.south }, { as: 'director' })).body.customer.owner,
    ).toBeNull()
  })

  test('a customer that is our own store says which; one that is not there is refused', async () => {
    const { stores } = web.world
    const make = (ownStoreId: string) =>
      web.call('POST', '/api/customers', {
        as: 'rep',
        body: { name: '凤起路店（加盟）', sourceId: 'src_referral', ownStoreId },
      })
    const { customer } = (await make(stores.east)).body
    expect(customer.ownStore).toMatchObject({ id: stores.east })
    const edit = (version: number, ownStoreId: string | null) =>
      web.call('POST', `/api/customers/${customer.id}/file`, { as: 'rep', body: { version, ownStoreId } })
    const changed = await edit(1, null)
    expect(changed.body.customer.ownStore).toBeNull()
    await web.call('POST', `/api/undo/${changed.body.undo.id}`, { as: 'rep', body: {} })
    const file = (await web.call('GET', `/api/customers/${customer.id}/file`, { as: 'rep' })).body
    expect(file.ownStore).toMatchObject({ id: stores.east })
    for (const refused of [await make('sto_none'), await make(web.elsewhere.stores.west)])
      expect([refused.status, refused.body.error.code]).toEqual([400, 'store_unknown'])
  })

  test('a change is found at once, and taken back whole', async () => {
    const { mine } = web.world.customers
    const before = await file(mine)
    const changed = await edit(mine, {
      version: before.version,
      name: '优鲜达总店',
      address: '文三路 2 号',
      tags: ['大客户'],
      aliases: [{ kind: 'wechat', value: '小优' }],
      contacts: [{ id: before.contacts[0].id, name: '张总', phone: '13900001234' }, { name: '阿强' }],
      fields: { fld_cold_chain: '冷库' },
    })
    expect(changed.body.customer).toMatchObject({ name: '优鲜达总店', tags: ['大客户'], version: 2 })
    expect(changed.body.customer.contacts.map(({ name }: { name: string }) => name)).toEqual(['张总', '阿强'])
    for (const q of ['总店', '小优', '张总', '1234', '阿强']) expect(await found(q)).toEqual(['优鲜达总店'])
    expect(await found('一店')).toEqual([])
    const unlinked = await edit(mine, { version: 2, contacts: [] })
    expect(unlinked.body.customer.contacts).toEqual([])
    expect(await found('张总')).toEqual([])
    await web.call('POST', `/api/undo/${unlinked.body.undo.id}`, { as: 'rep' })
    expect(await found('张总')).toEqual(['优鲜达总店'])
    // Changed since: the older one can no longer be taken back.
    expect(code(await web.call('POST', `/api/undo/${changed.body.undo.id}`, { as: 'rep' }))).toEqual([
      409,
      'acted_on',
    ])
  })

  test('who comes too late is shown what stands now; nothing is lost', async () => {
    const { mine } = web.world.customers
    await edit(mine, { version: 1, name: '先到' })
    const late = await edit(mine, { version: 1, name: '后到' })
    expect(code(late)).toEqual([409, 'changed_meanwhile'])
    expect(late.body.error.current).toMatchObject({ name: '先到', version: 2 })
    expect(code(await edit(mine, { name: '没说版本' }))).toEqual([400, 'invalid_input'])
  })

  test('somebody else’s customer is not there; who only looks changes nothing', async () => {
    const { colleagues, mine } = web.world.customers
    expect((await web.call('GET', `/api/customers/${colleagues}/file`, { as: 'rep' })).status).toBe(404)
    expect((await edit(colleagues, { version: 1, name: '我的了' })).status).toBe(404)
    expect(code(await edit(mine, { version: 1, name: '财务改' }, { as: 'finance' }))).toEqual([
      403,
      'not_allowed',
    ])
    expect((await file(mine, 'finance')).actions).toEqual([])
    expect(code(await edit(mine, { version: 1, contacts: [{ id: 'con_other', name: '别家的' }] }))).toEqual([
      400,
      'contact_unknown',
    ])
  })

  test('the first source is kept; a change has its reason and is audited', async () => {
    const { customer } = (await make({ name: '小红' })).body
    const change = (body: object) =>
      web.call('POST', `/api/customers/${customer.id}/source`, { as: 'rep', body })
    expect(code(await change({ version: 1, sourceId: 'src_douyin', reason: ' ' }))).toEqual([
      400,
      'invalid_input',
    ])
    expect(code(await change({ version: 1, sourceId: 'src_referral', reason: '一样' }))).toEqual([
      409,
      'same_source',
    ])
    const { body } = await change({ version: 1, sourceId: 'src_douyin', reason: '客户说是刷抖音来的' })
    expect(body.customer).toMatchObject({
      source: { name: '抖音团购引流' },
      firstSource: { name: '老客转介' },
      sourceChanges: [
        { reason: '客户说是刷抖音来的', actor: { name: '李雷' }, at: '2026-03-04T01:30:00.000Z' },
      ],
    })
    await web.call('POST', `/api/undo/${body.undo.id}`, { as: 'rep' })
    const after = await file(customer.id)
    expect(after.source.name).toBe('老客转介')
    expect(after.sourceChanges).toHaveLength(2)
    const audits = await web.database.read((reader) =>
      reader.rows("select action from audit where subject_id = ? and action = 'customer.source'", [
        customer.id,
      ]),
    )
    expect(audits).toHaveLength(2)
  })

  test('a referrer is a customer within reach; not itself, not in a ring', async () => {
    const { mine, second, colleagues } = web.world.customers
    const refer = (from: string, to: string, version: number) =>
      edit(from, { version, fields: { fld_referrer: to } })
    expect(code(await refer(mine, mine, 1))).toEqual([400, 'reference_to_self'])
    expect(code(await refer(mine, colleagues, 1))).toEqual([400, 'reference_unknown'])
    expect(code(await refer(mine, web.elsewhere.customers.mine, 1))).toEqual([400, 'reference_unknown'])
    const referred = await refer(mine, second, 1)
    expect(referred.body.customer.fields.at(-1)).toMatchObject({ value: second, text: '好邻居超市' })
    const third = (await make({ name: '小红', fields: { fld_referrer: mine } })).body.customer
    const ring = await refer(second, third.id, 1)
    expect(code(ring)).toEqual([400, 'reference_cycle'])
    expect(ring.body.error.message).toBe(
      '「推荐人」绕成了一圈：好邻居超市 → 小红 → 优鲜达一店 → 好邻居超市。请改其中一家的。',
    )
    expect((await refer(second, '无', 1)).status).toBe(200)
  })

  test('the last refusal fills its field by itself', async () => {
    const { mine } = web.world.customers
    await web.database.transaction((tx) =>
      tx.insert(Rejection, {
        orgId: web.world.orgId,
        id: newId('rej'),
        customerId: mine,
        ownerId: web.world.staff.rep,
        productId: null,
        productName: '车厘子',
        category: null,
        quantityMilli: 3000,
        unit: '箱',
        reason: '个头太小',
        rejectedAt: new Date('2026-03-01T02:00:00.000Z'),
        touchpointId: 'tch_x',
      }),
    )
    const field = (await file(mine)).fields.find(({ name }: { name: string }) => name === '最近一次拒收原因')
    expect(field).toMatchObject({ computed: true, text: '个头太小（车厘子，2026-03-01）', lacking: false })
  })
})
