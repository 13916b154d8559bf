import type { Readable } from 'node:stream'
import type { Router } from '@koa/router'
import type { z } from 'zod'
import type { Route } from '../../../shared/api/route'
import type { Doer } from '../../organisation/doer'
import type { Scope } from '../../organisation/scope'
import type { Clock } from '../clock'
import type { Database, Transaction } from '../database'
import { invalidInput } from './field-errors'
import { idempotencyKeyFrom, writeOnce } from './idempotent-write'
import { readBody } from './read-body'
import { dropUpload, readUpload, type Uploaded } from './read-upload'
import { noSuchRoute, notFound, notSignedIn } from './refusals'
import type { WebContext, WebState } from './web-state'

/** What a feature's `routes.ts` is handed. */
export interface Api {
  readonly router: Router<WebState>
  /** Every route bound so far: what `/api/openapi.json` describes. */
  readonly routes: Route[]
  readonly database: Database
  readonly clock: Clock
  readonly demo: () => boolean
  /** Checks every answer against its schema: for tests. */
  readonly checkAnswers: boolean
}

/** One request that has passed the door: its shape is right and, where needed, somebody is signed in. */
export interface OpenCall<Query, Body> {
  readonly params: { readonly id: string }
  readonly query: Query
  readonly body: Body
  /** Of a route that takes one. */
  readonly upload: Uploaded | undefined
  readonly at: Date
  readonly address: string
  readonly database: Database
}

export interface Call<Query, Body> extends OpenCall<Query, Body> {
  readonly scope: Scope
  readonly token: string
  /** Who writes, for use cases. */
  readonly doer: Doer
  readonly idempotencyKey: string | undefined
  readonly write: Write
}

/** Runs a use case and keeps its answer in one transaction; the same key again answers the same. */
export type Write = <Answer>(work: (tx: Transaction) => Promise<Answer>) => Promise<Answer>

type Handle<C, Answer extends z.ZodType> = (call: C) => Promise<z.input<Answer>>

/** Binds a route for signed-in people. The answer's type is checked against the descriptor by the compiler. */
export function bind<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  api: Api,
  route: Route<Query, Body, Answer>,
  handle: Handle<Call<z.output<Query>, z.output<Body>>, Answer>,
): void {
  if (route.login !== 'staff') throw new Error(`${route.path} needs no log-in: bindOpen`)
  register(api, route, async (ctx) => {
    const call = await staffCall(api, route, ctx)
    try {
      return await handle(call)
    } finally {
      if (call.upload) await dropUpload(call.upload)
    }
  })
}

/** Bytes that a route answers in place of JSON. */
export interface FileAnswer {
  readonly body: Readable | Buffer
  /** What the file is to be called where it is kept; absent for one that is shown. */
  readonly saveAs?: string
  /** Of a route with several content types. */
  readonly type?: string
}

/** Binds a route for signed-in people that answers a file. */
export function bindFile<Query extends z.ZodType, Body extends z.ZodType>(
  api: Api,
  route: Route<Query, Body>,
  handle: (call: Call<z.output<Query>, z.output<Body>>) => Promise<FileAnswer>,
): void {
  api.routes.push(route)
  api.router.get(route.path, async (ctx) => {
    ctx.state.route = route.path
    const { body, saveAs, type } = await handle(await staffCall(api, route, ctx as unknown as WebContext))
    ctx.set('Cache-Control', 'no-store')
    ctx.type = type ?? route.file ?? 'application/octet-stream'
    if (saveAs) ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(saveAs)}`)
    ctx.body = body
  })
}

async function staffCall<Query extends z.ZodType, Body extends z.ZodType>(
  api: Api,
  route: Route<Query, Body>,
  ctx: WebContext,
): Promise<Call<z.output<Query>, z.output<Body>>> {
  const { scope, token } = ctx.state
  if (!scope || !token) throw notSignedIn()
  const idempotencyKey =
    route.method === 'POST' ? idempotencyKeyFrom(ctx.req.headers['idempotency-key'] as string) : undefined
  const call = await readCall(api, route, ctx)
  const { database } = api
  return {
    ...call,
    scope,
    token,
    doer: { scope, via: 'miniprogram', at: call.at, chatRef: null },
    idempotencyKey,
    write: (work) => {
      if (idempotencyKey === undefined) return database.transaction(work)
      const { orgId, staffId } = scope
      const keyed = { orgId, staffId, key: idempotencyKey, route: `${ctx.method} ${ctx.path}`, at: call.at }
      return writeOnce(database, keyed, work)
    },
  }
}

/** Binds a route that needs no log-in; one of the demo is not there outside a demo. */
export function bindOpen<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  api: Api,
  route: Route<Query, Body, Answer>,
  handle: Handle<OpenCall<z.output<Query>, z.output<Body>>, Answer>,
): void {
  if (route.login === 'staff') throw new Error(`${route.path} needs a log-in: bind`)
  register(api, route, async (ctx) => {
    if (route.login === 'demo' && !api.demo()) throw noSuchRoute()
    return handle(await readCall(api, route, ctx))
  })
}

function register<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  api: Api,
  route: Route<Query, Body, Answer>,
  serve: (ctx: WebContext) => Promise<z.input<Answer>>,
): void {
  api.routes.push(route)
  const verb = { GET: 'get', POST: 'post', DELETE: 'delete' } as const
  api.router[verb[route.method]](route.path, async (ctx) => {
    ctx.state.route = route.path
    const answer = await serve(ctx as unknown as WebContext)
    // Stale figures on a phone are worse than a second request.
    ctx.set('Cache-Control', 'no-store')
    ctx.body = api.checkAnswers ? route.answer.parse(answer) : answer
  })
}

async function readCall<Query extends z.ZodType, Body extends z.ZodType>(
  api: Api,
  route: Route<Query, Body, z.ZodType>,
  ctx: WebContext,
): Promise<OpenCall<z.output<Query>, z.output<Body>>> {
  const params = ctx.params as Record<string, string>
  // What cannot be an id of ours is not found, before anything is asked; chat ids of the demo are freer.
  const idPattern = route.login === 'demo' ? /^[^\p{Cc}]{1,128}$/u : /^[\w-]{1,40}$/
  for (const value of Object.values(params)) if (!idPattern.test(value)) throw notFound()
  const query = checked(route.query, { ...ctx.query })
  const { upload, about } = route.upload
    ? await readUpload(ctx, route.upload, route.uploadMebibytes ?? 10)
    : { upload: undefined, about: undefined }
  try {
    return {
      params: { id: params.id ?? '' },
      query,
      body: route.body
        ? checked(route.body, upload ? about : await readBody(ctx))
        : (undefined as z.output<Body>),
      upload,
      at: api.clock.now(),
      address: ctx.ip,
      database: api.database,
    }
  } catch (error) {
    if (upload) await dropUpload(upload)
    throw error
  }
}

function checked<Schema extends z.ZodType>(schema: Schema | undefined, given: unknown): z.output<Schema> {
  if (!schema) return undefined as z.output<Schema>
  const result = schema.safeParse(given, { reportInput: true })
  if (!result.success) throw invalidInput(result.error)
  return result.data
}
