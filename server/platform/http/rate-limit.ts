import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { TooFast } from './refusals'
import type { WebMiddleware } from './web-state'

export interface Limits {
  /** Requests a minute of one signed-in person. */
  person: number
  /** Requests a minute of one address without log-in. */
  address: number
}

export const usualLimits: Limits = { person: 600, address: 60 }

/** Counts what asks the API; the demo's routes, pages and probes are not counted. */
export function rateLimit(limits: Limits): WebMiddleware {
  const persons = new RateLimiterMemory({ points: limits.person, duration: 60 })
  const addresses = new RateLimiterMemory({ points: limits.address, duration: 60 })
  return async (ctx, next) => {
    if (ctx.path.startsWith('/api/') && !ctx.path.startsWith('/api/demo/')) {
      const { scope } = ctx.state
      if (scope) await consume(persons, `${scope.orgId} ${scope.staffId}`)
      else await consume(addresses, ctx.ip)
    }
    await next()
  }
}

/** @throws TooFast when the key has used up its minute */
export async function consume(
  limiter: RateLimiterAbstract,
  key: string,
  message?: (seconds: number) => string,
): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw new TooFast(seconds, message?.(seconds))
  }
}
