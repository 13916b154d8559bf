import { todos } from '../../server/alerts/reads'
import { aliasRow } from '../../server/customers/aliases'
import { phoneCustomers } from '../../server/customers/phone-customers'
import { customerCard, customers } from '../../server/customers/reads'
import { resolveCustomer } from '../../server/customers/resolve-customer'
import { CustomerAlias, CustomerFieldValue, CustomerTag } from '../../server/customers/tables'
import { customersToComplete } from '../../server/customers/to-complete'
import { opportunities } from '../../server/funnel/reads'
import { messages } from '../../server/messages/reads'
import { namesSince } from '../../server/messages/speaker-dictionary'
import { Inbox } from '../../server/messages/tables'
import { staffList } from '../../server/organisation/reads'
import type { Scope } from '../../server/organisation/scope'
import type { Database, Reader } from '../../server/platform/database'
import { feed, timeline } from '../../server/touchpoints/reads'
import { doneTasks, openTasks } from '../../server/visits/reads'
import { onEveryEngine } from '../support/engines'
import { fillMany, many, nameMany, oneOfMany } from '../support/many'
import { askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')

const { rep, manager, area, director } = many
const admin = oneOfMany('admin', { column: null })

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const lastWeek = new Date('2026-02-25T00:00:00.000Z').getTime()

/** What may not be in any plan of a growing table: reading it whole, or joining by anything but a key. */
const growing =
  /^(customer|customer_term|customer_field_value|customer_tag|customer_to_complete|touchpoint|touchpoint_text|task|task_item|opportunity|inbox|todo)$/

onEveryEngine('query plans', (openEmpty, engine) => {
  let database: Database

  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, 3000)
    await fillInbox(database)
    await fillFiles(database)
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
      ['touchpoint_by_customer', 'task_by_customer', 'rejection_by_customer', 'opportunity_open'],
    ],
    ['customers of a rep', (reader) => customers(reader, rep, {}, at), ['customer_by_owner']],
    [
      'the names a rep uses',
      (reader) => namesSince(reader, rep, undefined),
      ['customer_by_owner', 'customer_alias_by_customer'],
    ],
    ['customers of stores', (reader) => customers(reader, manager, {}, at), ['customer_by_store']],
    [
      'customers of a region',
      (reader) => customers(reader, area, {}, at),
      [`customer_by_region|${engine === 'sqlite' ? 'customer_by_region' : 'PRIMARY'}`],
    ],
    ['customers of everything', (reader) => customers(reader, director, {}, at), [primary('customer')]],
    [
      'a search for what few begin with',
      (reader) => customers(reader, rep, { q: '好邻居00000007' }, at),
      ['customer_term_by_owner', primary('customer_term')],
    ],
    [
      'a director’s search for what many begin with',
      (reader) => customers(reader, director, { q: '0' }, at),
      ['customer_term_by_term', primary('customer_term')],
    ],
    [
      'a rep’s search for what many begin with',
      (reader) => customers(reader, rep, { q: '0' }, at),
      ['customer_term_by_owner', primary('customer_term')],
    ],
    [
      'a rep’s search for what many begin with, further on',
      (reader) =>
        customers(
          reader,
          rep,
          { q: '0', cursor: cursor('customers-found', '00000307店', 'cus_m00000307') },
          at,
        ),
      ['customer_term_by_owner', primary('customer_term')],
    ],
    [
      'a store manager’s search for what many begin with',
      (reader) => customers(reader, manager, { q: '0' }, at),
      ['customer_term_by_store', primary('customer_term')],
    ],
    [
      'an area manager’s search for what many begin with',
      (reader) => customers(reader, area, { q: '0' }, at),
      ['customer_term_by_region', primary('customer_term')],
    ],
    [
      'a director’s search within a store',
      (reader) => customers(reader, director, { q: '0', store: 'sto_m7' }, at),
      ['customer_term_by_store', primary('customer_term')],
    ],
    [
      'whom a rep means by a part of a name',
      (reader) => resolveCustomer(reader, rep, { store: '00' }),
      ['customer_term_by_owner'],
    ],
    [
      'a rep’s customers of a stage',
      (reader) => customers(reader, rep, { stage: 'stg_m' }, at),
      ['customer_by_owner'],
    ],
    [
      'customers of a stage',
      (reader) => customers(reader, director, { stage: 'stg_rare', source: 'src' }, at),
      ['customer_by_stage'],
    ],
    [
      'customers from a source',
      (reader) => customers(reader, area, { source: 'src_rare' }, at),
      ['customer_by_source'],
    ],
    [
      'customers of a said owner',
      (reader) => customers(reader, area, { owner: 'stf_m7', stage: 'stg_m' }, at),
      ['customer_by_owner'],
    ],
    [
      'customers of a said store',
      (reader) => customers(reader, director, { store: 'sto_m7', tag: '连锁' }, at),
      ['customer_by_store'],
    ],
    [
      'a rep’s silent customers',
      (reader) => customers(reader, rep, { notTouchedDays: 7 }, at),
      // All of theirs are looked at and sorted, whichever it goes by.
      ['customer_by_owner|customer_by_owner_stage'],
    ],
    [
      'everybody’s silent customers',
      (reader) => customers(reader, director, { notTouchedDays: 7 }, at),
      ['customer_by_touch'],
    ],
    [
      'everybody’s silent customers, further on',
      (reader) =>
        customers(
          reader,
          director,
          { notTouchedDays: 7, cursor: cursor('customers-silent', lastWeek, 'cus_m00000007') },
          at,
        ),
      ['customer_by_touch'],
    ],
    [
      'customers touched in a range',
      (reader) => customers(reader, area, { touchedFrom: '2026-02-01', touchedTo: '2026-02-03' }, at),
      ['customer_by_touch'],
    ],
    [
      'customers by a choice',
      (reader) => customers(reader, director, { fields: [{ id: 'fld_a', is: '冷柜' }], stage: 'stg_m' }, at),
      ['customer_field_value_by_text'],
    ],
    [
      'customers by a number',
      (reader) => customers(reader, director, { fields: [{ id: 'fld_b', from: '10', to: '20' }] }, at),
      ['customer_field_value_by_number'],
    ],
    [
      'customers by a day',
      (reader) => customers(reader, area, { fields: [{ id: 'fld_c', from: '2026-02-01' }] }, at),
      ['customer_field_value_by_day'],
    ],
    [
      'customers by a tag',
      (reader) => customers(reader, director, { tag: '连锁' }, at),
      ['customer_tag_by_tag'],
    ],
    ['customers for a rep’s phone', (reader) => phoneCustomers(reader, rep), ['customer_by_owner']],
    ['customers for a store’s phone', (reader) => phoneCustomers(reader, manager), ['customer_by_store']],
    ['customers for any phone', (reader) => phoneCustomers(reader, director), [primary('customer')]],
    [
      'a rep’s customers to complete',
      (reader) => customersToComplete(reader, rep, {}),
      ['customer_to_complete_by_owner'],
    ],
    [
      'an area’s customers to complete',
      (reader) => customersToComplete(reader, area, {}),
      ['customer_to_complete_by_region'],
    ],
    [
      'everybody’s customers to complete',
      (reader) => customersToComplete(reader, director, {}),
      [primary('customer_to_complete')],
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
      (reader: Reader) => customers(reader, who, {}, at),
      (reader: Reader) => openTasks(reader, who, {}, at),
      (reader: Reader) => opportunities(reader, who, {}),
    ])
      expect(await rowsRead(database, work)).toBeLessThan(1000)
  })
})

/** Answers, tags and last contacts of some of the customers. */
async function fillFiles(database: Database): Promise<void> {
  const id = (n: number) => `cus_m${String(n).padStart(8, '0')}`
  const answer = { orgId, textValue: null, numberMilli: null, dayOn: null, changedAt: at }
  const every = (step: number) => Array.from({ length: 3000 / step }, (_, n) => id(n * step))
  await database.transaction(async (tx) => {
    for (const [n, customerId] of every(3).entries()) {
      await tx.insert(CustomerFieldValue, [
        { ...answer, customerId, fieldId: 'fld_a', textValue: n % 5 ? '冷柜' : '冷库' },
        { ...answer, customerId, fieldId: 'fld_b', numberMilli: n * 100 },
        {
          ...answer,
          customerId,
          fieldId: 'fld_c',
          dayOn: `2026-02-${String((n % 28) + 1).padStart(2, '0')}`,
        },
      ])
      await tx.run('update customer set last_touch_at = ? where org_id = ? and id = ?', [
        new Date(at.getTime() - n * 3_600_000),
        orgId,
        customerId,
      ])
    }
    await tx.run(
      `insert into customer_to_complete (org_id, customer_id, owner_id, store_id, region_id)
       select org_id, id, owner_id, store_id, region_id from customer where org_id = ? and id > ?`,
      [orgId, id(1000)],
    )
    for (const customerId of every(10)) {
      await tx.insert(CustomerTag, { orgId, customerId, tag: '早市' })
      await tx.insert(CustomerAlias, aliasRow(orgId, customerId, { kind: 'wechat', value: '早市那家' }, at))
    }
  })
  // Few: for a stage that every tenth customer has, going by the primary key is as good.
  const few = every(100)
  await database.transaction(async (tx) => {
    await tx.insert(
      CustomerTag,
      few.map((customerId) => ({ orgId, customerId, tag: '连锁' })),
    )
    await tx.run(
      "update customer set stage_id = 'stg_rare', source_id = 'src_rare' where org_id = ? and id in (?)",
      [orgId, few],
    )
  })
  if (database.engine === 'sqlite') return
  for (const table of [
    'customer',
    'customer_alias',
    'customer_field_value',
    'customer_tag',
    'customer_to_complete',
  ])
    await database.dataSource.query(`analyze table ${table}`)
}

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
  const alias = '(c|t|f|k|o|m|d|v|i|g)'
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
