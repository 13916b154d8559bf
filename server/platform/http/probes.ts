import { Router } from '@koa/router'
import { openApiDocument } from '../../openapi'
import type { Database } from '../database'
import type { Api } from './api'
import type { Metrics } from './metrics'
import type { WebState } from './web-state'

/** What the other parts of the process say of themselves. */
export interface PartStates {
  schema: boolean
  /** True where none are needed. */
  demoData: boolean
  /** For people to read; readiness does not wait for these two. */
  h5: unknown
  channels: unknown
}

/** What machines ask: is it alive, is it ready, how is it doing, what does it offer. */
export function probes(
  api: Api,
  metrics: Metrics,
  states: () => PartStates,
  serverUrl: () => string,
): Router<WebState> {
  const router = new Router<WebState>()
  router.get('/healthz', (ctx) => {
    ctx.state.route = '/healthz'
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    ctx.state.route = '/readyz'
    const database = await answersInTime(api.database)
    const { schema, demoData, h5, channels } = states()
    const ready = database && schema && demoData
    ctx.status = ready ? 200 : 503
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { ready, database: database ? 'up' : 'down', schema, demoData, h5, channels }
  })
  router.get('/metrics', async (ctx) => {
    ctx.state.route = '/metrics'
    ctx.set('Content-Type', metrics.registry.contentType)
    ctx.body = await metrics.registry.metrics()
  })
  let document: object | undefined
  router.get('/api/openapi.json', (ctx) => {
    ctx.state.route = '/api/openapi.json'
    document ??= openApiDocument(api.routes, serverUrl())
    ctx.body = document
  })
  return router
}

async function answersInTime(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, 2000, false)
  })
  const asked = database
    .read((reader) => reader.row('select 1 as one'))
    .then(
      () => true,
      () => false,
    )
  const answer = await Promise.race([asked, late])
  clearTimeout(timer)
  return answer
}
