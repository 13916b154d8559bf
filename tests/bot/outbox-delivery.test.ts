import { Outbox } from '../../server/alerts/tables'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import {
  backoffMs,
  ChannelNotSetUp,
  createOutboxDelivery,
  type OutboxDeliveryOptions,
  type OutgoingRow,
  UndeliverableError,
} from '../../server/platform/outbox-delivery'
import { onEveryEngine } from '../support/engines'
import { handMovedClock } from '../support/wecom-clock'

const log = createLog('silent')
const minute = 60_000

onEveryEngine('outbox delivery', (openEmpty) => {
  let database: Database
  let clock: ReturnType<typeof handMovedClock>
  let sent: string[]
  beforeEach(async () => {
    database = await openEmpty()
    clock = handMovedClock()
    sent = []
  })

  let written = 0
  const writeAll = async (changes: Partial<Outbox>[]): Promise<string[]> => {
    const rows = changes.map((change): Outbox => {
      const id = change.id ?? `out_${String(++written).padStart(6, '0')}`
      return {
        orgId: 'org_1',
        id,
        channel: 'wecom',
        chatId: 'zhangsan',
        target: 'person',
        kind: 'reply',
        messageRef: null,
        dedupeKey: id,
        text: `text of ${id}`,
        state: 'pending',
        attempts: 0,
        nextAt: clock.now(),
        leaseOwner: null,
        leaseUntilAt: null,
        lastError: null,
        createdAt: clock.now(),
        sentAt: null,
        ...change,
      }
    })
    await database.transaction(async (tx) => {
      for (const row of rows) await tx.insert(Outbox, row)
    })
    return rows.map(({ id }) => id)
  }
  const write = async (change: Partial<Outbox> = {}): Promise<string> => (await writeAll([change]))[0]!
  const times = <T>(count: number, each: (n: number) => T): T[] =>
    Array.from({ length: count }, (_, n) => each(n))
  const rowOf = async (id: string) =>
    (await database.read((reader) => reader.findOne(Outbox, { orgId: 'org_1', id })))!
  const delivery = (change: Partial<OutboxDeliveryOptions> = {}) =>
    createOutboxDelivery({
      pollMs: 3_600_000,
      database,
      clock,
      log,
      channels: ['wecom', 'sandbox'],
      deliver: async ({ id }) => void sent.push(id),
      ...change,
    })
  const failing = (isBad: (row: OutgoingRow) => boolean, error = new Error('away')) => ({
    deliver: async (row: OutgoingRow) => {
      if (isBad(row)) throw error
      sent.push(row.id)
    },
  })

  test('what is due is delivered once and says so', async () => {
    const id = await write()
    const { deliverDue } = delivery()
    expect([await deliverDue(), await deliverDue()]).toEqual([1, 0])
    expect(await rowOf(id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      sentAt: clock.now(),
      leaseOwner: null,
    })
  })

  test('the deliverer gets everything that the channel needs, the id first of all', async () => {
    const id = await write({ chatId: 'room@1', target: 'chat', kind: 'push', text: '您好\n😀' })
    const seen: OutgoingRow[] = []
    await delivery({ deliver: async (row) => void seen.push(row) }).deliverDue()
    expect(seen).toEqual([
      {
        orgId: 'org_1',
        id,
        channel: 'wecom',
        target: 'chat',
        chatId: 'room@1',
        kind: 'push',
        text: '您好\n😀',
        attempts: 0,
      },
    ])
  })

  test('not before its time, and only channels that this process has', async () => {
    await write({ nextAt: new Date(clock.now().getTime() + 1) })
    await write({ channel: 'wechaty' })
    const { deliverDue } = delivery()
    expect(await deliverDue()).toBe(0)
    clock.move(1)
    expect(await deliverDue()).toBe(1)
  })

  test('a failure is tried again after 30 s, 1, 2, 4, 8 minutes, and given up after the sixth', async () => {
    const id = await write()
    const { deliverDue } = delivery(failing(() => true))
    for (const [index, seconds] of [30, 60, 120, 240, 480].entries()) {
      expect(await deliverDue()).toBe(1)
      const row = await rowOf(id)
      const waits = (row.nextAt.getTime() - clock.now().getTime()) / 1000
      expect(row).toMatchObject({
        state: 'pending',
        attempts: index + 1,
        lastError: 'away',
        leaseOwner: null,
      })
      expect(waits).toBeGreaterThanOrEqual(seconds)
      expect(waits).toBeLessThanOrEqual(seconds * 1.2 + 0.001)
      clock.move(seconds * 1000 - 1)
      expect(await deliverDue()).toBe(0)
      clock.set(row.nextAt.toISOString())
    }
    expect(await deliverDue()).toBe(1)
    expect(await rowOf(id)).toMatchObject({ state: 'dead', attempts: 6, lastError: 'away', sentAt: null })
    clock.move(24 * 60 * minute)
    expect(await deliverDue()).toBe(0)
  })

  test('what is final is given up at once, and the next for the same person goes', async () => {
    const [first, second] = [await write(), await write()]
    await delivery(failing(({ id }) => id === first, new UndeliverableError('unknown'))).deliverDue()
    expect(await rowOf(first)).toMatchObject({ state: 'dead', attempts: 1, lastError: 'unknown' })
    expect(sent).toEqual([second])
  })

  test('a channel that is set up wrongly rests, of that organisation alone, and no try is counted', async () => {
    const [first, second] = [await write(), await write({ chatId: 'lisi' })]
    const other = await write({ orgId: 'org_2' })
    let isWrong = true
    const { deliverDue } = delivery(
      failing(({ orgId }) => isWrong && orgId === 'org_1', new ChannelNotSetUp('60020')),
    )
    await deliverDue()
    expect(sent).toEqual([other])
    const later = await write({ chatId: 'wangwu' })
    await deliverDue()
    const rests = new Date(clock.now().getTime() + minute)
    for (const id of [first, second, later])
      expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 0, nextAt: rests })
    clock.move(minute)
    await deliverDue()
    expect((await rowOf(first)).nextAt).toEqual(new Date(clock.now().getTime() + 2 * minute))
    isWrong = false
    clock.move(2 * minute)
    await deliverDue()
    expect(sent.toSorted()).toEqual([first, second, other, later].toSorted())
  })

  test('a delivery that never ends counts as failed', async () => {
    const id = await write()
    await delivery({ deliver: () => new Promise(() => undefined), deliverWithinMs: 20 }).deliverDue()
    expect(await rowOf(id)).toMatchObject({ state: 'pending', attempts: 1, lastError: 'timeout' })
  })

  test('for one person the order stays, also behind a failure, also for what is written later', async () => {
    let away = true
    const { deliverDue } = delivery(failing(({ chatId }) => away && chatId === 'zhangsan'))
    const [a, b] = [await write(), await write()]
    const other = await write({ chatId: 'lisi' })
    await deliverDue()
    expect(sent).toEqual([other])
    away = false
    clock.move(5000)
    const c = await write()
    await deliverDue()
    expect(sent).toEqual([other])
    clock.move(minute)
    await deliverDue()
    expect(sent).toEqual([other, a, b, c])
    expect((await rowOf(b)).attempts).toBe(1)
  })

  test('what ends while the next rows are read holds them up no longer', async () => {
    let finish: () => void = () => undefined
    const first = await write()
    const read = database.read
    let second: string | undefined
    let isRead = false
    const outbox = delivery({
      deliver: async ({ id }) => {
        sent.push(id)
        if (id === first) await new Promise<void>((resolve) => (finish = resolve))
      },
      database: {
        ...database,
        read: async (work) => {
          const seen = await read(work)
          if (!isRead && second && JSON.stringify(seen).includes(second)) {
            isRead = true
            finish()
            await until(async () => (await rowOf(first)).state === 'sent')
            await new Promise((resolve) => setTimeout(resolve, 20))
          }
          return seen
        },
      },
    })
    outbox.start()
    await until(async () => sent.length === 1)
    second = await write()
    outbox.wake()
    await until(async () => sent.length === 2)
    expect([isRead, sent]).toEqual([true, [first, second]])
    await outbox.stop()
  })

  test('a slow one holds up nobody else', async () => {
    let finish: () => void = () => undefined
    await write({ chatId: 'slow' })
    const { start, wake, stop } = delivery({
      deliver: (row) => {
        if (row.chatId === 'slow') return new Promise((resolve) => (finish = resolve))
        sent.push(row.id)
        return Promise.resolve()
      },
    })
    start()
    await until(async () => (await rowOf(lastId())).state === 'sending')
    const quick = await write()
    wake()
    await until(async () => sent.length === 1)
    expect(sent).toEqual([quick])
    finish()
    await stop()
  })
  const lastId = () => `out_${String(written).padStart(6, '0')}`

  test('nobody is sent more than 30 a minute; the rest comes later, in order, none is lost', async () => {
    const ids = await writeAll(times(75, () => ({})))
    const other = await write({ chatId: 'lisi' })
    const { deliverDue } = delivery()
    await deliverDue()
    expect(sent.filter((id) => id !== other)).toEqual(ids.slice(0, 30))
    expect(sent).toContain(other)
    clock.move(minute - 1)
    // Another process, or this one after a restart: what was sent stands in the rows.
    await delivery().deliverDue()
    expect(sent).toHaveLength(31)
    clock.move(2)
    await deliverDue()
    expect(sent).toHaveLength(61)
    clock.move(minute + 1)
    await deliverDue()
    expect(sent.filter((id) => id !== other)).toEqual(ids)
  })

  test('nor more than 1,000 an hour', async () => {
    const start = clock.now().getTime()
    const instants = times(1000, (n) => new Date(start + n * 2500))
    await writeAll(instants.map((at) => ({ state: 'sent', sentAt: at, createdAt: at })))
    const id = await write({ createdAt: new Date(start + 1000 * 2500), nextAt: new Date(start) })
    clock.move(50 * minute)
    const { deliverDue } = delivery()
    expect(await deliverDue()).toBe(0)
    expect((await rowOf(id)).nextAt).toEqual(new Date(start + 60 * minute))
    clock.move(10 * minute)
    expect(await deliverDue()).toBe(1)
  })

  test('a dead process’s rows are taken over when its lease ends, and come again with their id', async () => {
    const id = await write()
    const stuck = (row: OutgoingRow) => {
      sent.push(row.id)
      return new Promise<void>(() => undefined)
    }
    const dying = delivery({ deliver: stuck })
    void dying.deliverDue()
    await until(async () => (await rowOf(id)).state === 'sending')
    const { deliverDue } = delivery()
    clock.move(149_000)
    expect(await deliverDue()).toBe(0)
    clock.move(1000)
    expect(await deliverDue()).toBe(1)
    expect(sent).toEqual([id, id])
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('one that comes back to life after its lease changes nothing', async () => {
    const id = await write()
    let fail: (error: Error) => void = () => undefined
    const frozen = delivery({ deliver: () => new Promise((_, reject) => (fail = reject)) })
    frozen.start()
    await until(async () => (await rowOf(id)).state === 'sending')
    clock.move(150_000)
    await delivery().deliverDue()
    fail(new UndeliverableError('late'))
    await frozen.stop()
    expect(await rowOf(id)).toMatchObject({ state: 'sent', lastError: null })
  })

  test('several processes share the work: everything once, in order for each person', async () => {
    const people = times(20, (n) => `person${n}`)
    await writeAll(times(8 * people.length, (n) => ({ chatId: people[n % people.length] })))
    const order = new Map<string, string[]>()
    const deliver = async ({ id, chatId }: OutgoingRow) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
      order.set(chatId, [...(order.get(chatId) ?? []), id])
    }
    const three = [1, 2, 3].map(() => delivery({ deliver }))
    for (let round = 0; round < 20; round++) {
      await Promise.all(three.map(({ deliverDue }) => deliverDue()))
      clock.move(1000)
    }
    for (const chatId of people) {
      const ids = order.get(chatId)!
      expect(ids).toHaveLength(8)
      expect(ids).toEqual(ids.toSorted())
    }
  })

  test('woken, a reply leaves without waiting for the poll', async () => {
    const outbox = delivery()
    await write({ chatId: 'lisi' })
    outbox.wake()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(sent).toEqual([])
    outbox.start()
    await until(async () => sent.length === 1)
    await write()
    outbox.wake()
    await until(async () => sent.length === 2)
    await outbox.stop()
    await write()
    outbox.wake()
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(sent).toHaveLength(2)
  })

  test('not woken, at the next poll', async () => {
    const outbox = delivery({ pollMs: 20 })
    outbox.start()
    await write()
    await until(async () => sent.length === 1)
    await outbox.stop()
  })

  test('stopping finishes what is in hand and gives back the rest', async () => {
    const [first, second] = [await write(), await write()]
    let finish: () => void = () => undefined
    const outbox = delivery({
      deliver: ({ id }) => {
        sent.push(id)
        return new Promise((resolve) => (finish = resolve))
      },
    })
    outbox.start()
    await until(async () => sent.length === 1)
    const stopped = outbox.stop()
    finish()
    await stopped
    expect((await rowOf(first)).state).toBe('sent')
    expect(await rowOf(second)).toMatchObject({ state: 'pending', leaseOwner: null, attempts: 0 })
  })

  test('stopping does not wait for ever for one that never answers', async () => {
    const id = await write()
    const outbox = delivery({ deliver: () => new Promise(() => undefined) })
    outbox.start()
    await until(async () => (await rowOf(id)).state === 'sending')
    const before = Date.now()
    await outbox.stop()
    expect(Date.now() - before).toBeLessThan(6000)
    expect((await rowOf(id)).state).toBe('sending')
  })

  test('its queries use their indexes', async () => {
    await writeAll(times(300, (n) => ({ state: 'sent', sentAt: clock.now(), chatId: `p${n % 40}` })))
    await write()
    const asked: { sql: string; values: unknown[] }[] = []
    const read = database.read
    const watching: Database = {
      ...database,
      read: (work) =>
        read((reader) =>
          work({
            ...reader,
            rows: (sql, values = []) => {
              asked.push({ sql, values })
              return reader.rows(sql, values)
            },
          } as typeof reader),
        ),
    }
    await delivery({ database: watching }).deliverDue()
    const plans = await Promise.all(asked.map(({ sql, values }) => planOf(database, sql, values)))
    expect(plans.filter((plan) => !/outbox_due|outbox_by_chat|PRIMARY|autoindex/.test(plan))).toEqual([])
    expect(plans.some((plan) => /outbox_due/.test(plan))).toBe(true)
    expect(plans.some((plan) => /outbox_by_chat/.test(plan))).toBe(true)
  })

  test('a backlog of many rows is delivered, each once', async () => {
    const many = 600
    await writeAll(times(many, (n) => ({ chatId: `p${n % 200}` })))
    expect(await delivery().deliverDue()).toBe(many)
  })
})

test('the backoff ends at an hour, and spreads', () => {
  const waits = Array.from({ length: 50 }, () => backoffMs(20))
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(3_600_000)
  expect(Math.max(...waits)).toBeLessThanOrEqual(3_600_000 * 1.2)
  expect(new Set(waits).size).toBeGreaterThan(10)
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('it never happened')
}

async function planOf(database: Database, sql: string, values: unknown[]): Promise<string> {
  const flat: unknown[] = []
  let index = 0
  const text = sql.replace(/\?/g, () => {
    const value = values[index++]
    for (const each of Array.isArray(value) ? value : [value])
      flat.push(each instanceof Date ? each.toISOString().replace('T', ' ').slice(0, 23) : each)
    return Array.isArray(value) ? value.map(() => '?').join(', ') : '?'
  })
  const explain = database.engine === 'sqlite' ? 'explain query plan' : 'explain'
  return JSON.stringify(await database.dataSource.query(`${explain} ${text}`, flat))
}
