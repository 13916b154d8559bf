import fs from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

type Callbacks = {
  success?(result: unknown): void
  fail?(result: unknown): void
  complete?(result: unknown): void
}
interface RequestOptions extends Callbacks {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
}
type Native = Record<string, unknown> & { onLoad?(query: object): void; onShow?(): void; onReady?(): void }

export interface WeChat {
  /** Opens a page as WeChat would. `data` grows by what the page gives to setData. */
  open(
    route: string,
    query?: Record<string, string>,
  ): { native: Native; data: Record<string, unknown>; text(): string }
  /** Ends what runs by itself. */
  close(): void
  /** Where the app asked to go. */
  readonly moves: string[]
  readonly storage: Map<string, unknown>
  /** Errors that WeChat's console would show. */
  readonly errors: unknown[]
}

/** Runs a weapp build in a context of its own, with a stand-in for `wx` whose requests go to `apiBase`. */
export function startWeChat(dir: string, apiBase: string, launch: Record<string, string> = {}): WeChat {
  const moves: string[] = []
  const storage = new Map<string, unknown>()
  const errors: unknown[] = []
  const pages = new Map<string, Native>()
  const opened: Native[] = []
  let loading = ''

  const answer = (options: Callbacks | undefined, result: unknown) => {
    queueMicrotask(() => {
      options?.success?.(result)
      options?.complete?.(result)
    })
  }
  const known: Record<string, unknown> = {
    request: (options: RequestOptions) => request(apiBase, options),
    login: (options: Callbacks) => answer(options, { code: 'code-of-wechat' }),
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    removeStorageSync: (key: string) => storage.delete(key),
    setStorage: (options: Callbacks & { key: string; data: unknown }) => {
      storage.set(options.key, options.data)
      answer(options, { errMsg: 'setStorage:ok' })
    },
    removeStorage: (options: Callbacks & { key: string }) => {
      storage.delete(options.key)
      answer(options, { errMsg: 'removeStorage:ok' })
    },
    getSystemInfoSync: () => ({
      platform: 'ios',
      windowWidth: 390,
      windowHeight: 760,
      pixelRatio: 3,
      SDKVersion: '3.5.0',
    }),
    getLaunchOptionsSync: () => ({ path: 'pages/home/index', query: launch }),
    canIUse: () => true,
  }
  for (const name of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'])
    known[name] = (options: Callbacks & { url: string }) => {
      moves.push(`${name} ${options.url}`)
      answer(options, { errMsg: `${name}:ok` })
    }
  // The rest of what the app asks of WeChat succeeds and says nothing.
  for (const name of ['setTabBarBadge', 'removeTabBarBadge', 'setClipboardData', 'nextTick', 'hideKeyboard'])
    known[name] = (options?: Callbacks) => answer(options, {})
  for (const name of ['onKeyboardHeightChange', 'offKeyboardHeightChange']) known[name] = () => {}
  known.onNetworkStatusChange = () => {}
  known.env = { USER_DATA_PATH: 'wxfile://usr' }
  const fileManager = filesInMemory()
  known.getFileSystemManager = () => fileManager
  const timers: NodeJS.Timeout[] = []

  const context = vm.createContext({
    wx: known,
    console: { ...console, error: (...words: unknown[]) => errors.push(words) },
    setTimeout,
    clearTimeout,
    setInterval: (tick: () => void, ms: number) => timers[timers.push(setInterval(tick, ms)) - 1],
    clearInterval,
    App: () => {},
    Component: () => {},
    Page: (config: Native) => pages.set(loading, config),
    getCurrentPages: () => opened,
    getApp: () => ({}),
  })
  const modules = new Map<string, { exports: unknown }>()
  const load = (file: string): unknown => {
    const there = modules.get(file)
    if (there) return there.exports
    const module = { exports: {} }
    modules.set(file, module)
    const source = fs.readFileSync(path.join(dir, file), 'utf8')
    const run = vm.runInContext(`(function (require, module, exports) {${source}\n})`, context, {
      filename: file,
    })
    const from = path.posix.dirname(file)
    run(
      (name: string) => load(path.posix.join(from, name.endsWith('.js') ? name : `${name}.js`)),
      module,
      module.exports,
    )
    return module.exports
  }
  load('app.js')

  return {
    close: () => timers.forEach(clearInterval),
    moves,
    storage,
    errors,
    open: (route, query = {}) => {
      loading = route
      load(`${route}.js`)
      const data: Record<string, unknown> = {}
      const native: Native = Object.assign(Object.create(pages.get(route) ?? null), {
        route,
        data,
        setData: (patch: object, done?: () => void) => {
          Object.assign(data, patch)
          done?.()
        },
      })
      opened.push(native)
      native.onLoad?.(query)
      native.onShow?.()
      native.onReady?.()
      return { native, data, text: () => JSON.stringify(data) }
    },
  }
}

/** What WeChat's file manager does with paths and texts; a missing file throws. */
function filesInMemory() {
  const files = new Map<string, string>()
  const there = (path: string) => {
    const found = files.get(path)
    if (found === undefined) throw new Error(`no such file or directory ${path}`)
    return found
  }
  return {
    accessSync: (path: string) => void there(path),
    mkdirSync: (path: string) => files.set(path, ''),
    readFileSync: there,
    writeFileSync: (path: string, text: string) => files.set(path, text),
    renameSync: (from: string, to: string) => {
      files.set(to, there(from))
      files.delete(from)
    },
    copyFileSync: (from: string, to: string) => files.set(to, files.get(from) ?? 'photo'),
    unlinkSync: (path: string) => files.delete(path),
    readdirSync: (folder: string) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
  }
}

async function request(
  apiBase: string,
  { url, method, data, header, ...then }: RequestOptions,
): Promise<void> {
  try {
    const { pathname, search } = new URL(url)
    const body = method === 'GET' || data === undefined ? undefined : JSON.stringify(data)
    const response = await fetch(apiBase + pathname + search, { method, headers: header, body })
    const result = {
      statusCode: response.status,
      data: await response.json(),
      header: Object.fromEntries(response.headers),
      errMsg: 'request:ok',
    }
    then.success?.(result)
    then.complete?.(result)
  } catch (error) {
    then.fail?.({ errMsg: `request:fail ${error}` })
  }
}
