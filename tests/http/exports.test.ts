import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, upload } from '../support/imports'
import { fileOf, linesOf } from '../support/sheet-files'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('taking customers out', (openEmpty) => {
  let web: TestWeb
  beforeAll(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
    const file =
      '客户,门店,渠道,联系人,电话,标签,冷链存储条件\n=危险名,文三路店,老客转介,周小琴,13867120934,早市,冷柜\n南边,滨江店,社区地推,,13867120935'
    const { import: read } = (await upload(web, file)).body
    const { import: ready } = (await mapAsGuessed(web, read)).body
    await act(web, ready.id, 'run', { version: ready.version })
  }, 60_000)

  const start = (as: PersonName, body: Record<string, unknown>) =>
    web.call('POST', '/api/exports', { as, body })
  async function download(id: string, as: PersonName) {
    const response = await fetch(`${web.url}/api/exports/${id}/file`, {
      headers: { Authorization: `Bearer ${await web.signIn(as)}` },
    })
    return {
      status: response.status,
      headers: response.headers,
      bytes: new Uint8Array(await response.arrayBuffer()),
    }
  }
  async function linesFor(as: PersonName, body: Record<string, unknown>) {
    const { id } = (await start(as, body)).body.export
    return (await linesOf(fileOf((await download(id, as)).bytes))).map(([, cells]) => cells)
  }

  test('a director gets everything with its phones, as xlsx', async () => {
    const [header, ...lines] = await linesFor('director', { format: 'xlsx' })
    expect(header?.slice(0, 4)).toEqual(['客户号', '客户名称', '所属门店', '负责人'])
    expect(lines).toHaveLength(7)
    const line = lines.find(([, name]) => name === '=危险名')
    expect(line?.slice(2, 10)).toEqual([
      '文三路店',
      '',
      '初步接触',
      '老客转介',
      '周小琴',
      '13867120934',
      '',
      '早市',
    ])
    expect(line).toContain('冷柜')
  })

  test('an area manager gets their region, phones masked; in a csv a name is no formula', async () => {
    const lines = await linesFor('areaManager', { format: 'csv' })
    expect(lines).toHaveLength(1 + 5)
    const line = lines.find(([, name]) => name?.includes('危险名'))
    expect([line?.[1], line?.[7]]).toEqual(["'=危险名", '138****0934'])
    expect(lines.flat()).not.toContain('南边')
  })

  test('filters narrow it, and it is in the log: who, which filter, how many lines', async () => {
    const filter = { store: web.world.stores.west, tag: '早市' }
    const { body } = await start('admin', { format: 'csv', filter })
    expect(body.export).toMatchObject({ rows: null, downloadedAt: null, phones: true })
    const { headers } = await download(body.export.id, 'admin')
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('客户-2026-03-04.csv'))
    const logged = await web.database.read((reader) =>
      reader.rows<{ action: string; detail: string }>(
        'select action, detail from audit where org_id = ? and subject_id = ? order by id',
        [web.world.orgId, body.export.id],
      ),
    )
    expect(
      logged.map(({ action, detail }) => [action, typeof detail === 'string' ? JSON.parse(detail) : detail]),
    ).toEqual([
      ['export.start', { filter, phones: true }],
      ['export.download', { rows: 1, phones: true }],
    ])
    const [mine] = (await web.call('GET', '/api/exports', { as: 'admin' })).body.items
    expect(mine).toMatchObject({ id: body.export.id, rows: 1 })
  })

  test('who may not, what is not theirs, what is too old or no filter', async () => {
    for (const as of ['rep', 'finance'] as const) {
      expect((await start(as, { format: 'csv' })).status).toBe(403)
      expect((await web.call('GET', '/api/exports', { as })).status).toBe(403)
    }
    const { id } = (await start('hq', { format: 'csv' })).body.export
    expect((await download(id, 'director')).status).toBe(404)
    expect((await start('hq', { format: 'pdf' })).status).toBe(400)
    expect((await start('hq', { format: 'csv', filter: { nonsense: 1 } })).status).toBe(400)
    web.clock.forward(25 * 3_600_000)
    expect((await download(id, 'hq')).status).toBe(410)
  })
})
