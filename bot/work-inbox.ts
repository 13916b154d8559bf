import { directChat, say } from '../server/alerts/outbox'
import { actOnMessage } from '../server/messages/act-on-message'
import { failMessage, finishMessages, leftOver, stillLeased, takeOver } from '../server/messages/inbox'
import type { Inbox } from '../server/messages/tables'
import type { Numbers } from '../server/organisation/numbers'
import type { ChatPlace } from '../server/organisation/who-speaks'
import type { Clock } from '../server/platform/clock'
import type { Database, Transaction } from '../server/platform/database'
import type { Log } from '../server/platform/log'
import { offsetMinutes } from '../server/platform/zone'
import { botTexts } from '../shared/text/bot'
import { replyText } from './replies'

const batchAtMost = 64
const sweepMs = 5_000

type MessageKey = Pick<Inbox, 'orgId' | 'channel' | 'messageId'>

/** Acts on recorded messages, in the order they came. */
export interface InboxWorker {
  /** Messages this process has just recorded. */
  take(rows: Inbox[]): void
  /** Resolves when this message is no longer in hand: acted on, or put back. */
  settled(message: MessageKey): Promise<void>
  start(): Promise<void>
  /** Finishes what is in hand. */
  stop(): Promise<void>
}

/**
 * A batch of messages is one transaction, its chats side by side: what they ask alike is asked once, and recording what
 * became of a hundred messages costs little more than of one. When one of them fails, the batch is done one by one, so that nobody's line suffers from another's. What a crash
 * left unfinished is taken up at start, and later when its lease has ended.
 */
export function createInboxWorker(deps: {
  database: Database
  clock: Clock
  numbers: Numbers
  log: Log
  leaseOwner: string
  /** Replies and pushes wait in the outbox. */
  onWritten: () => void
}): InboxWorker {
  const { database, clock, numbers, log, leaseOwner } = deps
  const queue: Inbox[] = []
  /** Messages in hand, by key, with who waits for them. */
  const inHand = new Map<string, (() => void)[]>()
  const timezones = new Map<string, string>()
  let working: Promise<void> | undefined
  let sweep: NodeJS.Timeout | undefined
  let stopped = false

  function take(rows: Inbox[]): void {
    for (const row of rows) inHand.set(keyOf(row), [])
    queue.push(...rows)
    working ??= work().finally(() => {
      working = undefined
      if (queue.length > 0 && !stopped) take([])
    })
  }

  async function work(): Promise<void> {
    while (queue.length > 0 && !stopped) {
      const batch = queue.splice(0, batchAtMost)
      try {
        await actTogether(batch)
      } catch (error) {
        if (batch.length > 1)
          log.warn({ messages: batch.length }, 'a batch failed, its messages are acted on one by one')
        for (const message of batch) await actAlone(message, batch.length === 1 ? error : undefined)
      }
      deps.onWritten()
      for (const message of batch) settle(keyOf(message))
    }
  }

  async function actTogether(batch: Inbox[]): Promise<void> {
    for (const orgId of new Set(batch.map((message) => message.orgId)))
      await numbers.reserve(orgId, batch.length * 2 + 20)
    await database.transaction(async (tx) => {
      const mine = await stillLeased(tx, batch, leaseOwner, clock.now())
      const done = await sideBySide([...byChat(mine).values()], async (messages) => {
        const acted: { message: Inbox; outcome: string }[] = []
        for (const message of messages) acted.push({ message, outcome: await actAndReply(tx, message) })
        return acted
      })
      await finishMessages(tx, done.flat())
    })
  }

  async function actAlone(message: Inbox, known?: unknown): Promise<void> {
    try {
      if (known) throw known
      await actTogether([message])
    } catch (error) {
      log.error({ message: message.id, err: error }, 'a message could not be acted on')
      await database
        .transaction(async (tx) => {
          if (await failMessage(tx, message)) await sayTo(tx, message, undefined, botTexts.failed(message.id))
        })
        .catch((again) =>
          log.error({ message: message.id, err: again }, 'and that could not be written down'),
        )
    }
  }

  async function actAndReply(tx: Transaction, message: Inbox): Promise<string> {
    const at = clock.now()
    const acted = await actOnMessage(tx, numbers, message, at)
    if (acted.answers.length > 0) {
      const text = replyText(acted, at, offsetMinutes(await timezoneOf(tx, message.orgId), at))
      if (text) await sayTo(tx, message, acted.place, text)
    }
    return acted.outcome
  }

  /** In a group that is known to be internal the bot answers there; anywhere else it answers the person alone. */
  async function sayTo(
    tx: Transaction,
    message: Inbox,
    place: ChatPlace | undefined,
    text: string,
  ): Promise<void> {
    const { orgId, channel, messageId, senderId } = message
    const inGroup = place?.kind === 'internal'
    await say(tx, {
      orgId,
      channel,
      chatId: inGroup ? message.chatId : directChat(channel, senderId),
      target: inGroup ? 'chat' : 'person',
      kind: 'reply',
      messageRef: `${channel}:${messageId}`,
      dedupeKey: `reply:${channel}:${messageId}`,
      text,
      at: clock.now(),
    })
  }

  async function timezoneOf(tx: Transaction, orgId: string): Promise<string> {
    const known = timezones.get(orgId)
    if (known) return known
    const org = await tx.row<{ timezone: string }>('select timezone from org where id = ?', [orgId])
    timezones.set(orgId, org?.timezone ?? 'Asia/Shanghai')
    return org?.timezone ?? 'Asia/Shanghai'
  }

  function settle(key: string): void {
    for (const resolve of inHand.get(key) ?? []) resolve()
    inHand.delete(key)
  }

  /** On SQLite no other process can be at work: what is unfinished at start was left by one that died. */
  async function takeUpLeftOver(all: boolean): Promise<void> {
    const at = clock.now()
    const rows = await database.read((reader) => leftOver(reader, at, all))
    const mine: Inbox[] = []
    for (const row of rows) {
      // What waits here for its turn is not left over, however long it waits.
      if (inHand.has(keyOf(row))) continue
      const message = await database.transaction((tx) => takeOver(tx, row, leaseOwner, at))
      if (message) mine.push(message)
    }
    if (mine.length === 0) return
    log.warn({ messages: mine.length }, 'messages that were left unfinished are taken up')
    take(mine)
  }

  return {
    take,
    settled: (message) =>
      new Promise((resolve) => {
        const waiting = inHand.get(keyOf(message))
        if (waiting) waiting.push(resolve)
        else resolve()
      }),
    start: async () => {
      await takeUpLeftOver(database.engine === 'sqlite')
      sweep = setInterval(() => {
        takeUpLeftOver(false).catch((error) => log.warn({ err: error }, 'the inbox could not be swept'))
      }, sweepMs)
    },
    stop: async () => {
      clearInterval(sweep)
      stopped = true
      await working
    },
  }
}

const keyOf = ({ orgId, channel, messageId }: MessageKey) => `${orgId} ${channel}:${messageId}`

/** What is said in one chat is acted on in its order; chats do not wait for each other. */
function byChat(batch: readonly Inbox[]): Map<string, Inbox[]> {
  const chats = new Map<string, Inbox[]>()
  for (const message of batch) {
    const key = `${message.orgId} ${message.channel} ${message.chatId}`
    chats.set(key, [...(chats.get(key) ?? []), message])
  }
  return chats
}

/** As `Promise.all`, but nothing is still under way when it fails: the transaction must not end beneath a statement. */
async function sideBySide<In, Out>(all: readonly In[], work: (one: In) => Promise<Out>): Promise<Out[]> {
  const settled = await Promise.allSettled(all.map(work))
  const failed = settled.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  return settled.map((each) => (each as PromiseFulfilledResult<Out>).value)
}
