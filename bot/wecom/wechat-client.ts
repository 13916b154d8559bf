import { type Answer, call } from './call'

export interface WechatClient {
  /** Who logged in to the mini-program inside WeChat, by the code of `wx.login`. */
  sessionFromCode(code: string): Promise<{ openId: string; unionId?: string }>
}

/** WeChat's own API of the mini-program; another host than WeCom's, and the app secret instead of a token. */
export function createWechatClient(options: {
  baseUrl: string
  appId: string
  secret: string
  timeoutMs?: number
}): WechatClient {
  const { baseUrl, appId, secret, timeoutMs = 10_000 } = options
  return {
    async sessionFromCode(code) {
      const url = new URL('/sns/jscode2session', baseUrl)
      url.search = new URLSearchParams({
        appid: appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      }).toString()
      const answer = await call<Answer & { openid?: string; unionid?: string }>(url, timeoutMs)
      return { openId: answer.openid ?? '', unionId: answer.unionid }
    },
  }
}
