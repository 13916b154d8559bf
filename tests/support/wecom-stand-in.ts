import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import Router, { type RouterContext } from '@koa/router'
import Koa from 'koa'

/** What a member's phone shows. */
interface Shown {
  userId: string
  text: string
}

interface App {
  corpId: string
  agentId: number
  secret: string
}

export interface WecomStandIn {
  url: string
  app: App
  /** Apps of other corps; the members are the same. */
  furtherApps: App[]
  /** What each corp's app showed. */
  shownBy: Map<string, Shown[]>
  wechat: { appId: string; secret: string }
  /** Members the app may write to. */
  members: Set<string>
  shown: Shown[]
  /** Over 30 a minute for one member: WeCom drops them without a word. */
  dropped: Shown[]
  /** How often each path was asked. */
  calls: Map<string, number>
  /** Log-in codes that still work, and what each answers. */
  codes: Map<string, Record<string, unknown>>
  faults: {
    latencyMs: number
    /** The next answers, one each, instead of the real ones. */
    errcodes: number[]
    httpStatus: number | undefined
    hangUp: boolean
    /** What every message/send answers. */
    alwaysOnSend: number | undefined
  }
  /** WeCom may end tokens early. */
  endTokens(errcode?: 40014 | 42001): void
  stop(): Promise<void>
}

/**
 * A WeCom (and WeChat) of this machine: the calls we make, their limits and their silences, as far as the official
 * documents tell. Nothing here was compared with the live service.
 */
export async function startWecomStandIn(
  options: { port?: number; now?: () => number; tokenSeconds?: number } = {},
): Promise<WecomStandIn> {
  const { now = Date.now, tokenSeconds = 7200 } = options
  const tokens = new Map<string, { app: App; endsAt: number; errcode?: number }>()
  const sentAt = new Map<string, number[]>()
  let made = 0
  const standIn: WecomStandIn = {
    url: '',
    app: { corpId: 'wx5823bf96d3bd56c7', agentId: 1000002, secret: 'agent-secret' },
    furtherApps: [],
    shownBy: new Map(),
    wechat: { appId: 'wxmini', secret: 'wechat-secret' },
    members: new Set(['zhangsan', 'lisi']),
    shown: [],
    dropped: [],
    calls: new Map(),
    codes: new Map(),
    faults: { latencyMs: 0, errcodes: [], httpStatus: undefined, hangUp: false, alwaysOnSend: undefined },
    endTokens(errcode = 40014) {
      for (const token of tokens.values()) token.errcode = errcode
    },
    stop: async () => undefined,
  }
  const apps = () => [standIn.app, ...standIn.furtherApps]
  const router = new Router()
  const ok = { errcode: 0, errmsg: 'ok' }

  /** The reason why WeCom would not listen, by the token. */
  const refusal = (ctx: RouterContext) => {
    const known = tokens.get(String(ctx.query.access_token ?? ''))
    if (!ctx.query.access_token) return { errcode: 41001, errmsg: 'access_token missing' }
    if (!known) return { errcode: 40014, errmsg: 'invalid access_token' }
    if (known.errcode) return { errcode: known.errcode, errmsg: 'ended' }
    if (now() >= known.endsAt) return { errcode: 42001, errmsg: 'access_token expired' }
    return undefined
  }
  const redeem = (code: unknown) => {
    const answer = standIn.codes.get(String(code))
    standIn.codes.delete(String(code))
    return answer ? { ...ok, ...answer } : { errcode: 40029, errmsg: 'invalid code' }
  }

  router.get('/cgi-bin/gettoken', (ctx) => {
    const app = apps().find(({ corpId }) => corpId === ctx.query.corpid)
    if (!app) ctx.body = { errcode: 40013, errmsg: 'invalid corpid' }
    else if (ctx.query.corpsecret !== app.secret) ctx.body = { errcode: 40001, errmsg: 'invalid credential' }
    else {
      const token = `token-${++made}`
      tokens.set(token, { app, endsAt: now() + tokenSeconds * 1000 })
      ctx.body = { ...ok, access_token: token, expires_in: tokenSeconds }
    }
  })

  router.post('/cgi-bin/message/send', async (ctx) => {
    const { alwaysOnSend: errcode } = standIn.faults
    const refused = errcode ? { errcode, errmsg: 'stand-in' } : refusal(ctx)
    if (refused) {
      ctx.body = refused
      return
    }
    const chunks: string[] = []
    for await (const chunk of ctx.req) chunks.push(String(chunk))
    const message = JSON.parse(chunks.join('')) as {
      touser: string
      agentid: number
      text: { content: string }
    }
    const { app } = tokens.get(String(ctx.query.access_token))!
    if (message.agentid !== app.agentId) {
      ctx.body = { errcode: 301002, errmsg: 'not allow operate this agentid' }
      return
    }
    const asked = message.touser.toLowerCase().split('|')
    const reached = asked.filter((userId) => standIn.members.has(userId))
    const invaliduser = asked.filter((userId) => !standIn.members.has(userId)).join('|')
    if (reached.length === 0) {
      ctx.body = { errcode: 81013, errmsg: 'user & party & tag all invalid', invaliduser }
      return
    }
    for (const userId of reached) {
      const recent = (sentAt.get(userId) ?? []).filter((at) => now() - at < 60_000)
      const shown = { userId, text: message.text.content }
      const drop = recent.length >= 30
      ;(drop ? standIn.dropped : standIn.shown).push(shown)
      if (!drop) standIn.shownBy.set(app.corpId, [...(standIn.shownBy.get(app.corpId) ?? []), shown])
      sentAt.set(userId, drop ? recent : [...recent, now()])
    }
    ctx.body = { ...ok, invaliduser, msgid: `msg-${standIn.shown.length}` }
  })

  router.get('/cgi-bin/miniprogram/jscode2session', (ctx) => {
    ctx.body = refusal(ctx) ?? redeem(ctx.query.js_code)
  })
  router.get('/cgi-bin/auth/getuserinfo', (ctx) => {
    ctx.body = refusal(ctx) ?? redeem(ctx.query.code)
  })
  router.get('/sns/jscode2session', (ctx) => {
    const { appId, secret } = standIn.wechat
    const known = ctx.query.appid === appId && ctx.query.secret === secret
    ctx.body = known ? redeem(ctx.query.js_code) : { errcode: 40125, errmsg: 'invalid appsecret' }
  })

  const koa = new Koa()
  koa.silent = true
  koa.use(async (ctx, next) => {
    standIn.calls.set(ctx.path, (standIn.calls.get(ctx.path) ?? 0) + 1)
    const { latencyMs, errcodes, httpStatus, hangUp } = standIn.faults
    if (latencyMs > 0) await pause(latencyMs)
    const errcode = hangUp || httpStatus ? undefined : errcodes.shift()
    if (hangUp) ctx.req.socket.destroy()
    else if (httpStatus) ctx.status = httpStatus
    else if (errcode !== undefined) ctx.body = { errcode, errmsg: 'stand-in, from ip: 203.0.113.9, hint' }
    else await next()
  })
  koa.use(router.routes())
  const server = koa.listen(options.port ?? 0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  standIn.stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return standIn
}
