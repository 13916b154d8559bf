import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

onEveryEngine('industry templates', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await web.database.transaction((tx) => tx.run('delete from stage where org_id = ?', [web.world.orgId]))
  })

  const install = (code: string, as: 'admin' | 'director' = 'admin') =>
    web.call('POST', `/api/templates/${code}/install`, { as })
  const errorOf = ({ status, body }: { status: number; body: { error: { code: string } } }) => [
    status,
    body.error.code,
  ]

  test('an empty organisation chooses one, and can work', async () => {
    const before = (await web.call('GET', '/api/templates', { as: 'admin' })).body
    expect(before).toMatchObject({ installed: false, mayInstall: true })
    expect(before.items.map(({ code }: { code: string }) => code)).toEqual(['fresh-retail', 'general'])
    const make = { name: '小红超市', sourceId: 'src_referral' }
    const early = await web.call('POST', '/api/customers', { as: 'rep', body: make })
    expect(early.status).toBe(400)
    expect((await install('fresh-retail')).body).toEqual({ installed: true })
    const choices = (await web.call('GET', '/api/customer-choices', { as: 'rep' })).body
    expect(choices.stages).toHaveLength(6)
    expect(choices.fields.map(({ name }: { name: string }) => name)).toContain('冷链存储条件')
    expect((await web.call('POST', '/api/customers', { as: 'rep', body: make })).status).toBe(200)
    const settings = await web.database.read((reader) =>
      reader.rows<{ name: string }>('select name from setting where org_id = ? order by name', [
        web.world.orgId,
      ]),
    )
    expect(settings.map(({ name }) => name)).toEqual([
      'orders.kinds',
      'rules.freeze',
      'rules.refused-product',
      'rules.urgent-demand',
      'template',
    ])
  })

  test('a second one is refused, also when two come at once', async () => {
    const answers = await Promise.all([install('general'), install('fresh-retail')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const again = await install('fresh-retail')
    expect(errorOf(again)).toEqual([409, 'template_installed'])
    expect(again.body.error.message).toContain('已经装过模板了')
  })

  test('only an admin, and only what there is', async () => {
    expect(errorOf(await install('fresh-retail', 'director'))).toEqual([403, 'not_allowed'])
    expect(errorOf(await install('banking'))).toEqual([404, 'template_not_found'])
    expect((await web.call('GET', '/api/templates', { as: 'rep' })).body.mayInstall).toBe(false)
  })
})
