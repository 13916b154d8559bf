import { addNote } from '../../server/customers/add-note'
import { editCustomer } from '../../server/customers/edit-customer'
import { tablesThat } from '../../server/customers/merges/customer-tables'
import { mergeCustomers } from '../../server/customers/merges/merge-customers'
import { customerOf, reachableCustomer } from '../../server/customers/reachable-customer'
import { Customer } from '../../server/customers/tables'
import { openOpportunity } from '../../server/funnel/open-opportunity'
import { whoIsMeant } from '../../server/messages/who-is-meant'
import type { Doer } from '../../server/organisation/doer'
import { createNumbers, type Numbers } from '../../server/organisation/numbers'
import { scopeOf } from '../../server/organisation/scope'
import type { Database, Transaction } from '../../server/platform/database'
import { checkIn } from '../../server/visits/check-in'
import { completeTask } from '../../server/visits/complete-task'
import { planVisit } from '../../server/visits/plan-visit'
import { onEveryEngine } from '../support/engines'
import { interleaved } from '../support/interleaved'
import { withTemplate } from '../support/template'
import { buildWorld, planned, type World } from '../support/world'

const at = new Date('2026-03-04T01:30:00.000Z')

onEveryEngine('a merge and a write about the merged customer at the same moment', (openEmpty) => {
  let database: Database
  let world: World
  let numbers: Numbers
  let doer: Doer
  let merged: string
  let taskId: string
  beforeEach(async () => {
    database = await openEmpty()
    world = await buildWorld(database)
    await withTemplate(database, world)
    numbers = createNumbers(database)
    await numbers.reserve(world.orgId, 20)
    merged = world.customers.second
    taskId = await planned(database, world, { customer: 'second', assignee: 'rep' })
    const scope = await database.read((reader) => scopeOf(reader, world.orgId, world.staff.rep))
    doer = { scope: scope!, at, via: 'miniprogram', chatRef: null }
  })

  const merge = (tx: Transaction) =>
    mergeCustomers(tx, doer, {
      survivorId: world.customers.mine,
      mergedId: merged,
      survivorVersion: 1,
      mergedVersion: 1,
    })
  const plan = async (tx: Transaction, customer: Awaited<ReturnType<typeof reachableCustomer>>) =>
    planVisit(tx, numbers, doer, {
      customer,
      contact: undefined,
      due: undefined,
      items: [],
      sourceKey: 'msg:1',
    })

  const writes: [string, (tx: Transaction) => Promise<unknown>][] = [
    ['a note', (tx) => addNote(tx, doer, { customerId: merged, text: '老板姓刘' })],
    ['a planned visit', async (tx) => plan(tx, await reachableCustomer(tx, doer.scope, merged))],
    [
      'a line in chat that names it',
      async (tx) => {
        const heard = { place: { kind: 'direct', customerId: null }, text: '#好邻居超市#' }
        const part = { kind: 'command', store: '好邻居超市', items: [] }
        const meant = await whoIsMeant(tx, numbers, heard as never, doer, part as never, undefined)
        if (!('known' in meant)) throw new Error('nobody is meant')
        await plan(tx, meant.known.customer)
      },
    ],
    ['a task that is completed', (tx) => completeTask(tx, doer, { taskId, remark: '送到' })],
    [
      'a check-in',
      (tx) =>
        checkIn(tx, doer, {
          id: 'vis_01JNA0000000000000000000A1',
          customerId: merged,
          phone: { at: at.toISOString() },
          place: null,
        }),
    ],
    [
      'a signal in its chat',
      async (tx) =>
        openOpportunity(tx, {
          customer: (await customerOf(tx, world.orgId, merged))!,
          signal: '要样品',
          due: undefined,
          staff: { id: world.staff.rep, name: '李雷' },
          contact: undefined,
          at,
          timezone: 'Asia/Shanghai',
          sourceKey: 'msg:2',
          chatRef: 'sandbox:1',
        }),
    ],
  ]

  /** By table, what is still the merged customer's, and how many facts the survivor has. */
  async function left(): Promise<{ stayed: string[]; facts: number }> {
    return database.read(async (reader) => {
      const stayed: string[] = []
      for (const { table } of [...tablesThat('move'), { table: 'opportunity' }, { table: 'visit_plan' }]) {
        const rows = await reader.rows(`select * from ${table} where org_id = ? and customer_id = ?`, [
          world.orgId,
          merged,
        ])
        if (rows.length > 0) stayed.push(table)
      }
      const facts = await reader.rows('select id from touchpoint where org_id = ? and customer_id = ?', [
        world.orgId,
        world.customers.mine,
      ])
      return { stayed, facts: facts.length }
    })
  }

  test.each(writes)('%s, a moment before', async (_name, write) => {
    const ended = await interleaved(database, write, merge)
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const { stayed, facts } = await left()
    expect(stayed).toEqual([])
    expect(facts).toBeGreaterThan(0)
  })

  test.each(writes)('%s, a moment after', async (_name, write) => {
    const ended = await interleaved(database, merge, write)
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    const { stayed, facts } = await left()
    expect(stayed).toEqual([])
    expect(facts).toBeGreaterThan(0)
  })

  test('of a change of its file and the merge, the later one is told to look again', async () => {
    const edit = (tx: Transaction) =>
      editCustomer(tx, doer, {
        customerId: merged,
        version: 1,
        contacts: [{ name: '刘姐', phone: '13900008888' }],
      })
    const [edited, refused] = await interleaved(database, edit, merge)
    expect(edited!.status).toBe('fulfilled')
    expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'changed_meanwhile' } })
    const customer = await database.read((reader) =>
      reader.findOne(Customer, { orgId: world.orgId, id: merged }),
    )
    expect(customer).toMatchObject({ mergedIntoId: null, version: 2 })
  })
})
