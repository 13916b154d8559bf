import { CodeRefused, type IdentityProvider } from '../../server/organisation/identity-provider'
import { makeLoginCode } from '../../server/organisation/login-codes'
import { Identity } from '../../server/organisation/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

const signIn = (web: TestWeb, via: string, code: string, more = {}) =>
  web.call('POST', '/api/session', { body: { via, code, ...more } })

const codeFor = (web: TestWeb, person: PersonName) =>
  web.database.transaction((tx) =>
    makeLoginCode(tx, { orgId: web.world.orgId, staffId: web.world.staff[person], at: web.clock.now() }),
  )

/** Vouches for a member whose code is their id; `away` cannot be asked. */
const vouching: IdentityProvider = {
  identify: async (via, code) => {
    if (code === 'away') throw new Error('timeout')
    if (code === 'bad') throw new CodeRefused('code')
    if (code === 'outsider') throw new CodeRefused('stranger')
    return { channel: via === 'wechat' ? 'wechat' : 'wecom', outsideId: code }
  },
}

onEveryEngine('sessions', (openEmpty) => {
  test('a code lets its person in, once, written as people type it', async () => {
    const web = await startWeb(await openEmpty())
    const { code } = await codeFor(web, 'rep')
    const { status, body } = await signIn(web, 'code', ` ${code.replace('-', ' ')} `)
    expect(status).toBe(200)
    expect(body).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      staff: { id: web.world.staff.rep, name: '李雷', role: 'rep' },
    })
    expect((await web.call('GET', '/api/session', { token: body.token })).body.name).toBe('李雷')
    const again = await signIn(web, 'code', code)
    expect([again.status, again.body.error.code]).toEqual([403, 'code_refused'])
    const stored = await web.database.read((reader) =>
      reader.rows<{ hash: string }>('select token_hash as hash from session'),
    )
    expect(stored.map(({ hash }) => hash)).not.toContain(body.token)
  })

  test('a code expires after 24 hours, and a new one voids the old', async () => {
    const web = await startWeb(await openEmpty())
    const { code: old } = await codeFor(web, 'rep')
    const { code } = await codeFor(web, 'rep')
    expect((await signIn(web, 'code', old)).status).toBe(403)
    web.clock.forward(24 * 3_600_000)
    expect((await signIn(web, 'code', code)).status).toBe(403)
  })

  test('eight digits cannot be guessed: ten tries a minute', async () => {
    const web = await startWeb(await openEmpty())
    for (let n = 0; n < 10; n++) expect((await signIn(web, 'code', `0000-000${n}`)).status).toBe(403)
    const { status, body, headers } = await signIn(web, 'code', '0000-0010')
    expect([status, body.error.code]).toEqual([429, 'rate_limited'])
    expect(body.error.message).toContain('登录码')
    expect(headers.get('retry-after')).toMatch(/^\d+$/)
  })

  test('a demo person is let in by the staff id, and only in a demo', async () => {
    const demo = await startWeb(await openEmpty(), { demo: true })
    expect((await signIn(demo, 'demo', demo.world.staff.director)).body.staff.role).toBe('director')
    expect((await signIn(demo, 'demo', 'stf_nobody')).body.error.code).toBe('unknown_person')
    const elsewhere = { org: demo.elsewhere.orgId }
    const outside = await signIn(demo, 'demo', demo.elsewhere.staff.director, elsewhere)
    expect([outside.status, outside.body.error.code]).toEqual([403, 'no_demo'])
    const real = await startWeb(await openEmpty())
    expect((await signIn(real, 'demo', real.world.staff.director)).body.error.code).toBe('no_demo')
  })

  test('WeCom and WeChat let in whom the identity table knows; a stranger is told whom to ask', async () => {
    const web = await startWeb(await openEmpty(), { identities: vouching })
    const { orgId, staff } = web.world
    await web.database.transaction((tx) =>
      tx.insert(Identity, [
        { orgId, channel: 'wecom', outsideId: 'lilei', staffId: staff.rep, contactId: null },
        { orgId, channel: 'wecom', outsideId: 'heli', staffId: staff.leaver, contactId: null },
        { orgId, channel: 'wecom', outsideId: 'zhang', staffId: null, contactId: web.world.contact },
      ]),
    )
    expect((await signIn(web, 'wecom-h5', 'lilei')).body.staff.id).toBe(staff.rep)
    expect((await signIn(web, 'wecom-miniprogram', 'lilei')).status).toBe(200)
    const refused = async (via: string, code: string) => {
      const { status, body } = await signIn(web, via, code)
      return [status, body.error.code, body.error.message]
    }
    const unknown = [403, 'unknown_person', '还不认识你，请找管理员王芳']
    expect(await refused('wechat', 'lilei')).toEqual(unknown)
    expect(await refused('wecom-h5', 'somebody')).toEqual(unknown)
    expect(await refused('wecom-h5', 'zhang')).toEqual(unknown)
    expect(await refused('wecom-h5', 'outsider')).toEqual(unknown)
    expect(await refused('wecom-h5', 'heli')).toEqual([403, 'person_left', '你的账号已停用，请找管理员王芳'])
    expect(await refused('wecom-h5', 'bad')).toEqual([403, 'code_refused', expect.any(String)])
    expect(await refused('wecom-h5', 'away')).toEqual([503, 'login_unavailable', expect.any(String)])
  })

  test('a way that is not configured is not offered', async () => {
    const web = await startWeb(await openEmpty())
    expect((await signIn(web, 'wecom-h5', 'x')).body.error.code).toBe('way_not_offered')
    expect((await signIn(web, 'by-magic', 'x')).body.error.code).toBe('invalid_input')
    expect((await web.call('GET', '/api/session/ways')).body).toEqual({ demo: false, admin: '王芳' })
  })

  test('each organisation tells its own ways, and lets in whom its own table knows', async () => {
    const wecomUrlOf = async (orgId?: string) => (orgId ? `https://wecom.example/?org=${orgId}` : undefined)
    const web = await startWeb(await openEmpty(), { identities: vouching, wecomUrlOf })
    const { orgId, staff } = web.elsewhere
    await web.database.transaction((tx) =>
      tx.insert(Identity, { orgId, channel: 'wecom', outsideId: 'han', staffId: staff.rep, contactId: null }),
    )
    expect((await web.call('GET', `/api/session/ways?org=${orgId}`)).body).toEqual({
      demo: false,
      admin: '王芳',
      wecomUrl: `https://wecom.example/?org=${orgId}`,
    })
    expect((await web.call('GET', '/api/session/ways?org=org_nobody')).body).toMatchObject({ demo: false })
    expect((await web.call('GET', '/api/session/ways?orgs=1')).status).toBe(400)
    expect((await signIn(web, 'wecom-h5', 'han', { org: orgId })).body.staff.id).toBe(staff.rep)
    expect((await signIn(web, 'wecom-h5', 'han')).body.error.code).toBe('unknown_person')
    expect((await signIn(web, 'wecom-h5', 'han', { org: 'org_nobody' })).body.error.code).toBe(
      'unknown_person',
    )
  })

  test('signing out ends this session and no other', async () => {
    const web = await startWeb(await openEmpty())
    const [{ code: one }] = [await codeFor(web, 'rep')]
    const { token } = (await signIn(web, 'code', one)).body
    expect((await web.call('DELETE', '/api/session', { token })).body).toEqual({ ended: true })
    expect((await web.call('GET', '/api/session', { token })).status).toBe(401)
    expect((await web.call('GET', '/api/session', { as: 'rep' })).status).toBe(200)
    expect((await web.call('DELETE', '/api/session')).status).toBe(401)
  })

  test('me: the organisation, the chips in their order, the red count', async () => {
    const web = await startWeb(await openEmpty())
    const chips = async (as: PersonName) => (await web.call('GET', '/api/session', { as })).body.scopes
    const { body } = await web.call('GET', '/api/session', { as: 'rep' })
    expect(body).toEqual({
      id: web.world.staff.rep,
      name: '李雷',
      role: 'rep',
      org: { id: web.world.orgId, name: '优鲜达' },
      scopes: [{ code: 'mine', text: '我负责的' }],
      openTodos: 0,
    })
    expect(await chips('storeManager')).toEqual([{ code: 'mine', text: '本店' }])
    expect(await chips('areaManager')).toEqual([
      { code: 'region', text: '杭州北' },
      { code: 'mine', text: '我负责的' },
    ])
    for (const as of ['director', 'hq', 'finance', 'admin'] as const)
      expect(await chips(as)).toEqual([
        { code: 'all', text: '全部' },
        { code: 'mine', text: '我负责的' },
      ])
  })
})
