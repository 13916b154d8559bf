import { onEveryEngine } from '../support/engines'
import { withTemplate } from '../support/template'
import { type CallOptions, startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

interface Shown {
  id: string
  name: string
  inUse: boolean
  version: number
}

onEveryEngine('sources', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })

  const get = (path: string, as: CallOptions['as'] = 'admin') => web.call('GET', path, { as })
  const post = (path: string, body: object, as: CallOptions['as'] = 'admin') =>
    web.call('POST', path, { as, body })
  const code = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]
  const all = async (): Promise<Shown[]> => (await get('/api/sources?all=true')).body.items
  const names = (items: Shown[]) => items.map(({ name }) => name)
  const named = async (name: string) => (await all()).find((each) => each.name === name)!
  const make = (sourceId: string) => post('/api/customers', { name: `小红超市 ${sourceId}`, sourceId }, 'rep')

  test('an admin adds one at the end, renames and orders; each is audited and taken back', async () => {
    expect(names(await all())).toEqual(['社区地推', '老客转介', '抖音团购引流', '门店自然进店'])
    const added = await post('/api/sources', { name: ' 异业合作 ' })
    expect(added.body.source).toMatchObject({ name: '异业合作', inUse: true, version: 1 })
    const renamed = await post(`/api/sources/${added.body.source.id}`, { version: 1, name: '异业联盟' })
    expect(renamed.body.source).toMatchObject({ name: '异业联盟', version: 2 })
    const ids = (await all()).map(({ id }) => id)
    const ordered = await post('/api/sources/order', { ids: ids.toReversed() })
    expect(names(ordered.body.items)[0]).toBe('异业联盟')
    const { body } = await get('/api/customer-choices', 'rep')
    expect(names(body.sources)[0]).toBe('异业联盟')
    expect((await make(added.body.source.id)).status).toBe(200)
    await post(`/api/undo/${ordered.body.undo.id}`, {})
    expect((await all()).map(({ id }) => id)).toEqual(ids)
    const actions = await web.database.read((reader) =>
      reader.rows<{ action: string }>(
        "select action from audit where org_id = ? and subject_kind = 'source' order by id",
        [web.world.orgId],
      ),
    )
    expect(actions.map(({ action }) => action)).toEqual([
      'source.add',
      'source.rename',
      'source.order',
      'undo',
    ])
  })

  test('one out of use is chosen no more, and whoever came from there still did', async () => {
    const source = await named('社区地推')
    const customer = (await make(source.id)).body.customer
    const retired = await post(`/api/sources/${source.id}/retire`, { version: 1 })
    expect(retired.body.source).toMatchObject({ inUse: false, version: 2 })
    expect((await get(`/api/customers/${customer.id}/file`, 'rep')).body).toMatchObject({
      source: { name: '社区地推' },
      firstSource: { name: '社区地推' },
    })
    // A form that was open meanwhile.
    const late = await post('/api/customers', { name: '好邻居', sourceId: source.id }, 'rep')
    expect(code(late)).toEqual([409, 'fields_changed'])
    expect(late.body.error.fields.sourceId).toMatch(/「社区地推」刚被管理员停用了/)
    const other = (await make((await named('老客转介')).id)).body.customer
    const change = { version: 1, sourceId: source.id, reason: '问过了' }
    expect(code(await post(`/api/customers/${other.id}/source`, change, 'rep'))).toEqual([
      400,
      'source_needed',
    ])
    expect(names((await get('/api/sources', 'rep')).body.items)).not.toContain('社区地推')
    await post(`/api/undo/${retired.body.undo.id}`, {})
    expect((await post(`/api/customers/${other.id}/source`, change, 'rep')).status).toBe(200)
  })

  test('one always stays in use, also when what was done is taken back', async () => {
    const added = await post('/api/sources', { name: '异业合作' })
    const [last, ...others] = (await all()).toReversed()
    for (const { id, version } of others)
      expect((await post(`/api/sources/${id}/retire`, { version })).status).toBe(200)
    expect(code(await post(`/api/sources/${last!.id}/retire`, { version: 1 }))).toEqual([409, 'last_source'])
    expect(code(await post(`/api/undo/${added.body.undo.id}`, {}))).toEqual([409, 'last_source'])
  })

  test('who may not, and what is wrong', async () => {
    const source = await named('社区地推')
    const url = `/api/sources/${source.id}`
    for (const as of ['rep', 'storeManager', 'finance'] as const) {
      expect(code(await post('/api/sources', { name: '异业合作' }, as))).toEqual([403, 'not_allowed'])
      expect(code(await post(`${url}/retire`, { version: 1 }, as))).toEqual([403, 'not_allowed'])
    }
    expect((await get('/api/sources?all=true', 'rep')).status).toBe(200)
    expect((await post('/api/sources', { name: ' ' })).status).toBe(400)
    expect(code(await post('/api/sources', { name: '老客 转介' }))).toEqual([409, 'name_taken'])
    expect(code(await post(url, { version: 9, name: '地推' }))).toEqual([409, 'changed_meanwhile'])
    expect(code(await post('/api/sources/src_none', { version: 1, name: '地推' }))).toEqual([
      404,
      'source_not_found',
    ])
    expect(code(await post('/api/sources/order', { ids: [source.id] }))).toEqual([409, 'sources_changed'])
  })
})
