import type { Message, Wechaty } from 'wechaty'

export interface ConnectionOptions {
  token: string
  /** `host:port` of the provider; without it the library would ask a server of its makers. */
  endpoint: string
  /** Off only for a provider on this machine. */
  tls: boolean
  loginWithinMs: number
  /** A text message; of other kinds nothing is told. */
  onMessage: (message: Message) => void
  /** Once: the connection is of no use any more. */
  onLost: (reason: string) => void
  /** Any sign of life. */
  onAlive: () => void
}

export interface Connection {
  say(conversationId: string, text: string): Promise<void>
  close(): Promise<void>
}

/** gRPC's codes for: cancelled, too late, unavailable, not our token. */
const lostCodes = /\b(?:1 CANCELLED|4 DEADLINE_EXCEEDED|14 UNAVAILABLE|16 UNAUTHENTICATED)\b/

/**
 * One connection to the provider, good or given up: `start()` of the library also resolves when the token is wrong
 * or nobody listens, so only a login within its time counts. The library is loaded here, when the channel is on.
 */
export async function connectWechaty(options: ConnectionOptions): Promise<Connection> {
  const [{ WechatyBuilder, types, log }, { PuppetService }] = await Promise.all([
    import('wechaty'),
    import('wechaty-puppet-service'),
  ])
  // Its own log goes to the console and names people.
  log.level('silent')

  /**
   * It would keep a LevelDB in the home folder, in a folder named after the token; and a second connection that
   * finds the first one's files still locked ends the process. Its cache in memory is enough.
   */
  class FilelessPuppet extends PuppetService {
    constructor(settings: ConstructorParameters<typeof PuppetService>[0]) {
      super(settings)
      Object.assign(this._payloadStore, { start: async () => undefined, stop: async () => undefined })
    }
  }
  const { token, endpoint, tls } = options
  const puppet = new FilelessPuppet({ token, endpoint, tls: { disable: !tls } })
  const bot: Wechaty = WechatyBuilder.build({ puppet })
  let up = false
  let over = false

  const lost = (reason: string) => {
    if (over || !up) return
    over = true
    options.onLost(reason)
  }
  bot.on('heartbeat', options.onAlive)
  bot.on('message', (message) => {
    if (over) return
    options.onAlive()
    if (message.type() === types.Message.Text) options.onMessage(message)
  })
  let timer: NodeJS.Timeout | undefined
  const loggedIn = new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no login in time')), options.loginWithinMs)
    bot.on('login', () => resolve())
    bot.on('error', (error) => {
      const code = lostCodes.exec(String((error as Error)?.message ?? error))?.[0]
      if (!code) return
      reject(new Error(code))
      lost(code)
    })
    bot.on('logout', () => lost('logged out'))
  })
  const starting = bot.start()
  // Stopped before it has started, it leaves timers behind; and both ask the provider, who may be gone: what takes
  // too long goes on without us.
  const close = () => {
    over = true
    const ended = starting.then(
      () => bot.stop(),
      () => bot.stop(),
    )
    return withinMs(4000, ended)
  }
  try {
    await Promise.all([starting, loggedIn])
    up = true
  } catch (error) {
    await close()
    throw error
  } finally {
    clearTimeout(timer)
  }
  return {
    say: async (conversationId, text) => {
      await puppet.messageSendText(conversationId, text)
    },
    close,
  }
}

/** Waits for what may never end, or may fail; neither matters any more. */
async function withinMs(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, enough]).catch(() => undefined)
  clearTimeout(timer)
}
