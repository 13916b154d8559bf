import { createInboxWorker } from '../../bot/work-inbox'
import { inboxRow, recordMessages } from '../../server/messages/inbox'
import { Inbox } from '../../server/messages/tables'
import { createNumbers } from '../../server/organisation/numbers'
import { Identity } from '../../server/organisation/tables'
import { createLog } from '../../server/platform/log'
import { onEveryEngine } from '../support/engines'
import { buildWorld, handClock } from '../support/world'

onEveryEngine('messages in hand', (openEmpty) => {
  const start = async () => {
    const database = await openEmpty()
    const world = await buildWorld(database)
    const clock = handClock()
    const { orgId } = world
    await database.transaction((tx) =>
      tx.insert(Identity, {
        orgId,
        channel: 'wecom',
        outsideId: 'rep',
        staffId: world.staff.rep,
        contactId: null,
      }),
    )
    const worker = (leaseOwner: string) =>
      createInboxWorker({
        database,
        clock,
        numbers: createNumbers(database),
        log: createLog('silent'),
        leaseOwner,
        onWritten: () => undefined,
      })
    const received = async (messageId: string, leaseOwner: string) => {
      const text = '#优鲜达一店#明日10点补货20箱'
      const message = { orgId, channel: 'wecom', chatId: 'rep', senderId: 'rep', sentAt: clock.now() }
      const row = inboxRow({ ...message, messageId, text }, clock.now(), leaseOwner)
      await recordMessages(database, [row])
      return row
    }
    const count = async (sql: string) => {
      const row = await database.read((reader) => reader.row<{ n: number }>(sql))
      return Number(row?.n)
    }
    return { database, clock, worker, received, count }
  }

  test('what another process has taken over while it waited here is left to it', async () => {
    const { database, worker, received, count } = await start()
    const rows = [await received('1', 'run_a'), await received('2', 'run_a')]
    const { orgId, id } = rows[0]!
    await database.transaction((tx) => tx.update(Inbox, { orgId, id }, { leaseOwner: 'run_b' }))
    const mine = worker('run_a')
    mine.take(rows)
    for (const row of rows) await mine.settled(row)
    expect(await count('select count(*) as n from task')).toBe(1)
    expect(await count("select count(*) as n from inbox where state = 'done' and message_id = '2'")).toBe(1)
    expect(await count("select count(*) as n from inbox where state = 'received' and attempts = 0")).toBe(1)
  })

  test('two that have the same messages in hand make each once', async () => {
    const { clock, worker, received, count } = await start()
    const rows: Inbox[] = []
    for (const messageId of ['1', '2', '3']) rows.push(await received(messageId, 'run_a'))
    const first = worker('run_a')
    const second = worker('run_b')
    // The first was stopped for so long that its leases ended, and goes on as the second takes over.
    clock.forward(20_000)
    await second.start()
    first.take(rows)
    for (const row of rows) await Promise.all([first.settled(row), second.settled(row)])
    await Promise.all([first.stop(), second.stop()])
    expect(await count('select count(*) as n from task')).toBe(3)
    expect(await count("select count(*) as n from inbox where state = 'done' and outcome = 'task'")).toBe(3)
  })
})
