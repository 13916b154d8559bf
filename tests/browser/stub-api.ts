import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type StubData, stubData } from './stub-data'
import { type Ask, Refused, stubRoutes } from './stub-routes'

export interface StubApi {
  readonly url: string
  readonly data: StubData
  /** Every request that came, as `POST /api/tasks/tsk_0/complete`, with what it carried. */
  readonly asked: { line: string; body: unknown; key: string | undefined }[]
  /** The next requests of this path are answered so. */
  failures: Map<string, { status: number; body: unknown; times: number }>
  /** Milliseconds before any API answer. */
  slowMs: number
  close(): Promise<void>
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** A Wednesday, 14:40 in Hangzhou. */
export const stubStart = '2026-03-04T06:40:00.000Z'

/**
 * A pretend server made of the same zod contracts, handing out the H5 build at /m/ as the real one does.
 * It always starts at the same instant and says so in its Date header, which a phone follows: no page depends on
 * the hour at which the tests run.
 */
export async function startStubApi(h5Dir: string, start = stubStart): Promise<StubApi> {
  const startedAt = performance.now()
  const now = () => new Date(Date.parse(start) + performance.now() - startedAt)
  const data = stubData(Date.parse(start))
  const asked: StubApi['asked'] = []
  const failures: StubApi['failures'] = new Map()
  const routes = stubRoutes(data, now)
  const stub = { slowMs: 0 }

  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub')
    response.setHeader('Date', now().toUTCString())
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (url.pathname.startsWith('/m/'))
      return sendFile(h5Dir, url.pathname.slice(3) || 'index.html', response)
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const body = text ? JSON.parse(text) : undefined
    asked.push({
      line: `${request.method} ${url.pathname}${url.search}`,
      body,
      key: request.headers['idempotency-key'] as string,
    })
    if (stub.slowMs) await new Promise((resolve) => setTimeout(resolve, stub.slowMs))
    const failure = failures.get(url.pathname)
    if (failure && failure.times-- > 0) return send(failure.status, failure.body)
    try {
      for (const { route, answer } of routes) {
        const params = request.method === route.method && matched(route.path, url.pathname)
        if (!params) continue
        if (route.login === 'staff' && !/^Bearer t_/.test(request.headers.authorization ?? ''))
          throw new Refused(401, 'not_signed_in', '要先登录。')
        const query = route.query
          ? (route.query.parse(Object.fromEntries(url.searchParams)) as Ask['query'])
          : {}
        const given = route.body ? (route.body.parse(body) as Ask['body']) : {}
        return send(200, route.answer.parse(answer({ params, query, body: given })))
      }
      throw new Refused(404, 'not_found', '没有这个地址。')
    } catch (error) {
      if (error instanceof Refused)
        return send(error.status, {
          error: { code: error.code, message: error.message, current: error.current },
        })
      send(500, { error: { code: 'internal', message: '出错了。', reference: 'E-STUB' } })
      process.stderr.write(`${request.method} ${url.pathname}: ${error}\n`)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    asked,
    failures,
    get slowMs() {
      return stub.slowMs
    },
    set slowMs(value) {
      stub.slowMs = value
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function matched(pattern: string, pathname: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
  const found = new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(pathname)
  return found
    ? Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]))
    : undefined
}

function sendFile(dir: string, name: string, response: http.ServerResponse): void {
  const file = path.join(dir, name)
  const there = file.startsWith(dir) && fs.existsSync(file)
  response.writeHead(there ? 200 : 404, {
    'Content-Type': types[path.extname(file)] ?? 'application/octet-stream',
  })
  response.end(there ? fs.readFileSync(file) : '')
}
