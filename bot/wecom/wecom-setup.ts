import { firstOrg } from '../../server/organisation/first-org'
import type { IdentityProvider } from '../../server/organisation/identity-provider'
import {
  SecretsClosed,
  unopenedApps,
  type WecomCredentials,
  wecomAppOf,
} from '../../server/organisation/wecom-apps'
import type { Clock } from '../../server/platform/clock'
import type { Config } from '../../server/platform/config'
import type { Database } from '../../server/platform/database'
import { createSeal } from '../../server/platform/seal'
import { createAccessTokens } from './access-token'
import type { CallbackCredentials } from './callback-envelope'
import { createWecomClient, type WecomClient } from './client'
import { createIdentityProvider } from './identity-provider'
import { createWechatClient } from './wechat-client'

/** WeCom and WeChat: of the first organisation as the environment says, of further ones as their rows say. */
export interface WecomSetup {
  /** Whether any organisation can have WeCom here: one is in the environment, or secrets in rows can be opened. */
  isPossible: boolean
  /** @throws SecretsClosed */
  clientOf(orgId: string): Promise<WecomClient | undefined>
  /** The first organisation's callback, which may be configured before the organisation is made. */
  callback: CallbackCredentials | undefined
  /** @throws SecretsClosed */
  callbackOf(orgId: string): Promise<CallbackCredentials | undefined>
  /** Organisations that cannot use their WeCom because SECRETS_KEY is missing or another one. */
  unopened(): Promise<string[]>
  identities: IdentityProvider | undefined
  /** Where a browser inside WeCom is sent to log in to that organisation, to the first one if none is named (document/path/96441). */
  logInUrlOf(orgId: string | undefined): Promise<string | undefined>
}

/** A row that was changed is heard of after this long. */
const rowFreshMs = 60_000

/** Configuration checks that what belongs together is given together. */
export function wecomSetup(config: Config, clock: Clock, database: Database): WecomSetup {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_AGENT_SECRET: secret } = config
  const { WECOM_CALLBACK_TOKEN: token, WECOM_CALLBACK_AES_KEY: aesKey } = config
  const { WECHAT_APP_ID: wechatId, WECHAT_APP_SECRET: wechatSecret } = config
  const baseUrl = config.WECOM_API_BASE
  const tokens = createAccessTokens({ baseUrl, clock })
  const seal = config.SECRETS_KEY ? createSeal(config.SECRETS_KEY) : undefined
  const first =
    corpId && agentId && secret
      ? createWecomClient({ baseUrl, app: { corpId, agentId, secret }, tokens })
      : undefined
  const callback = corpId && token && aesKey ? { corpId, token, aesKey } : undefined
  const wechat =
    wechatId && wechatSecret
      ? createWechatClient({ baseUrl: config.WECHAT_API_BASE, appId: wechatId, secret: wechatSecret })
      : undefined
  const rows = new Map<string, { app: WecomCredentials | undefined; freshUntil: number }>()

  async function rowOf(orgId: string): Promise<WecomCredentials | undefined> {
    const known = rows.get(orgId)
    if (known && clock.now().getTime() < known.freshUntil) return known.app
    const app = await database.read((reader) => wecomAppOf(reader, seal, orgId))
    // What a stranger makes up is not kept.
    if (app) rows.set(orgId, { app, freshUntil: clock.now().getTime() + rowFreshMs })
    else rows.delete(orgId)
    return app
  }

  /** The first one stays the first. */
  let firstId: string | undefined
  async function isFirst(orgId: string): Promise<boolean> {
    firstId ??= (await database.read(firstOrg))?.id
    return firstId === orgId
  }

  async function clientOf(orgId: string): Promise<WecomClient | undefined> {
    if (await isFirst(orgId)) return first
    const app = await rowOf(orgId)
    return app && createWecomClient({ baseUrl, app, tokens })
  }

  const isPossible = first !== undefined || seal !== undefined
  return {
    isPossible,
    clientOf,
    callback,
    callbackOf: async (orgId) => {
      if (await isFirst(orgId)) return callback
      const app = await rowOf(orgId)
      return app && { corpId: app.corpId, token: app.callbackToken, aesKey: app.aesKey }
    },
    unopened: () => database.read((reader) => unopenedApps(reader, seal)),
    identities:
      isPossible || wechat
        ? createIdentityProvider({
            wecomOf: async (org) => (org ? clientOf(org) : first),
            ...(wechat && { wechat }),
          })
        : undefined,
    logInUrlOf: async (orgId) => {
      if (!config.PUBLIC_URL) return undefined
      if (!orgId || (await isFirst(orgId))) return first && authoriseUrl(first, config.PUBLIC_URL)
      const further = await clientOf(orgId).catch((error) => {
        // Told at start; a code of the admin's lets in meanwhile.
        if (error instanceof SecretsClosed) return undefined
        throw error
      })
      return further && authoriseUrl(further, config.PUBLIC_URL, orgId)
    },
  }
}

/** A further organisation's name stays in the address one comes back to: the log-in that follows is asked of its corp. */
function authoriseUrl({ app }: WecomClient, publicUrl: string, orgId?: string): string {
  const back = new URL('/m/', publicUrl)
  if (orgId) back.searchParams.set('org', orgId)
  const url = new URL('https://open.weixin.qq.com/connect/oauth2/authorize')
  url.search = new URLSearchParams({
    appid: app.corpId,
    redirect_uri: back.href,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'shunliu',
    agentid: String(app.agentId),
  }).toString()
  url.hash = 'wechat_redirect'
  return url.href
}
