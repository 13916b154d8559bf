import { performance } from 'node:perf_hooks'
import type { Log } from '../log'
import type { Metrics } from './metrics'
import type { WebMiddleware } from './web-state'

/** One line and one observation a request: ids, the route's pattern and figures; never a path or a query. */
export function accessLog(log: Log, metrics: Metrics): WebMiddleware {
  return async (ctx, next) => {
    const from = performance.now()
    try {
      await next()
    } finally {
      const ms = performance.now() - from
      const route = ctx.state.route ?? String(ctx._matchedRoute ?? 'none')
      metrics.observeRequest(ctx.method, route, ctx.status, ms)
      const { requestId, scope } = ctx.state
      const line = { requestId, method: ctx.method, route, status: ctx.status, ms: Math.round(ms * 10) / 10 }
      log[/^\/api\/(?!demo)/.test(route) ? 'info' : 'debug'](
        scope ? { ...line, orgId: scope.orgId, staffId: scope.staffId } : line,
        'request',
      )
    }
  }
}
