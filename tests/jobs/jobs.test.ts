import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createJobs } from '../../server/jobs'
import { expireTexts } from '../../server/messages/expire-texts-job'
import { Inbox } from '../../server/messages/tables'
import { LoginCode, Org, Session } from '../../server/organisation/tables'
import type { Database, Value } from '../../server/platform/database'
import { folderStore } from '../../server/platform/files'
import { createJobRunner } from '../../server/platform/job-runner'
import { createLog } from '../../server/platform/log'
import { Idempotency } from '../../server/platform/tables'
import { onEveryEngine } from '../support/engines'
import { handMovedClock } from '../support/wecom-clock'

const day = 24 * 3_600_000

onEveryEngine('the jobs', (openEmpty) => {
  let database: Database
  let clock: ReturnType<typeof handMovedClock>
  const tick = () =>
    createJobRunner({
      database,
      clock,
      log: createLog('silent'),
      jobs: createJobs({ database, clock, files: folderStore(join(tmpdir(), 'sl-no-files')) }),
    }).tick()
  beforeEach(async () => {
    database = await openEmpty()
    clock = handMovedClock('2026-03-01T00:00:00.000Z')
    for (const id of ['org_1', 'org_2'])
      await database.transaction((tx) =>
        tx.insert(Org, {
          id,
          name: id,
          timezone: 'Asia/Shanghai',
          wecomCorpId: null,
          demo: false,
          createdAt: clock.now(),
        }),
      )
  })

  const inbox = (n: number, orgId = 'org_1'): Inbox => ({
    orgId,
    id: `msg_${String(n).padStart(6, '0')}`,
    channel: 'wecom',
    messageId: `m${n}`,
    chatId: 'zhangsan',
    senderId: 'zhangsan',
    sentAt: clock.now(),
    receivedAt: clock.now(),
    text: '#优鲜达#张经理#明日10点补货20箱',
    state: 'done',
    outcome: 'task',
    attempts: 1,
    leaseOwner: null,
    leaseUntilAt: clock.now(),
  })
  const withText = async () =>
    Number(
      (
        await database.read((reader) =>
          reader.row<{ n: number }>('select count(*) as n from inbox where text is not null'),
        )
      )?.n,
    )

  test('texts are forgotten after 90 days at half past three, in batches; the rows stay', async () => {
    // More than one batch, all of the same instant, and two organisations.
    await database.transaction((tx) =>
      tx.insert(
        Inbox,
        Array.from({ length: 1203 }, (_, n) => inbox(n)),
      ),
    )
    await database.transaction((tx) => tx.insert(Inbox, [inbox(5000, 'org_2')]))
    clock.move(60 * day)
    await database.transaction((tx) => tx.insert(Inbox, inbox(9000)))
    clock.set('2026-05-29T19:30:00.000Z') // 03:30 in Shanghai, five hours before their 90 days are over
    await tick()
    clock.set('2026-05-30T19:29:00.000Z') // over, but not yet 03:30
    await tick()
    expect(await withText()).toBe(1205)
    clock.set('2026-05-30T19:30:00.000Z')
    await tick()
    expect(await withText()).toBe(1)
    const rows = await database.read((reader) => reader.row<{ n: number }>('select count(*) as n from inbox'))
    expect(Number(rows?.n)).toBe(1205)
  })

  test('a night begins where the last one ended: it reads what is new to it, not what lies before', async () => {
    const seen: number[] = []
    const read = database.read.bind(database)
    // How many rows lie in the range that each statement of the job walks.
    jest.spyOn(database, 'read').mockImplementation((work) =>
      read((reader) =>
        work(
          new Proxy(reader, {
            get(target, key) {
              const value = Reflect.get(target, key)
              if (key !== 'rows') return typeof value === 'function' ? value.bind(target) : value
              return async (sql: string, values: Value[]) => {
                if (sql.includes('from inbox')) {
                  const [orgId, from, , , before] = values
                  const range = await target.row<{ n: number }>(
                    'select count(*) as n from inbox where org_id = ? and received_at > ? and received_at < ?',
                    [orgId ?? '', from ?? null, before ?? null],
                  )
                  seen.push(Number(range?.n))
                }
                return target.rows(sql, values)
              }
            },
          }),
        ),
      ),
    )
    const night = (orgId = 'org_1') =>
      expireTexts({ database, clock })({ orgId, signal: new AbortController().signal })
    for (let n = 0; n < 4; n++) {
      await database.transaction((tx) => tx.insert(Inbox, [inbox(2 * n), inbox(2 * n + 1)]))
      clock.move(day)
    }
    const nights: number[] = []
    clock.move(87 * day)
    for (let n = 0; n < 4; n++) {
      await night()
      nights.push(Math.max(...seen.splice(0)))
      clock.move(day)
    }
    expect(await withText()).toBe(0)
    expect(nights).toEqual([2, 2, 2, 2])
  })

  test('expired sessions, log-in codes and week-old answers go; what still counts stays', async () => {
    const start = clock.now().getTime()
    const at = (days: number) => new Date(start + days * day)
    const session = (n: number, expiresAt: Date, orgId = 'org_1'): Session => ({
      tokenHash: `hash${n}`,
      orgId,
      staffId: `stf_${n % 300}`,
      via: 'code',
      createdAt: at(0),
      expiresAt,
    })
    const code = (n: number, expiresAt: Date): LoginCode => ({
      codeHash: `code${n}`,
      orgId: 'org_1',
      staffId: 'stf_1',
      createdAt: at(0),
      expiresAt,
      usedAt: null,
    })
    const answer = (n: number, createdAt: Date): Idempotency => ({
      orgId: 'org_1',
      staffId: 'stf_1',
      requestKey: `key${n}`,
      route: 'POST /api/x',
      answer: { ok: true },
      createdAt,
    })
    await database.transaction(async (tx) => {
      await tx.insert(
        Session,
        Array.from({ length: 700 }, (_, n) => session(n, at(1))),
      )
      await tx.insert(Session, [
        session(1000, at(30)),
        session(1001, at(1), 'org_2'),
        session(1002, at(30), 'org_2'),
      ])
      await tx.insert(
        LoginCode,
        Array.from({ length: 500 }, (_, n) => code(n, at(1))),
      )
      await tx.insert(LoginCode, code(1000, at(30)))
      await tx.insert(
        Idempotency,
        Array.from({ length: 450 }, (_, n) => answer(n, at(0))),
      )
      await tx.insert(Idempotency, answer(1000, at(6)))
    })
    clock.set(at(9).toISOString())
    await tick()
    const left = (table: string, key: string) =>
      database.read((reader) =>
        reader.rows<{ k: string }>(`select ${key} as k from ${table} order by ${key}`),
      )
    expect(await left('session', 'token_hash')).toEqual([{ k: 'hash1000' }, { k: 'hash1002' }])
    expect(await left('login_code', 'code_hash')).toEqual([{ k: 'code1000' }])
    expect(await left('idempotency', 'request_key')).toEqual([{ k: 'key1000' }])
  })
})
