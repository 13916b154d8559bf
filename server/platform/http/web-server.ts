import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Router } from '@koa/router'
import Koa, { type Middleware } from 'koa'
import type { Clock } from '../clock'
import type { Database } from '../database'
import type { Log } from '../log'
import { accessLog } from './access-log'
import type { Api } from './api'
import { errorEdge, requestId } from './error-edge'
import { createMetrics, type Metrics } from './metrics'
import { type Pages, pages } from './pages'
import { type PartStates, probes } from './probes'
import { type Limits, rateLimit, usualLimits } from './rate-limit'
import { securityHeaders } from './security-headers'
import type { WebState } from './web-state'
import { type WhoHas, whoAsks } from './who-asks'

export interface WebServerParts {
  host: string
  /** 0 takes a free one. */
  port: number
  publicUrl?: string
  /** Whether a proxy of ours stands before this server, so that its last `X-Forwarded-For` entry is the caller. */
  behindProxy?: boolean
  log: Log
  clock: Clock
  database: Database
  whoHas: WhoHas
  /** Every feature's `routes.ts`. */
  features: readonly ((api: Api) => void)[]
  /** What reads requests by itself, before sessions and limits: the channels' callbacks. */
  callbacks?: readonly ReturnType<Router['routes']>[]
  demo: () => boolean
  states: () => PartStates
  pages: Pages
  metrics?: Metrics
  limits?: Limits
  checkAnswers?: boolean
}

export interface WebServer {
  listen(): Promise<{ url: string; port: number }>
  /** Takes no more requests, finishes those in hand, and is gone within 10 s. */
  stop(): Promise<void>
}

/** The HTTP server: a short list at the door, then the features' routes. */
export function createWebServer(parts: WebServerParts): WebServer {
  const { log, clock, database } = parts
  const metrics = parts.metrics ?? createMetrics()
  const router = new Router<WebState>()
  const api: Api = {
    router,
    routes: [],
    database,
    clock,
    demo: parts.demo,
    checkAnswers: parts.checkAnswers ?? false,
  }
  for (const feature of parts.features) feature(api)

  let url = parts.publicUrl ?? '/'
  let stopping = false
  const koa = new Koa<WebState>({ proxy: parts.behindProxy ?? false, maxIpsCount: 1 })
  koa.silent = true
  koa.on('error', (error: { code?: string }) => log.debug({ code: error.code }, 'a connection broke'))
  koa.use(requestId())
  koa.use(accessLog(log, metrics))
  koa.use(errorEdge(log))
  koa.use(async (ctx, next) => {
    // Phones reckon by it what happened while they were away: it is the clock everything else goes by.
    ctx.set('Date', clock.now().toUTCString())
    if (stopping) ctx.set('Connection', 'close')
    await next()
  })
  // Before all that is for people and their browsers: under load most requests are these.
  for (const callback of parts.callbacks ?? []) koa.use(callback as unknown as Middleware<WebState>)
  koa.use(securityHeaders(parts.publicUrl))
  koa.use(probes(api, metrics, parts.states, () => url).routes())
  koa.use(whoAsks(parts.whoHas))
  koa.use(rateLimit(parts.limits ?? usualLimits))
  koa.use(router.routes())
  koa.use(pages(parts.pages))

  const server = createServer(koa.callback())
  // Longer than proxies keep an idle connection (60 s): closed first by us, it would cost the request that just left.
  server.keepAliveTimeout = 65_000
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(parts.port, parts.host, () => {
          server.off('error', reject)
          const { port } = server.address() as AddressInfo
          const host = parts.host.includes(':') ? `[${parts.host}]` : parts.host
          const listening = `http://${host}:${port}`
          url = parts.publicUrl ?? listening
          resolve({ url: listening, port })
        })
      }),
    stop: () => {
      stopping = true
      if (!server.listening) return Promise.resolve()
      return new Promise((resolve) => {
        const idle = setInterval(() => server.closeIdleConnections(), 50)
        const late = setTimeout(() => server.closeAllConnections(), 9_000)
        server.close(() => {
          clearInterval(idle)
          clearTimeout(late)
          resolve()
        })
        server.closeIdleConnections()
      })
    },
  }
}
