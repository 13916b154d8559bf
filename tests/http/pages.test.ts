import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'

const folders: string[] = []
afterAll(async () => {
  await stopAllWebs()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function folder(files: Record<string, string>): string {
  const made = mkdtempSync(join(tmpdir(), 'sl-h5-'))
  folders.push(made)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(made, name, '..'), { recursive: true })
    writeFileSync(join(made, name), text)
  }
  return made
}

onEveryEngine('pages and probes', (openEmpty) => {
  test('while the H5 is being built, / and /m/ say so and reload themselves', async () => {
    const web = await startWeb(await openEmpty())
    for (const path of ['/', '/m/', '/m/pages/home/index']) {
      const { status, body, headers } = await web.call('GET', path)
      expect([path, status]).toEqual([path, 200])
      expect(headers.get('content-type')).toContain('text/html')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(body).toContain('第 1 步')
      expect(body).toContain('http-equiv="refresh"')
      expect(body).not.toContain('<script')
    }
  })

  test('the H5 is served with its assets kept, its page asked for anew, and nothing beside it', async () => {
    const h5Folder = folder({
      'index.html': '<h1>小程序</h1>',
      'js/app.1a2b3c4d5e.js': 'let a',
      'static/logo.png': 'png',
    })
    const web = await startWeb(await openEmpty(), {
      pages: { h5Folder, h5Progress: () => '', demoPageFolder: () => undefined },
    })
    const page = await web.call('GET', '/m/')
    expect([page.body, page.headers.get('cache-control')]).toEqual(['<h1>小程序</h1>', 'no-cache'])
    const asset = await web.call('GET', '/m/js/app.1a2b3c4d5e.js')
    expect(asset.body).toBe('let a')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await web.call('GET', '/m/static/logo.png')).headers.get('cache-control')).toBe('no-cache')
    expect((await web.call('GET', '/m/pages/home/index')).body).toBe('<h1>小程序</h1>')
    expect((await web.call('GET', '/m/js/none.js')).status).toBe(404)
    for (const path of ['/m/..%2f..%2f..%2fetc/passwd', '/m/%2e%2e/%2e%2e/etc/passwd', '/m/%00.js'])
      expect([path, [400, 403, 404].includes((await web.call('GET', path)).status)]).toEqual([path, true])
    const root = await web.call('GET', '/')
    expect([root.status, root.headers.get('location')]).toEqual([302, '/m/'])
    expect((await web.call('GET', '/m')).headers.get('location')).toBe('/m/')
  })

  test('in a demo / is the demo page; the API stays the API', async () => {
    const demoPage = folder({ 'index.html': '<h1>演示</h1>', 'room.js': 'let b' })
    const web = await startWeb(await openEmpty(), {
      demo: true,
      pages: { h5Folder: '/nowhere', h5Progress: () => '', demoPageFolder: () => demoPage },
    })
    expect((await web.call('GET', '/')).body).toBe('<h1>演示</h1>')
    expect((await web.call('GET', '/room.js')).body).toBe('let b')
    expect((await web.call('GET', '/api/nothing')).body.error.code).toBe('not_found')
    expect((await web.call('GET', '/nothing.js')).status).toBe(404)
  })

  test('probes: alive, ready with the parts’ states, figures by route pattern', async () => {
    const web = await startWeb(await openEmpty())
    expect((await web.call('GET', '/healthz')).body).toEqual({ alive: true })
    const ready = await web.call('GET', '/readyz')
    expect([ready.status, ready.body]).toEqual([
      200,
      { ready: true, database: 'up', schema: true, demoData: true, h5: 'building', channels: {} },
    ])
    await web.call('GET', `/api/customers/${web.world.customers.mine}/card`, { as: 'rep' })
    const { body } = await web.call('GET', '/metrics')
    expect(body).toContain('route="/api/customers/:id/card",status="200"')
    expect(body).not.toContain(web.world.customers.mine)
  })

  test('not ready when the database does not answer', async () => {
    const web = await startWeb(await openEmpty())
    const asked = jest.spyOn(web.database, 'read').mockRejectedValue(new Error('away'))
    const { status, body } = await web.call('GET', '/readyz')
    asked.mockRestore()
    expect([status, body.ready, body.database]).toEqual([503, false, 'down'])
  })

  test('the API describes itself: every route, its shapes, errors and log-in', async () => {
    const web = await startWeb(await openEmpty())
    const { status, body } = await web.call('GET', '/api/openapi.json')
    expect([status, body.openapi, body.servers]).toEqual([200, '3.1.0', [{ url: web.url }]])
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/customers/{id}/card',
        '/api/exports/{id}/file',
        '/api/feed',
        '/api/imports/{id}/rows',
        '/api/messages',
        '/api/photos/{id}',
        '/api/session',
        '/api/staff/{id}/login-code',
        '/api/tasks/{id}/complete',
        '/api/todos/{id}/answer',
        '/api/undo/{id}',
        '/api/visits/{id}/checkout',
      ]),
    )
    const session = body.paths['/api/session']
    expect(Object.keys(session).toSorted()).toEqual(['delete', 'get', 'post'])
    expect([session.post.security, session.get.security]).toEqual([[], [{ session: [] }]])
    const complete = body.paths['/api/tasks/{id}/complete'].post
    expect(complete.parameters.map(({ name }: { name: string }) => name)).toEqual(['id', 'Idempotency-Key'])
    expect(complete.requestBody.content['application/json'].schema.properties.remark).toMatchObject({
      type: 'string',
      maxLength: 2000,
    })
    expect(complete.responses.default.content['application/json'].schema.$ref).toBe(
      '#/components/schemas/Error',
    )
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (methods) => Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})
