import type { Clock } from '../../server/platform/clock'
import { type Answer, call } from './call'

export interface AccessTokens {
  /** A token that is valid for some minutes more. */
  of(corpId: string, secret: string): Promise<string>
  /** WeCom no longer takes this one; the next asker fetches a new one. */
  forget(token: string): void
}

interface Known {
  token: Promise<string>
  value?: string
  freshUntil: number
}

const refreshEarlyMs = 5 * 60_000

/**
 * The access tokens of this process, one per (corp, secret): fetched once for all who ask at the same time, because
 * frequent gettoken calls are blocked (document/path/91039). A token lives as long as WeCom says, or shorter.
 */
export function createAccessTokens(options: {
  baseUrl: string
  clock: Clock
  timeoutMs?: number
}): AccessTokens {
  const { baseUrl, clock, timeoutMs = 10_000 } = options
  const known = new Map<string, Known>()

  async function fetchInto(entry: Known, corpId: string, secret: string): Promise<string> {
    const url = new URL('/cgi-bin/gettoken', baseUrl)
    url.search = new URLSearchParams({ corpid: corpId, corpsecret: secret }).toString()
    const answer = await call<Answer & { access_token: string; expires_in: number }>(url, timeoutMs)
    const lifeMs = answer.expires_in * 1000
    entry.value = answer.access_token
    entry.freshUntil = clock.now().getTime() + Math.max(lifeMs - refreshEarlyMs, lifeMs / 2)
    return answer.access_token
  }

  return {
    of(corpId, secret) {
      const key = `${corpId}\n${secret}`
      const present = known.get(key)
      if (present && clock.now().getTime() < present.freshUntil) return present.token
      const entry: Known = { token: Promise.resolve(''), freshUntil: Number.POSITIVE_INFINITY }
      known.set(key, entry)
      entry.token = fetchInto(entry, corpId, secret)
      entry.token.catch(() => {
        if (known.get(key) === entry) known.delete(key)
      })
      return entry.token
    },
    forget(token) {
      for (const [key, entry] of known) if (entry.value === token) known.delete(key)
    },
  }
}
