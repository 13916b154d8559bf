import { z } from 'zod'
import { bind } from '../../server/platform/http/api'
import { defineRoute } from '../../shared/api/route'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'
import { tokenOf } from '../support/world'

afterAll(stopAllWebs)

const failing = defineRoute({
  method: 'GET',
  path: '/api/failing',
  summary: 'Fails.',
  login: 'staff',
  answer: z.object({}),
})

onEveryEngine('the door', (openEmpty) => {
  test('without a session nothing is answered: no token, a wrong one, an expired one, a leaver’s', async () => {
    const web = await startWeb(await openEmpty())
    const at = web.clock.now()
    const good = await web.signIn('rep')
    const leavers = await tokenOf(web.database, web.world, 'leaver', at)
    expect((await web.call('GET', '/api/feed', { token: good })).status).toBe(200)
    for (const token of [undefined, 'x', 'a'.repeat(43), leavers]) {
      const { status, body, headers } = await web.call('GET', '/api/feed', { token })
      expect([status, body.error.code]).toEqual([401, 'not_signed_in'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
    web.clock.forward(30 * 86_400_000)
    expect((await web.call('GET', '/api/feed', { token: good })).status).toBe(401)
  })

  test('an idle connection is held longer than a proxy before us holds it', async () => {
    const web = await startWeb(await openEmpty())
    const { headers } = await web.call('GET', '/api/feed', { as: 'rep' })
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60)
  })

  test('all sessions of somebody who leaves are dead at once', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const tokens = [await web.signIn('rep'), await tokenOf(database, world, 'rep', web.clock.now())]
    await database.transaction((tx) =>
      tx.run('update staff set left_at = ? where id = ?', [web.clock.now(), world.staff.rep]),
    )
    for (const token of tokens) expect((await web.call('GET', '/api/feed', { token })).status).toBe(401)
  })

  test('a body that is malformed, too large, of another type, or has unknown or wrong fields is refused', async () => {
    const web = await startWeb(await openEmpty())
    const path = `/api/customers/${web.world.customers.mine}/notes`
    const refused = async (body: unknown, headers?: Record<string, string>) => {
      const answer = await web.call('POST', path, { as: 'rep', body, headers })
      return [answer.status, answer.body.error.code, answer.body.error.fields]
    }
    expect(await refused('{"text": ')).toEqual([400, 'malformed_json', undefined])
    expect(await refused('"text"')).toEqual([400, 'malformed_json', undefined])
    expect(await refused({ text: '长'.repeat(40_000) })).toEqual([413, 'too_large', undefined])
    expect(await refused('text=1', { 'Content-Type': 'text/plain' })).toEqual([415, 'not_json', undefined])
    expect(await refused({ text: '好', more: 1 })).toEqual([400, 'invalid_input', { more: '不认识的字段' }])
    expect(await refused({})).toEqual([400, 'invalid_input', { text: '必填' }])
    expect(await refused({ text: 5 })).toEqual([400, 'invalid_input', { text: '应该是文字' }])
    expect(await refused({ text: '  ' })).toEqual([400, 'invalid_input', { text: '不能为空' }])
    expect(await refused({ text: '长'.repeat(2001) })).toEqual([
      400,
      'invalid_input',
      { text: '最多 2000 个字符' },
    ])
    expect(await refused('[1]')).toEqual([400, 'invalid_input', { body: '应该是对象' }])
    expect((await refused('{"__proto__":{"text":"x"}}'))[0]).toBe(400)
  })

  test('a query with an unknown, doubled or wrong field is refused', async () => {
    const web = await startWeb(await openEmpty())
    for (const query of [
      '?nope=1',
      '?scope=everything',
      '?cursor=1&cursor=2',
      `?cursor=${'x'.repeat(201)}`,
    ]) {
      const { status, body } = await web.call('GET', `/api/feed${query}`, { as: 'rep' })
      expect([query, status, body.error.code]).toEqual([query, 400, 'invalid_input'])
    }
    expect((await web.call('GET', '/api/feed?scope=x', { as: 'rep' })).body.error.fields).toEqual({
      scope: '只能是 mine、store、region、all 之一',
    })
  })

  test('ids that cannot be ours, and routes that are not there, are not found, as JSON', async () => {
    const web = await startWeb(await openEmpty())
    for (const path of [
      `/api/customers/${'x'.repeat(5000)}/card`,
      '/api/customers/%00/card',
      '/api/customers/%E0%A4%A/card',
      "/api/customers/'or'1'='1/card",
      '/api/customers/cus_%E5%AE%A2/card',
      '/api/nothing',
      '/api',
    ]) {
      const { status, body } = await web.call('GET', path, { as: 'rep' })
      expect([path.slice(0, 60), status, body.error.code]).toEqual([path.slice(0, 60), 404, 'not_found'])
    }
    expect((await web.call('DELETE', '/api/feed', { as: 'rep' })).status).toBe(404)
  })

  test('a fault tells its reference number and nothing else', async () => {
    const web = await startWeb(await openEmpty(), {
      more: (api) =>
        bind(api, failing, () => {
          throw new Error('secret: /etc/passwd')
        }),
    })
    const { status, body, headers } = await web.call('GET', '/api/failing', {
      as: 'rep',
      headers: { 'X-Request-Id': 'abcdefgh-1' },
    })
    expect(status).toBe(500)
    expect(headers.get('x-request-id')).toBe('abcdefgh-1')
    expect(body).toEqual({
      error: {
        code: 'internal',
        message: expect.stringContaining('abcdefgh-1'),
        reference: 'abcdefgh-1',
      },
    })
    const evil = await web.call('GET', '/api/failing', { as: 'rep', headers: { 'X-Request-Id': '<b>' } })
    expect(evil.body.error.reference).toMatch(/^req_[0-9A-Z]{26}$/)
  })

  test('a person may ask 600 times a minute, an address without log-in 60 times; each is counted alone', async () => {
    const limits = { person: 4, address: 3 }
    const web = await startWeb(await openEmpty(), { limits, demo: true })
    const statuses = async (times: number, path: string, options = {}) => {
      const seen = []
      for (let n = 0; n < times; n++) seen.push((await web.call('GET', path, options)).status)
      return seen
    }
    expect(await statuses(5, '/api/feed', { as: 'rep' })).toEqual([200, 200, 200, 200, 429])
    expect(await statuses(1, '/api/feed', { as: 'admin' })).toEqual([200])
    expect(await statuses(4, '/api/feed')).toEqual([401, 401, 401, 429])
    const { body, headers } = await web.call('GET', '/api/session/ways')
    expect(body.error.code).toBe('rate_limited')
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(body.error.message).toContain(`${headers.get('retry-after')} 秒`)
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json', '/m/', '/api/demo/nothing'])
      expect(await statuses(2, path)).not.toContain(429)
  })

  test('pages may frame each other, run no inline script, and answers are not kept by caches', async () => {
    const web = await startWeb(await openEmpty())
    const { headers } = await web.call('GET', '/api/feed', { as: 'rep' })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('upgrade-insecure-requests')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('stopping finishes the request in hand and takes no more', async () => {
    let go: () => void = () => undefined
    const waiting = new Promise<void>((resolve) => {
      go = resolve
    })
    let arrived: () => void = () => undefined
    const inHand = new Promise<void>((resolve) => {
      arrived = resolve
    })
    const web = await startWeb(await openEmpty(), {
      more: (api) =>
        bind(api, failing, async () => {
          arrived()
          await waiting
          return {}
        }),
    })
    const answer = web.call('GET', '/api/failing', { as: 'rep' })
    await inHand
    const stopped = web.stop()
    await expect(web.call('GET', '/healthz')).rejects.toThrow()
    go()
    expect((await answer).status).toBe(200)
    await stopped
  })
})
