import { Todo } from '../../server/alerts/tables'
import { alikeOf } from '../../server/customers/duplicates/alike'
import { alikeInBeginning, findAlike } from '../../server/customers/duplicates/find-alike'
import { alikeCustomers, duplicates } from '../../server/customers/duplicates/reads'
import { DuplicatePair } from '../../server/customers/duplicates/tables'
import { merges, mergesInto, previewMerge } from '../../server/customers/merges/reads'
import { CustomerMerge } from '../../server/customers/merges/tables'
import { Contact, ContactCustomer, CustomerAlias, CustomerAssignment } from '../../server/customers/tables'
import { handOver } from '../../server/customers/transfers/hand-over'
import { leavers, previewTransfer, receivers, receivingStores } from '../../server/customers/transfers/reads'
import type { Database, Reader } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'
import { fillMany, many, nameMany } from '../support/many'
import { askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')
const customer = (n: number) => `cus_m${String(n).padStart(8, '0')}`

const { rep, manager, area, director } = many

const likeness = { name: '优鲜达00000003店', phones: ['13900000003'], ids: ['wmExt3'] }

onEveryEngine('query plans of duplicates, merges and transfers', (openEmpty, engine) => {
  let database: Database

  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, 3000)
    await nameMany(database, orgId)
    await fillPairs(database)
  }, 120_000)

  const primary = (table: string) => (engine === 'sqlite' ? `sqlite_autoindex_${table}_1` : 'PRIMARY')

  test.each<[string, (reader: Reader) => Promise<unknown>, string[]]>([
    ['duplicates of a rep', (reader) => duplicates(reader, rep, {}), ['duplicate_pair_by_owner']],
    ['duplicates of stores', (reader) => duplicates(reader, manager, {}), ['duplicate_pair_by_store']],
    [
      'duplicates of a region',
      (reader) => duplicates(reader, area, {}),
      ['duplicate_pair_by_region|duplicate_pair_by_state'],
    ],
    // Where most are open, going by the primary key is as good.
    [
      'duplicates of everything',
      (reader) => duplicates(reader, director, {}),
      ['duplicate_pair_by_state|p ref key=PRIMARY'],
    ],
    [
      'whom somebody may be',
      (reader) => findAlike(reader, orgId, [likeness], { bySound: true }),
      ['customer_by_name', 'customer_alias_by_value', 'contact_by_phone', `k .*${primary('customer_core')}`],
    ],
    [
      'whom somebody may be, within reach',
      (reader) => alikeCustomers(reader, rep, likeness),
      ['customer_by_name'],
    ],
    [
      'whose name begins alike',
      (reader) => alikeInBeginning(reader, orgId, '优鲜达'),
      [`k .*${primary('customer_core')}`],
    ],
    [
      'the pairs of one customer',
      (reader) => alikeOf(reader, director, customer(3)),
      ['duplicate_pair_of_two', 'duplicate_pair_by_second'],
    ],
    [
      'the preview of a merge',
      (reader) => previewMerge(reader, director, { survivorId: customer(3), mergedId: customer(4) }),
      ['touchpoint_by_customer', 'task_by_customer', 'opportunity_by_customer', 'todo_by_customer'],
    ],
    ["merges of a rep's customers", (reader) => merges(reader, rep, {}), ['customer_merge_by_owner']],
    ['merges in some stores', (reader) => merges(reader, manager, {}), ['customer_merge_by_store']],
    // Where a region has a quarter of all, going by the primary key is as good.
    [
      'merges in a region',
      (reader) => merges(reader, area, {}),
      ['customer_merge_by_region|m ref key=PRIMARY'],
    ],
    ["everybody's merges", (reader) => merges(reader, director, {}), [primary('customer_merge')]],
    [
      'merges into one customer',
      (reader) => merges(reader, director, { customer: customer(3) }),
      ['customer_merge_by_survivor'],
    ],
    [
      'how many were made one with a customer',
      (reader) => mergesInto(reader, orgId, customer(3)),
      ['customer_merge_by_survivor'],
    ],
    [
      'the preview of a transfer',
      (reader) => previewTransfer(reader, director, { fromOwnerId: 'stf_m7', toStoreId: 'sto_m3' }),
      ['customer_by_owner', 'task_by_customer', 'opportunity_by_customer', 'todo_by_customer'],
    ],
    ['who can take over', (reader) => receivers(reader, rep, {}), ['staff_store_by_store|PRIMARY|autoindex']],
    [
      'stores to hand to',
      (reader) => receivingStores(reader, area, {}),
      ['store_by_region|PRIMARY|autoindex'],
    ],
    ['leavers', (reader) => leavers(reader, director, {}), ['customer_by_owner', 'task_by_assignee']],
    [
      'the hand-over page',
      (reader) => handOver(reader, rep, customer(7), at),
      ['touchpoint_by_customer', 'task_by_customer', 'customer_assignment_by_customer', 'todo_by_customer'],
    ],
  ])('%s: by index', async (_title, work, indexes) => {
    const { asked } = await askedBy(database, work)
    const plan = (await Promise.all(asked.map((each) => planOf(database, each)))).flat().join('\n')
    for (const index of indexes) expect(plan).toMatch(new RegExp(`(${index})`))
    const alias = '(c|t|k|a|n|o|d|m|customer|task|touchpoint|opportunity|todo|duplicate_pair)'
    expect(plan).not.toMatch(
      engine === 'sqlite' ? new RegExp(`SCAN ${alias}\\b`) : new RegExp(`^${alias} (ALL|index) `, 'm'),
    )
  })

  test('the hand-over page asks the same number of queries whatever the history', async () => {
    const counts = await Promise.all(
      [3, 7, 10].map(
        async (n) =>
          (await askedBy(database, (reader) => handOver(reader, director, customer(n), at))).asked.length,
      ),
    )
    expect(Math.max(...counts)).toBeLessThan(14)
  })
})

/** Pairs of neighbours; some that left. */
async function fillPairs(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.insert(
      DuplicatePair,
      Array.from({ length: 1400 }, (_, n) => ({
        orgId,
        id: `dup_m${String(n).padStart(6, '0')}`,
        firstId: customer(2 * n),
        secondId: customer(2 * n + 1),
        reason: 'phone' as const,
        sharedValue: '13900000000',
        state: n % 3 ? ('open' as const) : ('dismissed' as const),
        ownerId: `stf_m${(2 * n) % 100}`,
        storeId: `sto_m${(2 * n) % 20}`,
        regionId: `reg_m${(2 * n) % 4}`,
        foundAt: at,
        decidedAt: null,
        decidedById: null,
      })),
    )
    for (let n = 0; n < 600; n++) {
      const id = String(n).padStart(6, '0')
      const phone = `139${id}00`
      await tx.insert(Contact, { orgId, id: `con_m${id}`, name: '张', nameKey: '张', phone, createdAt: at })
      await tx.insert(ContactCustomer, {
        orgId,
        contactId: `con_m${id}`,
        customerId: customer(n),
        sinceAt: at,
        untilAt: null,
      })
      await tx.insert(CustomerAlias, {
        orgId,
        id: `als_m${id}`,
        customerId: customer(n),
        kind: n % 2 ? 'phone' : 'name',
        value: phone,
        valueKey: phone,
        uniqueKey: null,
      })
      await tx.insert(CustomerAssignment, {
        orgId,
        id: `asg_m${id}`,
        customerId: customer(n),
        staffId: `stf_m${n % 100}`,
        role: 'owner',
        sinceAt: at,
        untilAt: null,
      })
      await tx.insert(Todo, {
        orgId,
        id: `tdo_m${id}`,
        staffId: `stf_m${n % 100}`,
        kind: 'proposal',
        text: '补货',
        customerId: customer(n),
        payload: null,
        state: 'open',
        openKey: null,
        createdAt: at,
        doneAt: null,
      })
      await tx.insert(CustomerMerge, {
        orgId,
        id: `mrg_m${id}`,
        survivorId: customer(n),
        mergedId: customer(n + 1000),
        staffId: `stf_m${n % 100}`,
        mergedAt: at,
        changes: { before: {}, after: {} },
        undoneAt: null,
        undoneById: null,
        ownerId: `stf_m${n % 100}`,
        storeId: `sto_m${n % 20}`,
        regionId: `reg_m${n % 4}`,
      })
    }
    await tx.run("update staff set left_at = ? where org_id = ? and id in ('stf_m5', 'stf_m9')", [at, orgId])
  })
  if (database.engine === 'sqlite') return
  for (const table of [
    'duplicate_pair',
    'contact',
    'contact_customer',
    'customer_alias',
    'customer_assignment',
    'todo',
    'customer_merge',
  ])
    await database.dataSource.query(`analyze table ${table}`)
}
