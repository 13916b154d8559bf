import type { Scope } from '../../organisation/scope'
import type { WebMiddleware } from './web-state'

/** Whose session a token is; undefined for one that is unknown, expired, or of somebody who left. */
export type WhoHas = (token: string) => Promise<Scope | undefined>

/**
 * Finds who asks, anew for every request: a leaver, a new role or another store counts from the next one on. A token
 * that is no good is no token; routes that need a person say so.
 */
export function whoAsks(whoHas: WhoHas): WebMiddleware {
  return async (ctx, next) => {
    const token = /^Bearer ([\w-]{20,100})$/i.exec(ctx.get('Authorization'))?.[1]
    if (token && ctx.path.startsWith('/api/')) {
      const scope = await whoHas(token)
      if (scope) Object.assign(ctx.state, { token, scope })
    }
    await next()
  }
}
