import { tencentUnreachable, wecomAdvice } from '../../shared/text/wecom'

/** An answer of WeCom or WeChat: `errcode` is absent or 0 when it went well. */
export interface Answer {
  errcode?: number
  errmsg?: string
}

/** No answer: network, time-out, a proxy's error page. Trying again may help. */
export class TencentUnreachable extends Error {
  constructor(options?: ErrorOptions) {
    super(tencentUnreachable, options)
  }
}

/** WeCom or WeChat said no. `message` tells an operator what to do, in Chinese. */
export class TencentRefused extends Error {
  constructor(
    readonly errcode: number,
    /** Whether the same call may go well later. */
    readonly retryable: boolean,
    advice: string,
  ) {
    super(advice)
  }
}

/** Busy, too often, too many at once; of WeChat 45011: too often for one person (document/path/90455, 90454). */
const retryable = new Set([-1, 45009, 45011, 45033])

/**
 * One call. Neither address nor answer goes into an error or a log: the address carries the token.
 * @throws TencentUnreachable, TencentRefused
 */
export async function call<T extends Answer>(url: URL, timeoutMs: number, body?: unknown): Promise<T> {
  const answer = await ask<T>(url, timeoutMs, body)
  if (!answer.errcode) return answer
  // Branch on errcode only; the address inside the message is shown, nothing else of it.
  const ip = /from ip: ([0-9a-fA-F.:]+)/.exec(answer.errmsg ?? '')?.[1]
  throw new TencentRefused(answer.errcode, retryable.has(answer.errcode), wecomAdvice(answer.errcode, ip))
}

async function ask<T>(url: URL, timeoutMs: number, body: unknown): Promise<T> {
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const answer: unknown = await response.json()
    if (typeof answer !== 'object' || answer === null) throw new Error('not an object')
    return answer as T
  } catch (error) {
    throw new TencentUnreachable({ cause: (error as Error).name })
  }
}
