import { todos } from '../../server/alerts/reads'
import { customerCard, customers } from '../../server/customers/reads'
import { opportunities } from '../../server/funnel/reads'
import { messages } from '../../server/messages/reads'
import { Inbox } from '../../server/messages/tables'
import { staffList } from '../../server/organisation/reads'
import type { Anchor, Scope } from '../../server/organisation/scope'
import type { Database, Reader } from '../../server/platform/database'
import { feed, timeline } from '../../server/touchpoints/reads'
import { doneTasks, openTasks } from '../../server/visits/reads'
import type { Role } from '../../shared/api/shapes'
import { onEveryEngine } from '../support/engines'
import { fillMany, nameMany } from '../support/many'
import { askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')

const scope = (role: Role, reach: Anchor): Scope => ({
  orgId,
  timezone: 'Asia/Shanghai',
  staffId: 'stf_m7',
  name: '人7',
  role,
  reach,
})
const rep = scope('rep', { column: 'owner_id', ids: ['stf_m7'] })
const manager = scope('storeManager', { column: 'store_id', ids: ['sto_m7', 'sto_m11', 'sto_m15'] })
const area = scope('areaManager', { column: 'region_id', ids: ['reg_m3'] })
const director = scope('director', { column: null })
const admin = scope('admin', { column: null })

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const lastWeek = new Date('2026-02-25T00:00:00.000Z').getTime()

/** What may not be in any plan of a growing table: reading it whole, or joining by anything but a key. */
const growing = /^(customer|customer_term|touchpoint|touchpoint_text|task|task_item|opportunity|inbox|todo)$/

onEveryEngine('query plans', (openEmpty, engine) => {
  let database: Database

  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, 3000)
    await fillInbox(database)
    await nameMany(database, orgId)
  }, 120_000)

  async function plansOf(work: (reader: Reader) => Promise<unknown>): Promise<string> {
    const { asked } = await askedBy(database, work)
    const plans = await Promise.all(asked.map((each) => planOf(database, each)))
    return plans.flat().join('\n')
  }

  /** `sqlite` names what it uses for a primary key differently. */
  const primary = (table: string) => (engine === 'sqlite' ? `sqlite_autoindex_${table}_1` : 'PRIMARY')

  const after = { cursor: cursor('feed', lastWeek, 'tch_m1') }
  test.each<[string, (reader: Reader) => Promise<unknown>, string[]]>([
    ['the feed of a rep', (reader) => feed(reader, rep, {}), ['touchpoint_by_owner']],
    ['the feed of a rep, further on', (reader) => feed(reader, rep, after), ['touchpoint_by_owner']],
    ['the feed of stores', (reader) => feed(reader, manager, {}), ['touchpoint_by_store']],
    ['the feed of stores, further on', (reader) => feed(reader, manager, after), ['touchpoint_by_store']],
    // A quarter of everything: going by time is as good.
    ['the feed of a region', (reader) => feed(reader, area, {}), ['touchpoint_by_region|touchpoint_by_time']],
    ['the feed of everything', (reader) => feed(reader, director, {}), ['touchpoint_by_time']],
    ['the feed of everything, further on', (reader) => feed(reader, director, after), ['touchpoint_by_time']],
    [
      'a timeline',
      (reader) => timeline(reader, director, { customerId: 'cus_m00000007' }),
      ['touchpoint_by_customer'],
    ],
    [
      'the card',
      (reader) => customerCard(reader, rep, 'cus_m00000007', at),
      ['touchpoint_by_customer', 'task_by_customer', 'rejection_by_customer'],
    ],
    ['customers of a rep', (reader) => customers(reader, rep, {}), ['customer_by_owner']],
    ['customers of stores', (reader) => customers(reader, manager, {}), ['customer_by_store']],
    [
      'customers of a region',
      (reader) => customers(reader, area, {}),
      [`customer_by_region|${engine === 'sqlite' ? 'customer_by_region' : 'PRIMARY'}`],
    ],
    ['customers of everything', (reader) => customers(reader, director, {}), [primary('customer')]],
    [
      'a search for what few begin with',
      (reader) => customers(reader, rep, { q: '好邻居00000007' }),
      [primary('customer_term'), 'customer_term_by_customer'],
    ],
    [
      'a director’s search for what many begin with',
      (reader) => customers(reader, director, { q: '0' }),
      [primary('customer_term'), 'customer_term_by_customer'],
    ],
    [
      'a rep’s search for what many begin with',
      (reader) => customers(reader, rep, { q: '0' }),
      ['customer_by_owner', 'customer_term_by_customer'],
    ],
    ['open tasks of a rep', (reader) => openTasks(reader, rep, {}, at), ['task_by_assignee']],
    ['open tasks of stores', (reader) => openTasks(reader, manager, {}, at), ['task_by_store']],
    ['open tasks of everything', (reader) => openTasks(reader, director, {}, at), ['task_by_time']],
    ['tasks of today', (reader) => openTasks(reader, rep, { when: 'today' }, at), ['task_by_assignee']],
    ['done tasks of a rep', (reader) => doneTasks(reader, rep, {}, at), ['task_by_assignee']],
    ['done tasks of everything', (reader) => doneTasks(reader, director, {}, at), ['task_by_time']],
    ['opportunities of a rep', (reader) => opportunities(reader, rep, {}), ['opportunity_by_owner']],
    ['opportunities of stores', (reader) => opportunities(reader, manager, {}), ['opportunity_by_store']],
    ['opportunities of everything', (reader) => opportunities(reader, director, {}), ['opportunity_by_time']],
    ['todos', (reader) => todos(reader, rep, {}), ['todo_by_staff']],
    ['messages', (reader) => messages(reader, admin, {}), ['inbox_by_time']],
    [
      'messages of a channel',
      (reader) => messages(reader, admin, { channel: 'wecom' }),
      ['inbox_by_channel'],
    ],
    ['people', (reader) => staffList(reader, admin, {}), ['staff_by_name']],
  ])('%s: by index', async (_title, work, indexes) => {
    const plan = await plansOf(work)
    for (const index of indexes) expect(plan).toMatch(new RegExp(`\\b(${index})\\b`))
    expect(plan).not.toMatch(wholeTable(engine))
  })

  test.each<[string, Scope]>([
    ['a rep', rep],
    ['a store manager', manager],
    ['a director', director],
  ])('the first page of %s reads about a page', async (_title, who) => {
    if (engine === 'sqlite') return
    for (const work of [
      (reader: Reader) => feed(reader, who, {}),
      (reader: Reader) => customers(reader, who, {}),
      (reader: Reader) => openTasks(reader, who, {}, at),
      (reader: Reader) => opportunities(reader, who, {}),
    ])
      expect(await rowsRead(database, work)).toBeLessThan(1000)
  })
})

async function fillInbox(database: Database): Promise<void> {
  await database.transaction((tx) =>
    tx.insert(
      Inbox,
      Array.from({ length: 2000 }, (_, n) => ({
        orgId,
        id: `msg_m${n}`,
        channel: n % 20 ? 'sandbox' : 'wecom',
        messageId: `${n}`,
        chatId: 'c',
        senderId: 's',
        sentAt: at,
        receivedAt: new Date(at.getTime() - n * 1000),
        text: null,
        state: 'done' as const,
        outcome: 'chatter',
        attempts: 0,
        leaseOwner: null,
        leaseUntilAt: at,
      })),
    ),
  )
}

/** A growing table that is gone through from end to end. */
function wholeTable(engine: string): RegExp {
  const names = growing.source.slice(2, -2)
  const alias = '(c|t|f|k|o|m|d)'
  return engine === 'sqlite'
    ? new RegExp(`SCAN (${names}|${alias})\\b`)
    : new RegExp(`^${alias} (ALL|index) `, 'm')
}

/** How many rows MariaDB reads for a page; SQLite tells no figure. */
async function rowsRead(database: Database, work: (reader: Reader) => Promise<unknown>): Promise<number> {
  const { asked } = await askedBy(database, work)
  return database.transaction(async (tx) => {
    const read = async () => {
      const counters = await tx.rows<{ Value: string }>("show session status like 'handler_read%'")
      return counters.reduce((sum, { Value }) => sum + Number(Value), 0)
    }
    const before = await read()
    for (const { sql, values } of asked) await tx.rows(sql, values)
    return (await read()) - before
  })
}
