import type { Message } from 'wechaty'
import type { Clock } from '../../server/platform/clock'
import type { Log } from '../../server/platform/log'
import type { Channel, IncomingMessage, Receive } from './channel'
import { stripMention } from './strip-mention'
import { type Connection, connectWechaty } from './wechaty-connection'

export interface WechatyOptions {
  /** Whose channel it is; asked for each message, because the organisation may be made later. */
  orgId: () => Promise<string>
  token: string
  endpoint: string
  clock: Clock
  log: Log
  tls?: boolean
  loginWithinMs?: number
  /** Without any sign of life for so long the connection is renewed: a deaf one reports no error. */
  silentForMs?: number
  /** The first pause before connecting again; doubled each time, five minutes at most. */
  retryMs?: number
}

const retryAtMostMs = 5 * 60_000

/**
 * Groups and people through a Wechaty provider over gRPC. Unofficial, off unless configured. The library does not
 * come back by itself in any useful time, so this keeps one connection, and makes a new one when it is lost. What is
 * said meanwhile is lost: providers replay nothing.
 */
export function createWechatyChannel(options: WechatyOptions): Channel {
  const { orgId, clock, log, retryMs = 1000, loginWithinMs = 30_000, silentForMs = 120_000 } = options
  let state: ReturnType<Channel['state']> = { state: 'down', reason: 'not started' }
  let connection: Connection | undefined
  let receive: Receive = async () => undefined
  let stopped = true
  let failures = 0
  let aliveAt = 0
  let timer: NodeJS.Timeout | undefined
  let watch: NodeJS.Timeout | undefined
  let connecting: Promise<void> = Promise.resolve()
  let closing: Promise<void> = Promise.resolve()

  function connectSoon(reason: string): void {
    closing = Promise.resolve(connection?.close())
    connection = undefined
    if (stopped) return
    state = { state: 'down', reason }
    const pauseMs = Math.min(retryMs * 2 ** failures++, retryAtMostMs)
    log.warn({ channel: 'wechaty', reason, pauseMs }, 'wechaty is lost; it is connected again')
    clearTimeout(timer)
    timer = setTimeout(() => {
      connecting = closing.then(connect)
    }, pauseMs)
  }

  async function connect(): Promise<void> {
    if (stopped) return
    state = { state: 'starting' }
    try {
      const made = await connectWechaty({
        token: options.token,
        endpoint: options.endpoint,
        tls: options.tls ?? true,
        loginWithinMs,
        onMessage: (message) => void take(message),
        onLost: connectSoon,
        onAlive: () => {
          aliveAt = clock.now().getTime()
        },
      })
      if (stopped) return made.close()
      connection = made
      failures = 0
      aliveAt = clock.now().getTime()
      state = { state: 'up' }
      log.info({ channel: 'wechaty' }, 'wechaty is up')
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      if (code === 'MODULE_NOT_FOUND') {
        state = { state: 'down', reason: 'the wechaty packages are not installed' }
        log.error({ channel: 'wechaty' }, 'wechaty is configured, but its packages are not installed')
        return
      }
      connectSoon(message)
    }
  }

  /** The library does not catch: a rejection in here would end the process. */
  async function take(message: Message): Promise<void> {
    try {
      const incoming = message.self() ? undefined : read(message)
      if (incoming) await persistently(incoming)
    } catch (error) {
      const { name } = error as Error
      log.error({ channel: 'wechaty', messageId: message.id, error: name }, 'a message could not be recorded')
    }
  }

  function read(message: Message): Omit<IncomingMessage, 'orgId'> | undefined {
    const senderId = message.talker().id
    const room = message.room()
    const text = room ? stripMention(message.text()) : message.text().trim()
    if (text === '') return undefined
    return {
      channel: 'wechaty',
      messageId: message.id,
      chatId: room?.id ?? senderId,
      chatKind: room ? 'group' : 'direct',
      senderId,
      sentAt: message.date(),
      text,
    }
  }

  /** Nobody sends it again: a database that is away for a moment is waited for. */
  async function persistently(incoming: Omit<IncomingMessage, 'orgId'>): Promise<void> {
    const record = async () => receive({ ...incoming, orgId: await orgId() })
    for (const pauseMs of [500, 2000, 8000, 20_000]) {
      try {
        return await record()
      } catch {
        log.warn({ channel: 'wechaty', messageId: incoming.messageId }, 'not recorded; later again')
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    }
    return record()
  }

  function watchOver(): void {
    if (!connection || clock.now().getTime() - aliveAt < silentForMs) return
    connectSoon('no sign of life')
  }

  return {
    name: 'wechaty',
    async start(receiver) {
      receive = receiver
      stopped = false
      state = { state: 'starting' }
      watch = setInterval(watchOver, Math.min(silentForMs / 4, 15_000))
      connecting = connect()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearInterval(watch)
      await connection?.close()
      await Promise.all([closing, connecting])
      connection = undefined
      state = { state: 'down', reason: 'stopped' }
    },
    async send({ chatId, text }) {
      if (!connection) throw new Error('wechaty is not connected')
      await connection.say(chatId, text)
    },
    state: () => state,
  }
}
