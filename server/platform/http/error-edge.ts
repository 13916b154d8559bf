import { errorTexts } from '../../../shared/text/errors'
import { isUnreachable } from '../engine-errors'
import { newId } from '../ids'
import type { Log } from '../log'
import { DatabaseUnavailable } from '../patient-database'
import { Problem } from '../problem'
import { noSuchRoute, TooFast } from './refusals'
import type { WebContext, WebMiddleware } from './web-state'

/** Numbers every request; a caller's own number is kept when it is harmless. */
export function requestId(): WebMiddleware {
  return async (ctx, next) => {
    const given = ctx.get('X-Request-Id')
    ctx.state.requestId = /^[\w.-]{8,64}$/.test(given) ? given : newId('req')
    ctx.set('X-Request-Id', ctx.state.requestId)
    await next()
  }
}

/**
 * One of the three places where what was thrown is caught. What a person can cause is told in Chinese with its code;
 * anything else is logged with its stack under the request's number, and only the number is answered.
 */
export function errorEdge(log: Log): WebMiddleware {
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.status === 404 && ctx.body === undefined && ctx.path.startsWith('/api'))
        answer(ctx, noSuchRoute())
    } catch (error) {
      if (error instanceof Problem) return answer(ctx, error)
      const refused = refusedByKoa(error)
      if (refused) return answer(ctx, refused)
      if (error instanceof DatabaseUnavailable || isUnreachable(error)) {
        log.warn({ requestId: ctx.state.requestId, route: ctx.state.route }, 'refused: the database is away')
        return answer(ctx, new Problem(503, 'unavailable', errorTexts.unavailable()))
      }
      log.error({ requestId: ctx.state.requestId, route: ctx.state.route, err: error }, 'a request failed')
      const reference = ctx.state.requestId
      ctx.status = 500
      ctx.body = { error: { code: 'internal', message: errorTexts.internal(reference), reference } }
    }
  }
}

function answer(ctx: WebContext, problem: Problem): void {
  const { code, message, fields, current } = problem
  ctx.status = problem.status
  if (problem instanceof TooFast) ctx.set('Retry-After', String(problem.retryAfterSeconds))
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer')
  ctx.body = {
    error: { code, message, ...(fields && { fields }), ...(current !== undefined && { current }) },
  }
}

/** What Koa and its parsers throw about a request they cannot read. */
function refusedByKoa(error: unknown): Problem | undefined {
  const { status, expose } = error as { status?: unknown; expose?: unknown }
  if (typeof status !== 'number' || status < 400 || status > 499 || expose === false) return undefined
  if (status === 413) return new Problem(413, 'too_large', errorTexts.tooLarge())
  if (status === 404) return noSuchRoute()
  return new Problem(400, 'malformed', errorTexts.malformedJson())
}
