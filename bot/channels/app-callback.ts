import Router, { type RouterContext } from '@koa/router'
import type { Clock } from '../../server/platform/clock'
import type { Log } from '../../server/platform/log'
import {
  areUsable,
  type CallbackCredentials,
  CallbackRefused,
  findEncrypted,
  openEnvelope,
  readSignedQuery,
  readXml,
  required,
  type XmlFields,
} from '../wecom/callback-envelope'
import type { IncomingMessage, Receive } from './channel'
import { readBody } from './read-body'

const bodyBytesAtMost = 256 * 1024
/** WeCom itself hangs up after five seconds (document/path/96466). */
const bodyWithinMs = 5000

export interface AppCallbackOptions {
  /**
   * Whose callback `/wecom/callback` is; absent while WeCom is not configured. Its id is asked for only when there is
   * something to record: until the organisation is made the address can be verified, and messages get 503.
   */
  firstOrg?: { orgId: () => Promise<string>; credentials: CallbackCredentials }
  /** The callback of a further organisation, by its id in the path. */
  credentialsOf: (orgId: string) => Promise<CallbackCredentials | undefined>
  receive: Receive
  clock: Clock
  log: Log
}

/**
 * The self-built app's callback: what a member types in the app's own window arrives here, signed and encrypted.
 * To be mounted before any body parser. A message is answered 200, empty, once `receive` has it; if that fails, 503
 * makes WeCom send it again. What a stranger sends is refused and leaves nothing.
 */
export function createAppCallback(options: AppCallbackOptions): Router {
  const router = new Router()
  const paths = ['/wecom/callback', '/wecom/callback/:orgId']
  router.get(paths, (ctx) => guarded(ctx, options, () => verifyAddress(ctx, options)))
  router.post(paths, (ctx) => guarded(ctx, options, () => takeMessage(ctx, options)))
  return router
}

async function guarded(
  ctx: RouterContext,
  { log }: AppCallbackOptions,
  answer: () => Promise<void>,
): Promise<void> {
  try {
    await answer()
  } catch (error) {
    if (error instanceof CallbackRefused) {
      log.debug({ status: error.status, reason: error.message }, 'callback refused')
      ctx.status = error.status
    } else {
      log.warn({ code: (error as { code?: string }).code }, 'callback not recorded; WeCom will send it again')
      ctx.status = 503
    }
    ctx.body = ''
  }
}

/** The one-time check of the address: the plaintext of `echostr` and nothing else, within a second (path/96466). */
async function verifyAddress(ctx: RouterContext, options: AppCallbackOptions): Promise<void> {
  const signed = readSignedQuery(ctx.query, options.clock.now())
  const { echostr } = ctx.query
  if (typeof echostr !== 'string' || echostr === '') throw new CallbackRefused(400, 'no echostr')
  const org = await orgOf(ctx, options)
  if (!org) return
  const plain = openEnvelope(org.credentials, signed, echostr)
  ctx.type = 'text/plain'
  ctx.body = plain
}

async function takeMessage(ctx: RouterContext, options: AppCallbackOptions): Promise<void> {
  const signed = readSignedQuery(ctx.query, options.clock.now())
  const body = await readBody(ctx.req, bodyBytesAtMost, bodyWithinMs)
  if ('refused' in body) {
    ctx.status = { too_large: 413, too_slow: 408, aborted: 400 }[body.refused]
    ctx.set('Connection', 'close')
    ctx.body = ''
    return
  }
  const encrypted = findEncrypted(body.text)
  const org = await orgOf(ctx, options)
  if (!org) return
  const fields = readXml(openEnvelope(org.credentials, signed, encrypted))
  if (required(fields, 'ToUserName', 128) !== org.credentials.corpId)
    throw new CallbackRefused(403, 'meant for another corp')
  const message = readMessage(fields)
  if (message) await options.receive({ ...message, orgId: await org.orgId() })
  else options.log.debug({ messageId: fields.get('MsgId') }, 'callback without text')
  // An empty 200 ends WeCom's retries; the answer follows through message/send.
  ctx.status = 200
  ctx.body = ''
}

async function orgOf(
  ctx: RouterContext,
  { firstOrg, credentialsOf, log }: AppCallbackOptions,
): Promise<{ orgId: () => Promise<string>; credentials: CallbackCredentials } | undefined> {
  const { orgId } = ctx.params
  const credentials = orgId === undefined ? firstOrg?.credentials : await credentialsOf(orgId)
  if (credentials && areUsable(credentials)) {
    if (orgId !== undefined) return { orgId: async () => orgId, credentials }
    if (firstOrg) return { orgId: firstOrg.orgId, credentials }
  }
  if (credentials) log.error({ orgId }, 'the callback token or key of this organisation is not usable')
  ctx.status = 404
  ctx.body = ''
  return undefined
}

/**
 * A text message (document/path/96467), or undefined for events and what is not text: acknowledged, not acted on.
 * Only the app's own window reaches this callback, so every message is a talk with the bot alone.
 */
function readMessage(fields: XmlFields): Omit<IncomingMessage, 'orgId'> | undefined {
  const kind = required(fields, 'MsgType', 64)
  // The same person in capitals and in small letters (document/path/90195).
  const senderId = required(fields, 'FromUserName', 128).toLowerCase()
  const createdSeconds = required(fields, 'CreateTime', 10)
  if (!/^\d+$/.test(createdSeconds)) throw new CallbackRefused(400, 'CreateTime is no number')
  if (kind === 'event') return undefined
  const messageId = required(fields, 'MsgId', 128)
  if (kind !== 'text') return undefined
  const text = fields.get('Content')
  if (text === undefined || text.length > 20_000) throw new CallbackRefused(400, 'Content is missing')
  if (text.trim() === '') return undefined
  return {
    channel: 'wecom',
    messageId,
    chatId: senderId,
    chatKind: 'direct',
    senderId,
    sentAt: new Date(Number(createdSeconds) * 1000),
    text: text.trim(),
  }
}
