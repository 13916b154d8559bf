import type { AccessTokens } from './access-token'
import { type Answer, call, TencentRefused } from './call'
import { splitText } from './split-text'

/** A self-built app of one corp. */
export interface WecomApp {
  corpId: string
  agentId: number
  secret: string
}

export interface WecomClient {
  readonly app: WecomApp
  /**
   * Sends a text to members' app windows, a long one in several messages. Answers who could not be reached
   * (unknown, outside the app's scope, no licence); lower case, as WeCom answers them.
   */
  sendText(userIds: readonly string[], text: string): Promise<{ unreached: string[] }>
  /** Who logged in to the mini-program inside WeCom, by the code of `wx.qy.login` (document/path/96959). */
  sessionFromMiniProgramCode(code: string): Promise<{ corpId: string; userId: string }>
  /** Who came through the H5 authorisation; a person outside the corp has no `userId` (document/path/91023). */
  userFromOauthCode(code: string): Promise<{ userId?: string; openId?: string; externalUserId?: string }>
  /** Whether corp and secret are accepted: for the doctor and `readyz`. */
  checkCredentials(): Promise<void>
}

/** Beyond it WeCom cuts the text off without a word (document/path/90236). */
const textBytesAtMost = 2048
/** One member (document/path/90195), never several (`a|b`) nor everybody (`@all`). */
const memberId = /^[A-Za-z0-9][\w.@-]{0,63}$/
/** A token that WeCom ended early: invalid, expired (document/path/90313). */
const staleToken = new Set([40014, 42001])

/**
 * The API of one self-built app. `tokens` is shared by all clients of a process.
 * @throws TencentUnreachable, TencentRefused from every call
 */
export function createWecomClient(options: {
  baseUrl: string
  app: WecomApp
  tokens: AccessTokens
  timeoutMs?: number
}): WecomClient {
  const { baseUrl, app, tokens, timeoutMs = 10_000 } = options

  async function withToken<T extends Answer>(
    path: string,
    query: Record<string, string>,
    body?: unknown,
    again = true,
  ): Promise<T> {
    const token = await tokens.of(app.corpId, app.secret)
    const url = new URL(path, baseUrl)
    url.search = new URLSearchParams({ access_token: token, ...query }).toString()
    try {
      return await call<T>(url, timeoutMs, body)
    } catch (error) {
      if (!(again && error instanceof TencentRefused && staleToken.has(error.errcode))) throw error
      tokens.forget(token)
      return withToken<T>(path, query, body, false)
    }
  }

  return {
    app,
    async sendText(userIds, text) {
      const unreached = new Set(userIds.filter((id) => !memberId.test(id)).map((id) => id.toLowerCase()))
      const touser = userIds.filter((id) => memberId.test(id)).join('|')
      if (touser === '') return { unreached: [...unreached] }
      for (const content of splitText(text, textBytesAtMost)) {
        // No duplicate check of WeCom's: it would swallow a second, honest "没有听懂" to the same person.
        const answer = await withToken<Answer & { invaliduser?: string; unlicenseduser?: string }>(
          '/cgi-bin/message/send',
          {},
          { touser, msgtype: 'text', agentid: app.agentId, text: { content } },
        )
        for (const list of [answer.invaliduser, answer.unlicenseduser])
          for (const userId of (list ?? '').split('|')) if (userId !== '') unreached.add(userId.toLowerCase())
      }
      return { unreached: [...unreached] }
    },
    async sessionFromMiniProgramCode(code) {
      const answer = await withToken<Answer & { corpid?: string; userid?: string }>(
        '/cgi-bin/miniprogram/jscode2session',
        { js_code: code, grant_type: 'authorization_code' },
      )
      return { corpId: answer.corpid ?? '', userId: answer.userid ?? '' }
    },
    async userFromOauthCode(code) {
      type Spellings = 'userid' | 'UserId' | 'openid' | 'OpenId' | 'external_userid'
      const answer = await withToken<Answer & Partial<Record<Spellings, string>>>(
        '/cgi-bin/auth/getuserinfo',
        { code },
      )
      return {
        userId: answer.userid || answer.UserId || undefined,
        openId: answer.openid || answer.OpenId || undefined,
        externalUserId: answer.external_userid || undefined,
      }
    },
    async checkCredentials() {
      await tokens.of(app.corpId, app.secret)
    },
  }
}
