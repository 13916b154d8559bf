import type { DefaultContext, Middleware, ParameterizedContext } from 'koa'
import type { Scope } from '../../organisation/scope'

/** What the middlewares leave for each other about one request. */
export interface WebState {
  requestId: string
  /** The route's pattern (`/api/tasks/:id`), once known: what logs and metrics name, never the path itself. */
  route?: string
  token?: string
  scope?: Scope
}

export type WebContext = ParameterizedContext<WebState, DefaultContext, unknown>
export type WebMiddleware = Middleware<WebState, DefaultContext, unknown>
