import { createJobs } from '../../server/jobs'
import { onEveryEngine } from '../support/engines'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('custom fields', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })

  const post = (path: string, body: object, as: PersonName = 'admin') => web.call('POST', path, { as, body })
  const names = async (as: PersonName = 'rep', query = '') =>
    (await web.call('GET', `/api/fields${query}`, { as })).body.items.map(
      ({ name }: { name: string }) => name,
    )
  const toComplete = async (as: PersonName, query = '') =>
    (await web.call('GET', `/api/customers/to-complete${query}`, { as })).body
  const lackingOf = async (as: PersonName) =>
    Object.fromEntries(
      (await toComplete(as)).items.map((item: { name: string; lacking: { name: string }[] }) => [
        item.name,
        item.lacking.map(({ name }) => name),
      ]),
    )
  const errorOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]

  test('an admin adds, renames, orders and takes out of use; the others see it, and may not', async () => {
    const made = await post('/api/fields', { name: '店面面积', type: 'number', required: 'no' })
    expect(made.status).toBe(200)
    const { field } = made.body
    expect((await names()).at(-1)).toBe('店面面积')
    const renamed = await post(`/api/fields/${field.id}`, { version: 1, name: '面积平米' })
    expect(renamed.body.field).toMatchObject({ name: '面积平米', version: 2 })
    const ids = (await web.call('GET', '/api/fields', { as: 'admin' })).body.items.map(
      ({ id }: { id: string }) => id,
    )
    const ordered = await post('/api/fields/order', { ids: ids.toReversed() })
    expect((await names())[0]).toBe('面积平米')
    await web.call('POST', `/api/undo/${ordered.body.undo.id}`, { as: 'admin' })
    expect((await names()).at(-1)).toBe('面积平米')
    const retired = await post(`/api/fields/${field.id}/retire`, { version: 3 })
    expect(retired.status).toBe(200)
    expect(await names()).not.toContain('面积平米')
    expect(await names('admin', '?all=true')).toContain('面积平米')
    expect(await names('rep', '?all=true')).not.toContain('面积平米')
    await web.call('POST', `/api/undo/${retired.body.undo.id}`, { as: 'admin' })
    expect(await names()).toContain('面积平米')
    const byRep = await post('/api/fields', { name: '我的字段', type: 'text', required: 'no' }, 'rep')
    expect(errorOf(byRep)).toEqual([403, 'not_allowed'])
  })

  test('what cannot be is refused', async () => {
    const add = (body: object) => post('/api/fields', { required: 'no', type: 'text', ...body })
    expect(errorOf(await add({ name: '推 荐人' }))).toEqual([409, 'name_taken'])
    expect(errorOf(await add({ name: '等级', type: 'choice' }))).toEqual([400, 'choices_needed'])
    expect(errorOf(await add({ name: '颜色', type: 'colour' }))).toEqual([400, 'invalid_input'])
    expect(errorOf(await post('/api/fields/fld_referrer', { version: 9, name: '介绍人' }))).toEqual([
      409,
      'changed_meanwhile',
    ])
    expect(errorOf(await post('/api/fields/fld_nowhere', { version: 1, name: '介绍人' }))).toEqual([
      404,
      'field_not_found',
    ])
    expect(errorOf(await post('/api/fields/order', { ids: ['fld_referrer'] }))).toEqual([
      409,
      'fields_changed',
    ])
    const computed = await post('/api/fields/fld_order_frequency', { version: 1, required: 'creation' })
    expect(errorOf(computed)).toEqual([400, 'field_computed'])
  })

  test('required at creation holds for new ones; older ones are listed to complete, never broken', async () => {
    await post('/api/fields/fld_delivery_time', { version: 1, required: 'creation' })
    const body = { name: '小红超市', sourceId: 'src_referral' }
    const refused = await post('/api/customers', body, 'rep')
    expect(errorOf(refused)).toEqual([400, 'field_missing'])
    expect(refused.body.error.fields).toEqual({
      'fields.fld_delivery_time': '「配送时效要求」必填，没有就填「无」。',
    })
    const made = await post('/api/customers', { ...body, fields: { fld_delivery_time: '无' } }, 'rep')
    expect(made.status).toBe(200)
    // 冷链存储条件 is to be completed later in the template.
    expect(await lackingOf('rep')).toEqual({
      优鲜达一店: ['配送时效要求', '冷链存储条件'],
      好邻居超市: ['配送时效要求', '冷链存储条件'],
      小红超市: ['冷链存储条件'],
    })
    const { mine } = web.world.customers
    const other = await post(`/api/customers/${mine}/file`, { version: 1, tags: ['老店'] }, 'rep')
    expect(other.status).toBe(200)
    const fields = { fld_delivery_time: '上午', fld_cold_chain: '无' }
    await post(`/api/customers/${mine}/file`, { version: 2, fields }, 'rep')
    expect(Object.keys(await lackingOf('rep'))).toEqual(['小红超市', '好邻居超市'])
    const emptied = await post(
      `/api/customers/${mine}/file`,
      { version: 3, fields: { fld_delivery_time: '' } },
      'rep',
    )
    expect(errorOf(emptied)).toEqual([400, 'field_missing'])
    expect(emptied.body.error.message).toContain('不能清空')
  })

  test('a field taken out of use while a form is open: the submit says so, and nothing is written', async () => {
    await post('/api/fields/fld_rivals/retire', { version: 1 })
    const fields = { fld_rivals: '对面两家', fld_cold_chain: '冷柜' }
    const made = await post('/api/customers', { name: '小红', sourceId: 'src_referral', fields }, 'rep')
    expect(errorOf(made)).toEqual([409, 'fields_changed'])
    expect(made.body.error.message).toContain('「周边竞品陈列情况」刚被管理员停用了')
    expect(made.body.error.fields).toHaveProperty(['fields.fld_rivals'])
    const { mine } = web.world.customers
    const edited = await post(`/api/customers/${mine}/file`, { version: 1, fields }, 'rep')
    expect(errorOf(edited)).toEqual([409, 'fields_changed'])
  })

  test('the list to complete is scoped, follows the fields both ways, and pages', async () => {
    await post('/api/fields/fld_rivals', { version: 1, required: 'later' })
    const who = async (as: PersonName) => Object.keys(await lackingOf(as)).toSorted()
    expect(await who('rep')).toEqual(['优鲜达一店', '好邻居超市'])
    expect(await who('southManager')).toEqual(['滨江水果'])
    expect(await who('storeManager')).toHaveLength(4)
    expect(await who('director')).toHaveLength(5)
    expect((await toComplete('director')).checking).toBe(false)
    await post('/api/fields/fld_rivals', { version: 2, required: 'no' })
    await post('/api/fields/fld_cold_chain/retire', { version: 1 })
    expect(await who('director')).toEqual([])
    expect((await web.call('GET', '/api/customers/to-complete')).status).toBe(401)
    expect((await web.call('GET', '/api/customers/to-complete?cursor=x', { as: 'rep' })).status).toBe(400)
  })

  test('what a request leaves to do, the job does', async () => {
    const { database, clock, files, world } = web
    await database.transaction((tx) =>
      tx.run("update customer_field set required = 'later' where org_id = ? and id = 'fld_rivals'", [
        world.orgId,
      ]),
    )
    await database.transaction((tx) =>
      tx.run('insert into setting (org_id, name, value) values (?, ?, ?)', [
        world.orgId,
        'customers.recheck.run_1',
        '{"after":""}',
      ]),
    )
    expect((await toComplete('director')).checking).toBe(true)
    const job = createJobs({ database, clock, files }).find(({ name }) => name === 'customers-recheck')!
    const context = {
      timezone: 'Asia/Shanghai',
      period: '',
      at: clock.now(),
      signal: AbortSignal.timeout(9_000),
    }
    await job.run({ orgId: world.orgId, ...context })
    const { items, checking } = await toComplete('director')
    expect([items.length, checking]).toEqual([5, false])
  })
})
