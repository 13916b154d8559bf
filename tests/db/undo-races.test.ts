import { addNote } from '../../server/customers/add-note'
import { createCustomer } from '../../server/customers/create-customer'
import { mergeCustomers } from '../../server/customers/merges/merge-customers'
import { undoMerge } from '../../server/customers/merges/undo-merge'
import { reachableCustomer } from '../../server/customers/reachable-customer'
import { Customer, Source } from '../../server/customers/tables'
import { transferCustomers } from '../../server/customers/transfers/transfer-customers'
import type { Doer } from '../../server/organisation/doer'
import { createNumbers, type Numbers } from '../../server/organisation/numbers'
import { scopeOf } from '../../server/organisation/scope'
import type { Database, Transaction } from '../../server/platform/database'
import { Audit } from '../../server/platform/tables'
import { latestContact } from '../../server/touchpoints/latest-contact'
import { undoLatest, undoWrite } from '../../server/undo/undo-write'
import { checkIn } from '../../server/visits/check-in'
import { checkOut } from '../../server/visits/check-out'
import { completeTask } from '../../server/visits/complete-task'
import { planVisit } from '../../server/visits/plan-visit'
import { changePlan } from '../../server/visits/plans/change-plan'
import { Task, Visit, VisitPlan } from '../../server/visits/tables'
import { onEveryEngine } from '../support/engines'
import { interleaved } from '../support/interleaved'
import { buildWorld, type PersonName, planned, type World } from '../support/world'

const at = new Date('2026-03-04T01:30:00.000Z')
const visitId = 'vis_01JNA0000000000000000000A1'
const on = '2026-03-05'

onEveryEngine('what is taken back while something else happens', (openEmpty, engine) => {
  const queued = engine === 'sqlite'
  let database: Database
  let world: World
  let numbers: Numbers
  let doer: Doer
  let leader: Doer
  beforeEach(async () => {
    database = await openEmpty()
    world = await buildWorld(database)
    numbers = createNumbers(database)
    await numbers.reserve(world.orgId, 20)
    const doerOf = async (person: PersonName): Promise<Doer> => {
      const scope = await database.read((reader) => scopeOf(reader, world.orgId, world.staff[person]))
      return { scope: scope!, at, via: 'miniprogram', chatRef: 'sandbox:1' }
    }
    doer = await doerOf('rep')
    leader = await doerOf('storeManager')
    const source = { id: 'src_test', code: 's', name: '社区地推', position: 0, inUse: true, version: 1 }
    await database.transaction((tx) => tx.insert(Source, { orgId: world.orgId, ...source }))
  })

  type Work = (tx: Transaction) => Promise<unknown>
  const race = (first: Work, second: Work) => interleaved(database, first, second)
  const codes = (ended: PromiseSettledResult<unknown>[]) =>
    ended.map((each) => (each.status === 'rejected' ? (each.reason.code ?? each.reason) : 'done'))
  const undo = (id: string) => (tx: Transaction) => undoWrite(tx, doer, id)
  const merge = (tx: Transaction, survivorId = world.customers.mine, mergedId = world.customers.second) =>
    mergeCustomers(tx, leader, { survivorId, mergedId, survivorVersion: 1, mergedVersion: 1 })
  const customer = async (id: string) =>
    (await database.read((reader) => reader.findOne(Customer, { orgId: world.orgId, id })))!
  const task = async (id: string) =>
    (await database.read((reader) => reader.findOne(Task, { orgId: world.orgId, id })))!
  const complete = (taskId: string) => (tx: Transaction) => completeTask(tx, doer, { taskId })

  /** What can be taken back; each answers the id of its offer. */
  const writes: Record<string, (tx: Transaction) => Promise<string>> = {
    note: async (tx) =>
      (await addNote(tx, doer, { customerId: world.customers.mine, text: '老板姓刘' })).undo.id,
    'planned visit': async (tx) => {
      const known = await reachableCustomer(tx, doer.scope, world.customers.mine)
      const plan = { customer: known, contact: undefined, due: undefined, items: [], sourceKey: 'msg:1' }
      return (await planVisit(tx, numbers, doer, plan)).undo.id
    },
    'day’s plan': async (tx) =>
      (await changePlan(tx, doer, 'add', { on, customerIds: [world.customers.mine] }))!.id,
    'check-out with an appointment': async (tx) => {
      const phone = { at: at.toISOString() }
      await checkIn(tx, doer, { id: visitId, customerId: world.customers.mine, phone, place: null })
      const nextStep = { kind: 'appointment', when: '明天上午10点' } as never
      return (await checkOut(tx, numbers, doer, visitId, { id: 'out_1', phone, place: null, nextStep })).undo!
        .id
    },
    merge: async (tx) => {
      const { undo } = await mergeCustomers(
        tx,
        { ...doer, scope: { ...leader.scope, staffId: doer.scope.staffId } },
        {
          survivorId: world.customers.mine,
          mergedId: world.customers.second,
          survivorVersion: 1,
          mergedVersion: 1,
        },
      )
      return undo.id
    },
  }

  test.each(Object.keys(writes))('a %s, twice: one does it, the other is told', async (name) => {
    const id = await database.transaction(writes[name]!)
    // Who takes a merge back leads.
    if (name === 'merge') doer = { ...doer, scope: { ...leader.scope, staffId: doer.scope.staffId } }
    expect(codes(await race(undo(id), undo(id)))).toEqual(['done', 'already_undone'])
    const audits = await database.read((reader) => reader.find(Audit, { orgId: world.orgId, action: 'undo' }))
    expect(audits).toHaveLength(1)
  })

  test('撤销 in chat and the button on the page, for the same write', async () => {
    const id = await database.transaction(writes.note!)
    const chat = (tx: Transaction) => undoLatest(tx, doer)
    // Where writers queue there is nothing left when the second one looks.
    expect(codes(await race(undo(id), chat))).toEqual(['done', queued ? 'nothing_to_undo' : 'already_undone'])
    const other = await database.transaction(writes['planned visit']!)
    expect(codes(await race(chat, undo(other)))).toEqual(['done', 'already_undone'])
  })

  test('a merge, taken back by its page and by 撤销', async () => {
    const id = await database.transaction(writes.merge!)
    const { orgId } = world
    const done = await database.read((reader) =>
      reader.row<{ id: string }>('select id from customer_merge where org_id = ?', [orgId]),
    )
    doer = { ...doer, scope: { ...leader.scope, staffId: doer.scope.staffId } }
    const page = (tx: Transaction) => undoMerge(tx, leader, done!.id)
    expect(codes(await race(page, undo(id)))).toEqual(['done', 'already_undone'])
    expect((await customer(world.customers.second)).retiredAt).toBeNull()
  })

  test('a planned visit against its completion: the first one wins', async () => {
    const planIt = async () => {
      const id = await database.transaction(writes['planned visit']!)
      const entry = await database.read((reader) =>
        reader.row<{ taskId: string }>('select subject_id as taskId from undo_entry where id = ?', [id]),
      )
      return { undoId: id, taskId: entry!.taskId }
    }
    const one = await planIt()
    expect(codes(await race(undo(one.undoId), complete(one.taskId)))).toEqual([
      'done',
      queued ? 'task_not_open' : 'version_conflict',
    ])
    expect(await task(one.taskId)).toMatchObject({ state: 'cancelled', completedAt: null })
    const more = (number: string) => planned(database, world, { customer: 'mine', assignee: 'rep', number })
    const taskId = await more('T-9001')
    const done = await database.transaction((tx) => completeTask(tx, doer, { taskId }))
    const again = await more('T-9002')
    // A completion taken back while another task of the customer is completed: the last contact is that one.
    expect(codes(await race(complete(again), undo(done.undo.id)))).toEqual(['done', 'done'])
    expect(await lastContactHolds(world.customers.mine)).toBe(true)
  })

  /** Whether what the customer says of its last contact is what its timeline says. */
  async function lastContactHolds(id: string): Promise<boolean> {
    const { lastTouchId } = await customer(id)
    const last = await database.read((reader) => latestContact(reader, { orgId: world.orgId, id }))
    return lastTouchId === (last?.touchpointId ?? null)
  }

  test.each([
    ['before', true],
    ['after', false],
  ])('a completion, a moment %s its customer is merged', async (_when, undoFirst) => {
    const taskId = await planned(database, world, { customer: 'second', assignee: 'rep' })
    const other = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const early = { ...doer, at: new Date(at.getTime() - 60_000) }
    await database.transaction((tx) => completeTask(tx, early, { taskId: other }))
    const done = await database.transaction((tx) => completeTask(tx, doer, { taskId }))
    const back = undo(done.undo.id)
    const ended = await (undoFirst ? race(back, merge) : race(merge, back))
    expect(codes(ended)).toEqual(['done', 'done'])
    expect(await task(taskId)).toMatchObject({ state: 'open', customerId: world.customers.mine })
    expect(await lastContactHolds(world.customers.mine)).toBe(true)
    expect(await lastContactHolds(world.customers.second)).toBe(true)
  })

  test.each([
    ['the one that stays', true],
    ['the one that goes', false],
  ])('a new customer against a merge of which it is %s', async (_which, stays) => {
    const make = async () => {
      const made = await database.transaction((tx) =>
        createCustomer(tx, numbers, doer, { name: '新来的店', sourceId: 'src_test' }),
      )
      const ids = stays
        ? [made.customer.id, world.customers.second]
        : [world.customers.second, made.customer.id]
      return { ...made, merging: (tx: Transaction) => merge(tx, ids[0], ids[1]) }
    }
    const one = await make()
    expect(codes(await race(undo(one.undo.id), one.merging))).toEqual(['done', 'customer_not_found'])
    const other = await make()
    expect(codes(await race(other.merging, undo(other.undo.id)))).toEqual(['done', 'acted_on'])
    expect((await customer(stays ? other.customer.id : world.customers.second)).retiredAt).toBeNull()
  })

  test('a transfer against a change of one of its customers', async () => {
    const hand = () =>
      database.transaction((tx) =>
        transferCustomers(tx, leader, {
          customerIds: [world.customers.mine],
          toOwnerId: world.staff.otherRep,
        } as never),
      )
    const { undo: offer } = await hand()
    const back = (tx: Transaction) => undoWrite(tx, leader, offer.id)
    const edit = (tx: Transaction) =>
      tx.run('update customer set version = version + 1 where id = ?', [world.customers.mine])
    expect(codes(await race(edit, back))).toEqual(['done', 'acted_on'])
    expect((await customer(world.customers.mine)).ownerId).toBe(world.staff.otherRep)
  })

  test('a check-out against the next check-in: never two visits at once', async () => {
    const id = await database.transaction(writes['check-out with an appointment']!)
    const phone = { at: at.toISOString() }
    const next = (tx: Transaction) =>
      checkIn(tx, doer, {
        id: 'vis_01JNA0000000000000000000A2',
        customerId: world.customers.second,
        phone,
        place: null,
      })
    const [came, back] = await race(next, undo(id))
    expect(came!.status).toBe('fulfilled')
    // The web looks once more when a unique key was in the way.
    expect(back!.status).toBe('rejected')
    await expect(database.transaction(undo(id))).rejects.toMatchObject({ code: 'acted_on' })
    const visits = await database.read((reader) =>
      reader.find(Visit, { orgId: world.orgId, state: 'active' }),
    )
    expect(visits).toHaveLength(1)
  })

  const plannedFor = async () =>
    (await database.read((reader) => reader.find(VisitPlan, { orgId: world.orgId, dayOn: on })))
      .map(({ customerId, position }) => [customerId, position])
      .sort()
  const change =
    (kind: 'add' | 'remove' | 'order', ...names: (keyof World['customers'])[]) =>
    (tx: Transaction) =>
      changePlan(tx, leader, kind, {
        on,
        staffId: world.staff.rep,
        customerIds: names.map((name) => world.customers[name]),
      })

  test('two put customers on the same plan: both are there, and each takes back only their own', async () => {
    expect(codes(await race(change('add', 'mine'), change('add', 'second')))).toEqual(['done', 'done'])
    expect(await plannedFor()).toHaveLength(2)
    expect(
      codes(await race(change('add', 'mine', 'colleagues'), change('add', 'mine', 'colleagues'))),
    ).toEqual(['done', 'done'])
    expect(await plannedFor()).toHaveLength(3)
  })

  test('two order the same plan: the second order holds whole', async () => {
    await database.transaction(change('add', 'mine', 'second', 'colleagues'))
    await race(change('order', 'colleagues', 'mine'), change('order', 'second'))
    const { mine, second, colleagues } = world.customers
    expect(await plannedFor()).toEqual(
      [
        [mine, null],
        [second, 1],
        [colleagues, null],
      ].sort(),
    )
  })

  test('a change of a plan is taken back while it is changed again, and the other way round', async () => {
    const first = (await database.transaction(change('add', 'mine')))!
    const back = (id: string) => (tx: Transaction) => undoWrite(tx, leader, id)
    expect(codes(await race(change('add', 'second'), back(first.id)))).toEqual(['done', 'acted_on'])
    expect(await plannedFor()).toHaveLength(2)
    const last = (await database.transaction(change('remove', 'second')))!
    expect(codes(await race(back(last.id), change('add', 'colleagues')))).toEqual(['done', 'done'])
    expect(await plannedFor()).toHaveLength(3)
  })
})
