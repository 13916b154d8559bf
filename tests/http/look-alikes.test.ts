import { alikeInBeginning } from '../../server/customers/duplicates/find-alike'
import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, rowsOf, upload } from '../support/imports'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('names that differ in brackets, separators and endings', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  })

  const post = (path: string, body: object = {}, as: PersonName = 'rep') =>
    web.call('POST', path, { as, body })
  const make = async (name: string, as: PersonName = 'rep') => {
    const fields = { fld_cold_chain: '冷柜', fld_delivery_time: '早上', fld_rivals: '无' }
    const { status, body } = await post('/api/customers', { name, sourceId: 'src_referral', fields }, as)
    expect(status).toBe(200)
    return { id: body.customer.id as string, undo: body.undo.id as string, alike: reasons(body.alike ?? []) }
  }
  const reasons = (rows: { customer?: { name: string }; reason: { text: string } }[]) =>
    rows.map(({ customer, reason }) => [customer?.name, reason.text])
  const maybe = async (name: string, as: PersonName = 'rep', store = '') => {
    const { body } = await web.call(
      'GET',
      `/api/duplicates/alike?name=${encodeURIComponent(name)}${store && `&storeId=${store}`}`,
      { as },
    )
    return reasons(body.items)
  }
  const pairs = async (as: PersonName = 'director') => {
    const { body } = await web.call('GET', '/api/duplicates', { as })
    return body.items.map(
      ({ reason, customers }: { reason: { text: string }; customers: { name: string }[] }) => [
        ...customers.map(({ name }) => name),
        reason.text,
      ],
    )
  }
  const typed = '鲜多多·文三路店（加盟）'
  const known = typed.normalize('NFKC')
  const core = '同名核心「鲜多多文三路」'

  test('are found before and after a customer is made, with the reason, and noted as a pair', async () => {
    await make(typed)
    for (const name of ['鲜多多文三路店', '鲜多多 文三路', '鲜多多－文三路分店', '鲜多多文三路超市'])
      expect([name, await maybe(name)]).toEqual([name, [[known, core]]])
    expect(await maybe('鲜多多·文二路店')).toEqual([])
    expect(await maybe('鲜多多·文三路店（直营）')).toEqual([])
    expect(await maybe('鲜多多文三路店', 'otherRep')).toEqual([[undefined, core]])
    const found = [[known, core]]
    expect(await maybe('鲜多多文三路店', 'director', web.world.stores.east)).toEqual(found)
    // In the other region it is somebody else.
    expect(await maybe('鲜多多文三路店', 'director', web.world.stores.south)).toEqual([])
    expect((await make('鲜多多文三路店')).alike).toEqual([[known, core]])
    expect(await pairs()).toEqual([[known, '鲜多多文三路店', core]])
  })

  test('a chain’s name alone hints at its shops while they are few, and the other way round', async () => {
    await make(typed)
    const begins = '名称开头都是「鲜多多」'
    expect(await maybe('鲜多多')).toEqual([[known, begins]])
    expect(await maybe('鲜多多', 'otherRep')).toEqual([])
    const chain = await make('鲜多多')
    expect(chain.alike).toEqual([[known, begins]])
    expect(await pairs()).toEqual([])
    expect(await maybe('鲜多多·古荡店')).toEqual([['鲜多多', begins]])
    await make('鲜多多·古荡店')
    await make('鲜多多·凤起路店')
    expect(await maybe('鲜多多')).toEqual([['鲜多多', '名称都是「鲜多多」']])
    expect(await maybe('鲜多多·滨江店')).toEqual([])
    const { orgId } = web.world
    expect(await web.database.read((reader) => alikeInBeginning(reader, orgId, '鲜多多'))).toEqual([])
  })

  test('what many share says nothing', async () => {
    const names = ['', '店', '超市', '便利店', '商店'].map((ending) => `幸福${ending}`)
    for (const name of names.slice(0, 4)) await make(name)
    expect(await maybe('幸福分店')).toEqual([])
    expect((await make(names[4]!)).alike).toEqual([])
  })

  test('follow the name: changed, taken back, made one and parted', async () => {
    const { id } = await make(typed)
    const edited = await post(`/api/customers/${id}/file`, { version: 1, name: '另一家' })
    expect(await maybe('鲜多多文三路店')).toEqual([])
    expect((await post(`/api/undo/${edited.body.undo.id}`)).status).toBe(200)
    expect(await maybe('鲜多多文三路店')).toEqual([[known, core]])
    const other = await make('古墩路的店')
    const versions = { survivorVersion: 1, mergedVersion: 3 }
    const merged = await post('/api/merges', { survivorId: other.id, mergedId: id, ...versions })
    expect(merged.status).toBe(200)
    expect(await maybe('鲜多多文三路店')).toEqual([])
    expect((await post(`/api/merges/${merged.body.merge.id}/undo`)).status).toBe(200)
    expect(await maybe('鲜多多文三路店')).toEqual([[known, core]])
    const gone = await make('滨文小店（新）')
    expect((await post(`/api/undo/${gone.undo}`)).status).toBe(200)
    const rows = await web.database.read((reader) =>
      reader.rows('select core from customer_core where org_id = ? and customer_id = ?', [
        web.world.orgId,
        gone.id,
      ]),
    )
    expect(rows).toEqual([])
  })

  test('in a table are said and taken in unless one says otherwise, and are a pair afterwards', async () => {
    await make(typed)
    const table = ['客户,门店,渠道', '鲜多多文三路店,文三路店,社区地推', '鲜多多文三路店,凤起路店,社区地推']
    const { import: read } = (await upload(web, table.join('\n'))).body
    const { import: ready } = (await mapAsGuessed(web, read)).body
    expect(ready).toMatchObject({ state: 'ready', rows: { good: 1, same: 1, bad: 0, chosen: 1 } })
    const [row] = await rowsOf(web, ready.id, 'same')
    expect(row).toMatchObject({
      number: 2,
      choice: 'import',
      match: { name: known },
      problems: [
        { target: 'name', text: expect.stringMatching(/^和 C-\d+ 同店，同名核心「鲜多多文三路」$/) },
      ],
    })
    const done = (await act(web, ready.id, 'run', { version: ready.version })).body.import
    expect(done).toMatchObject({ state: 'done', rows: { written: 2 } })
    expect(await pairs()).toContainEqual([known, '鲜多多文三路店', core])
  })
})
