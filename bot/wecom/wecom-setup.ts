import type { IdentityProvider } from '../../server/organisation/identity-provider'
import type { Clock } from '../../server/platform/clock'
import type { Config } from '../../server/platform/config'
import { createAccessTokens } from './access-token'
import type { CallbackCredentials } from './callback-envelope'
import { createWecomClient, type WecomClient } from './client'
import { createIdentityProvider } from './identity-provider'
import { createWechatClient } from './wechat-client'

/** What the environment says of WeCom and WeChat, made into clients; what is not configured is absent. */
export interface WecomSetup {
  client: WecomClient | undefined
  callback: CallbackCredentials | undefined
  identities: IdentityProvider | undefined
  /** Where a browser inside WeCom is sent to log in (document/path/96441). */
  logInUrl: string | undefined
}

/** Configuration checks that what belongs together is given together. */
export function wecomSetup(config: Config, clock: Clock): WecomSetup {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: secret } = config
  const { WECOM_CALLBACK_TOKEN: token, WECOM_CALLBACK_AES_KEY: aesKey } = config
  const { WECHAT_APP_ID: wechatId, WECHAT_APP_SECRET: wechatSecret } = config
  const baseUrl = config.WECOM_API_BASE
  const client =
    corpId && agentId && secret
      ? createWecomClient({
          baseUrl,
          app: { corpId, agentId, secret },
          tokens: createAccessTokens({ baseUrl, clock }),
        })
      : undefined
  const wechat =
    wechatId && wechatSecret
      ? createWechatClient({ baseUrl: config.WECHAT_API_BASE, appId: wechatId, secret: wechatSecret })
      : undefined
  return {
    client,
    callback: corpId && token && aesKey ? { corpId, token, aesKey } : undefined,
    identities:
      client || wechat
        ? createIdentityProvider({ ...(client && { wecom: client }), ...(wechat && { wechat }) })
        : undefined,
    logInUrl: client && config.PUBLIC_URL ? authoriseUrl(client, config.PUBLIC_URL) : undefined,
  }
}

function authoriseUrl({ app }: WecomClient, publicUrl: string): string {
  const url = new URL('https://open.weixin.qq.com/connect/oauth2/authorize')
  url.search = new URLSearchParams({
    appid: app.corpId,
    redirect_uri: new URL('/m/', publicUrl).href,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'shunliu',
    agentid: String(app.agentId),
  }).toString()
  url.hash = 'wechat_redirect'
  return url.href
}
