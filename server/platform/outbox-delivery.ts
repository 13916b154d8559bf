import type { Clock } from './clock'
import type { Database } from './database'
import { newId } from './ids'
import type { Log } from './log'
import { createPauses } from './outbox-delivery-pauses'
import { createResults } from './outbox-delivery-results'
import { claim, hold, type OutgoingRow, readDue, release, takeOverLapsed } from './outbox-delivery-rows'
import { readTurns } from './outbox-delivery-turns'

export type { OutgoingRow } from './outbox-delivery-rows'

/**
 * Puts one row where it belongs; resolves once it is there. At least once: after a crash between sending and
 * recording the same row comes again, so its `id` is handed on to whoever can tell.
 */
export type Deliver = (row: OutgoingRow) => Promise<void>

/** Thrown by a `Deliver` when trying again is pointless. Anything else it throws is tried again. */
export class UndeliverableError extends Error {}

/**
 * Thrown by a `Deliver` when the channel is set up wrongly: every message of that organisation waits until it is
 * mended, and none of them is given up for it.
 */
export class ChannelNotSetUp extends Error {}

export interface OutboxDelivery {
  /** Takes up what a crash left, then polls. */
  start(): void
  /** Ends the polling; resolves when what is in hand is settled, or after four seconds: leases tell what was not. */
  stop(): Promise<void>
  /**
   * Says that rows were committed: they leave now instead of at the next poll. Never throws, never waits; nothing
   * in a process that delivers nothing (before `start`, after `stop`).
   */
  wake(): void
  /** Delivers everything that is due, and answers how many rows it tried: for tests, with a hand-moved clock. */
  deliverDue(): Promise<number>
}

export interface OutboxDeliveryOptions {
  database: Database
  clock: Clock
  log: Log
  /** The channels that this process can deliver to; rows of others are left to others. */
  channels: readonly string[]
  deliver: Deliver
  pollMs?: number
  /** Recipients served at the same time, per channel: one channel's trouble holds up no other. */
  parallel?: number
  /** How long one delivery may take before it counts as failed. */
  deliverWithinMs?: number
}

const triesAtMost = 6
const batch = 100
/** Rows of one recipient in one go: all of them, each at its slowest, must fit into the lease. */
const atOnce = 5
const leaseMs = 150_000
const stopWithinMs = 4000
const breathMs = 50

/**
 * Delivers outbox rows after their commit. Rows are claimed by a conditional update with a lease, so that several
 * processes share the work and a dead one's rows are taken over. For one recipient the order of writing is kept: a
 * row waits while an earlier one is under way or waits for its next try.
 */
export function createOutboxDelivery(options: OutboxDeliveryOptions): OutboxDelivery {
  const { database, clock, log, channels, deliver } = options
  const { pollMs = 1000, parallel = 16, deliverWithinMs = 20_000 } = options
  const record = createResults(database)
  const pauses = createPauses(clock)
  const inHand = new Map(channels.map((channel) => [channel, new Map<string, Promise<void>>()]))
  let timer: NodeJS.Timeout | undefined
  let passing: Promise<void> | undefined
  let again = false
  let started = false
  let stopping = false
  let tried = 0

  function pass(): void {
    again = true
    if (stopping || passing) return
    passing = passes().finally(() => {
      passing = undefined
      if (again && !stopping) pass()
    })
  }

  async function passes(): Promise<void> {
    while (again && !stopping) {
      again = false
      try {
        await takeOverLapsed(database, clock.now())
        const more = await Promise.all(channels.map(onePass))
        again ||= more.includes(true)
        // Everybody who is done asks for a pass: a few of them share one.
        if (again) await pause(breathMs)
      } catch (error) {
        again = false
        log.warn({ code: codeOf(error) }, 'outbox: the database does not answer; later again')
      }
    }
  }

  /** Claims what is due on one channel and sets it going; answers whether more is due that can go now. */
  async function onePass(channel: string): Promise<boolean> {
    const busy = inHand.get(channel)!
    if (busy.size >= parallel) return false
    const now = clock.now()
    // Who is being sent to now may be done when the rows are read: those would look held up by a row that is gone.
    const beingServed = new Set(busy.keys())
    const { due, turns } = await database.read(async (reader) => {
      const due = await readDue(reader, { channel, now, limit: batch })
      return { due, turns: due.length === 0 ? [] : await readTurns(reader, due, now) }
    })
    const resting = due.flatMap((row) => {
      const until = pauses.untilOf(row)
      return until ? [{ row, until }] : []
    })
    if (resting.length > 0) {
      // Out of the way of other organisations' rows.
      await database.transaction((tx) => hold(tx, resting, now))
      return true
    }
    const free = turns.filter(({ recipient }) => !beingServed.has(recipient))
    const going = free.filter(({ ready }) => ready.length > 0).slice(0, parallel - busy.size)
    // Rows behind one that we are just sending need not move: its end wakes us. Unless they bar the way to others.
    const barred = due.length === batch && going.length === 0
    const waiting = (barred ? turns : free).filter((turn) => turn.waiting.length > 0)
    if (going.length + waiting.length === 0) return false
    const lease = { owner: newId('run'), untilAt: new Date(now.getTime() + leaseMs) }
    const wanted = going.map(({ recipient, ready }) => ({ recipient, rows: ready.slice(0, atOnce) }))
    const mine = await database.transaction(async (tx) => {
      await hold(
        tx,
        waiting.flatMap(({ waiting: rows, until }) => rows.map((row) => ({ row, until }))),
        now,
      )
      return claim(
        tx,
        wanted.flatMap(({ rows }) => rows),
        lease,
        now,
      )
    })
    for (const { recipient, rows } of wanted) {
      const sending = sendInOrder(rows, mine, lease.owner)
        .catch((error) =>
          log.warn({ code: codeOf(error) }, 'outbox: a result is not recorded; sent again later'),
        )
        .finally(() => {
          busy.delete(recipient)
          pass()
        })
      busy.set(recipient, sending)
    }
    return due.length === batch
  }

  async function sendInOrder(rows: OutgoingRow[], mine: Set<string>, owner: string): Promise<void> {
    for (const [index, row] of rows.entries()) {
      const behind = rows.slice(index + 1)
      // Another process was faster with this one: those behind it are not ours to send yet.
      if (!mine.has(row.id)) return release(database, behind, owner, clock.now())
      if (stopping && index > 0) return release(database, [row, ...behind], owner, clock.now())
      const nextAt = await sendOne(row, owner)
      if (nextAt) return release(database, behind, owner, nextAt)
    }
  }

  /** Tries one row and records what became of it; answers when it is tried again, if it is. */
  async function sendOne(row: OutgoingRow, owner: string): Promise<Date | undefined> {
    tried++
    const failure = await within(deliverWithinMs, () => deliver(row)).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error('unknown')),
    )
    const now = clock.now()
    if (!failure) {
      pauses.end(row)
      await persistently(() => record({ row, owner, settled: { state: 'sent', sentAt: now } }))
      return undefined
    }
    if (failure instanceof ChannelNotSetUp) return rest(row, owner, failure)
    const attempts = row.attempts + 1
    const ids = { orgId: row.orgId, outboxId: row.id, channel: row.channel, attempts }
    const error = (failure.message || failure.name).slice(0, 191)
    if (failure instanceof UndeliverableError || attempts >= triesAtMost) {
      await persistently(() => record({ row, owner, settled: { state: 'dead', error } }))
      log.error(ids, 'a message cannot be delivered and is given up')
      return undefined
    }
    const nextAt = new Date(now.getTime() + backoffMs(attempts))
    await persistently(() => record({ row, owner, settled: { state: 'pending', nextAt, error } }))
    log.warn(ids, 'a message could not be delivered; later again')
    return nextAt
  }

  /** The row and those of its organisation wait; this was no try of the message's own. */
  async function rest(row: OutgoingRow, owner: string, failure: Error): Promise<Date> {
    const { until, isNew } = pauses.begin(row)
    const error = failure.message.slice(0, 191)
    await persistently(() => record({ row, owner, settled: { state: 'paused', nextAt: until, error } }))
    const { orgId, channel } = row
    if (isNew)
      log.error({ orgId, channel, until, reason: error }, 'a channel is set up wrongly; its messages wait')
    return until
  }

  return {
    start() {
      started = true
      stopping = false
      timer ??= setInterval(pass, pollMs)
      pass()
    },
    async stop() {
      started = false
      stopping = true
      clearInterval(timer)
      timer = undefined
      const settled = async () => {
        await passing
        await Promise.all([...inHand.values()].flatMap((busy) => [...busy.values()]))
      }
      await within(stopWithinMs, settled).catch(() => undefined)
    },
    wake() {
      if (started) pass()
    },
    async deliverDue() {
      const before = tried
      do {
        pass()
        while (passing) await passing
        await Promise.all([...inHand.values()].flatMap((busy) => [...busy.values()]))
      } while (passing)
      return tried - before
    },
  }
}

/** 30 s, 1 min, 2 min …, an hour at most, and up to a fifth more so that not all come back at once. */
export function backoffMs(attempts: number): number {
  return Math.min(30_000 * 2 ** (attempts - 1), 3_600_000) * (1 + Math.random() / 5)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code
}

async function within(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms).unref()
  })
  return Promise.race([Promise.resolve().then(work), tooLate]).finally(() => clearTimeout(timer))
}

/** What was sent and is not recorded is sent twice: a database that is away for a moment is waited for. */
async function persistently(record: () => Promise<void>): Promise<void> {
  for (const pauseMs of [200, 1000, 3000]) {
    try {
      return await record()
    } catch {
      await pause(pauseMs)
    }
  }
  return record()
}
