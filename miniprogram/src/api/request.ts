import type { AnswerOf, BodyOf, QueryOf, Route } from '@shared/api/route'
import { errorAnswer } from '@shared/api/shapes'
import { miniTexts } from '@shared/text/miniprogram'
import Taro from '@tarojs/taro'
import { learnServerTime } from '@/state/clock'
import { createStore } from '@/state/store'
import { makeKey } from './make-key'

/** What went wrong, as a screen says it; `reference` is what the admin can look up. */
export interface Fault {
  readonly code: string
  readonly message: string
  readonly status: number
  readonly reference?: string
  /** A sentence for each thing that was not right. */
  readonly fields?: Record<string, string>
  /** Of a write that came too late: what stands now. */
  readonly current?: unknown
}

/** Nobody answered. */
export const offlineFault = (): Fault => ({ code: 'offline', message: miniTexts.offline(), status: 0 })

/** Opened by an address that names nothing. */
const brokenLink = (): Fault => ({ code: 'link_broken', message: miniTexts.linkBroken(), status: 400 })

/** Whether the last request met nobody: what pages say of the network. */
const away = createStore(false)
export const useAway = away.use

function noAnswer(): { fault: Fault } {
  if (!away.get()) away.set(true)
  return { fault: offlineFault() }
}

export type Outcome<Answer> =
  | { readonly answer: Answer; readonly fault?: undefined }
  | { readonly answer?: undefined; readonly fault: Fault }

export interface Input<R extends Route> {
  readonly params?: Record<string, string>
  readonly query?: QueryOf<R>
  readonly body?: BodyOf<R>
  readonly token?: string
  /** Given again when the same write is tried again, so that it is done once. */
  readonly key?: string
}

/** One request of a route, its answer checked against the route's own schema. A read that met no server is tried once more. */
export async function request<R extends Route>(route: R, input: Input<R>): Promise<Outcome<AnswerOf<R>>> {
  // Without its id the address would be another one.
  if (Object.values(input.params ?? {}).includes('') && route.path.includes(':'))
    return { fault: brokenLink() }
  const first = await send(route, input)
  const again = route.method === 'GET' && first.fault?.code === 'offline'
  return again ? send(route, input) : first
}

async function send<R extends Route>(route: R, input: Input<R>): Promise<Outcome<AnswerOf<R>>> {
  const header: Record<string, string> = { 'Content-Type': 'application/json' }
  if (input.token) header.Authorization = `Bearer ${input.token}`
  if (route.method === 'POST') header['Idempotency-Key'] = input.key ?? makeKey()
  try {
    const response = await Taro.request<unknown>({
      url: API_BASE + address(route.path, input.params, input.query),
      method: route.method,
      // An empty object where a route takes none would be a body it did not ask for.
      data: route.body ? (input.body ?? {}) : undefined,
      header,
      timeout: 15_000,
    })
    learnServerTime(headerOf(response.header, 'date'))
    if (away.get()) away.set(false)
    return read(route, response.statusCode, response.data)
  } catch {
    return noAnswer()
  }
}

export interface Upload<R extends Route> {
  /** Where the file lies: a path of WeChat's, or a `blob:` address. */
  readonly path: string
  /** What it is called; a photo needs no name. */
  readonly name?: string
  readonly body: BodyOf<R>
  readonly token?: string
  readonly key: string
}

/** One request of a route that takes a file. */
export async function sendFile<R extends Route>(route: R, input: Upload<R>): Promise<Outcome<AnswerOf<R>>> {
  try {
    const response = await Taro.uploadFile({
      url: API_BASE + route.path,
      filePath: input.path,
      name: route.upload ?? 'file',
      fileName: input.name ?? 'photo.jpg',
      formData: { about: JSON.stringify(input.body) },
      header: { Authorization: `Bearer ${input.token}`, 'Idempotency-Key': input.key },
      timeout: 60_000,
    })
    return read(route, response.statusCode, parsed(response.data))
  } catch {
    return noAnswer()
  }
}

/** WeChat and browsers hand over the answer to an upload as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A file as something an `Image` can show; undefined when it cannot be had now. */
export async function fileToShow(path: string, token: string): Promise<string | undefined> {
  const header = { Authorization: `Bearer ${token}` }
  try {
    if (process.env.TARO_ENV === 'weapp') {
      const { statusCode, tempFilePath } = await Taro.downloadFile({ url: API_BASE + path, header })
      return statusCode === 200 ? tempFilePath : undefined
    }
    const answer = await fetch(API_BASE + path, { headers: header })
    return answer.ok ? URL.createObjectURL(await answer.blob()) : undefined
  } catch {
    return undefined
  }
}

function read<R extends Route>(route: R, status: number, data: unknown): Outcome<AnswerOf<R>> {
  if (status >= 200 && status < 300) {
    const parsed = route.answer.safeParse(data)
    if (parsed.success) return { answer: parsed.data as AnswerOf<R> }
    return { fault: { code: 'answer_unreadable', message: miniTexts.unreadable(), status } }
  }
  const told = errorAnswer.safeParse(data)
  if (!told.success) return { fault: { code: 'no_answer', message: miniTexts.offline(), status } }
  return { fault: { ...told.data.error, status } }
}

/** @example address('/api/tasks/:id/complete', { id: 'tsk_1' }, undefined) // '/api/tasks/tsk_1/complete' */
function address(path: string, params: Record<string, string> = {}, query: unknown = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const pairs = Object.entries(query as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
    )
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
}

/** WeChat keeps the case the server sent, browsers do not. */
function headerOf(header: Record<string, unknown> | undefined, name: string): string | undefined {
  const found = Object.entries(header ?? {}).find(([key]) => key.toLowerCase() === name)
  return typeof found?.[1] === 'string' ? found[1] : undefined
}
