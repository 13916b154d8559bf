import { Contact, ContactCustomer, Customer, CustomerTerm } from '../../server/customers/tables'
import { Stage } from '../../server/funnel/tables'
import { startSession } from '../../server/organisation/sessions'
import { Org, Region, Staff, StaffRegion, StaffStore, Store } from '../../server/organisation/tables'
import type { Database, Transaction } from '../../server/platform/database'
import { newId } from '../../server/platform/ids'
import { Touchpoint, TouchpointText } from '../../server/touchpoints/tables'
import { Task, TaskItem } from '../../server/visits/tables'
import type { Role } from '../../shared/api/shapes'

/** A clock that tests move by hand. */
export function handClock(start = '2026-03-04T01:30:00.000Z') {
  let at = new Date(start)
  return {
    now: () => at,
    set: (instant: string) => {
      at = new Date(instant)
    },
    forward: (ms: number) => {
      at = new Date(at.getTime() + ms)
    },
  }
}

/** Who is in every test organisation. Two reps in store `west`, one in `east`; `south` lies in the other region. */
export type PersonName =
  | 'rep'
  | 'otherRep'
  | 'eastRep'
  | 'storeManager'
  | 'areaManager'
  | 'southManager'
  | 'director'
  | 'hq'
  | 'finance'
  | 'admin'
  | 'leaver'

const people: Record<PersonName, { name: string; role: Role; stores?: string[]; regions?: string[] }> = {
  rep: { name: '李雷', role: 'rep', stores: ['west'] },
  otherRep: { name: '韩梅', role: 'rep', stores: ['west'] },
  eastRep: { name: '赵东', role: 'rep', stores: ['east'] },
  storeManager: { name: '周敏', role: 'storeManager', stores: ['west', 'east'] },
  areaManager: { name: '吴区', role: 'areaManager', regions: ['north'] },
  southManager: { name: '郑南', role: 'areaManager', regions: ['south'] },
  director: { name: '钱总', role: 'director' },
  hq: { name: '孙部', role: 'hq' },
  finance: { name: '冯会', role: 'finance' },
  admin: { name: '王芳', role: 'admin' },
  leaver: { name: '何离', role: 'rep', stores: ['west'] },
}

export const storeNames = { west: '文三路店', east: '凤起路店', south: '滨江店' } as const
type StoreName = keyof typeof storeNames

/** Customers of every test organisation, by who owns them. */
const customers = {
  mine: { name: '优鲜达一店', store: 'west', owner: 'rep' },
  second: { name: '好邻居超市', store: 'west', owner: 'rep' },
  colleagues: { name: '百果园西湖', store: 'west', owner: 'otherRep' },
  east: { name: '东城生鲜', store: 'east', owner: 'eastRep' },
  south: { name: '滨江水果', store: 'south', owner: null },
} as const satisfies Record<string, { name: string; store: StoreName; owner: PersonName | null }>
export type CustomerName = keyof typeof customers

export const stages = [
  { code: 'contact', name: '初步接触' },
  { code: 'urgent', name: '紧急需求' },
]

export interface World {
  orgId: string
  staff: Record<PersonName, string>
  stores: Record<StoreName, string>
  regions: Record<'north' | 'south', string>
  customers: Record<CustomerName, string>
  contact: string
  stageIds: string[]
}

const madeAt = new Date('2026-01-05T00:00:00.000Z')

/** One organisation with two regions, three stores, a person of each role and a few customers; nothing happened yet. */
export async function buildWorld(
  database: Database,
  { name = '优鲜达', demo = false }: { name?: string; demo?: boolean } = {},
): Promise<World> {
  const ids = <Key extends string>(prefix: Parameters<typeof newId>[0], keys: readonly Key[]) =>
    Object.fromEntries(keys.map((key) => [key, newId(prefix)])) as Record<Key, string>
  const world: World = {
    orgId: newId('org'),
    staff: ids('stf', Object.keys(people) as PersonName[]),
    stores: ids('sto', ['west', 'east', 'south']),
    regions: ids('reg', ['north', 'south']),
    customers: ids('cus', Object.keys(customers) as CustomerName[]),
    contact: newId('con'),
    stageIds: stages.map(() => newId('stg')),
  }
  await database.transaction(async (tx) => {
    await insertOrganisation(tx, world, { name, demo })
    await insertCustomers(tx, world)
  })
  return world
}

async function insertOrganisation(
  tx: Transaction,
  world: World,
  { name, demo }: { name: string; demo: boolean },
): Promise<void> {
  const { orgId, staff, stores, regions } = world
  await tx.insert(Org, {
    id: orgId,
    name,
    timezone: 'Asia/Shanghai',
    wecomCorpId: null,
    demo,
    createdAt: madeAt,
  })
  await tx.insert(Region, [
    { orgId, id: regions.north, name: '杭州北', closedAt: null, version: 1 },
    { orgId, id: regions.south, name: '杭州南', closedAt: null, version: 1 },
  ])
  for (const key of ['west', 'east', 'south'] as const) {
    const regionId = key === 'south' ? regions.south : regions.north
    const name = storeNames[key]
    await tx.insert(Store, {
      orgId,
      id: stores[key],
      name,
      kind: 'direct',
      regionId,
      closedAt: null,
      version: 1,
    })
  }
  for (const key of Object.keys(people) as PersonName[]) {
    const person = people[key]
    await tx.insert(Staff, {
      orgId,
      id: staff[key],
      name: person.name,
      role: person.role,
      superiorId: null,
      phone: key === 'admin' ? '13800000000' : null,
      email: null,
      leftAt: key === 'leaver' ? madeAt : null,
      createdAt: madeAt,
      version: 1,
    })
    const dated = { orgId, staffId: staff[key], sinceAt: madeAt, untilAt: null }
    for (const store of person.stores ?? [])
      await tx.insert(StaffStore, { ...dated, storeId: stores[store as StoreName] })
    for (const region of person.regions ?? [])
      await tx.insert(StaffRegion, { ...dated, regionId: regions[region as 'north' | 'south'] })
  }
  await tx.insert(
    Stage,
    stages.map((stage, position) => ({ orgId, id: world.stageIds[position]!, position, ...stage })),
  )
}

async function insertCustomers(tx: Transaction, world: World): Promise<void> {
  const { orgId, contact } = world
  let number = 0
  for (const key of Object.keys(customers) as CustomerName[]) {
    const { name, store, owner } = customers[key]
    number += 1
    const customer = {
      ...blankCustomer(world, store),
      id: world.customers[key],
      code: `C-${number}`,
      name,
      nameKey: name,
      ownerId: owner && world.staff[owner],
    }
    await tx.insert(Customer, customer)
    // Every tail of the name, as the use case writes them.
    for (let start = 0; start < name.length; start++)
      await tx.insert(CustomerTerm, termOf(customer, name.slice(start)))
  }
  await tx.insert(Contact, {
    orgId,
    id: contact,
    name: '张经理',
    nameKey: '张经理',
    phone: null,
    createdAt: madeAt,
  })
  await tx.insert(ContactCustomer, {
    orgId,
    contactId: contact,
    customerId: world.customers.mine,
    sinceAt: madeAt,
    untilAt: null,
  })
}

/** One way to begin naming a customer. */
export function termOf({ orgId, id, ownerId, storeId, regionId }: Customer, term: string): CustomerTerm {
  return { orgId, customerId: id, term, kind: 'name', ownerId, storeId, regionId }
}

/** A customer of a store with nothing known about it yet; the caller adds id, code, name and owner. */
export function blankCustomer(world: World, store: StoreName) {
  return {
    orgId: world.orgId,
    storeId: world.stores[store],
    regionId: store === 'south' ? world.regions.south : world.regions.north,
    stageId: world.stageIds[0]!,
    stageSinceAt: null,
    sourceId: 'src_test',
    ownStoreId: null,
    address: null,
    latitudeE6: null,
    longitudeE6: null,
    datum: null,
    lastTouchAt: null,
    lastTouchId: null,
    lastTouchKind: null,
    lastTouchStaffId: null,
    lastTouchContactId: null,
    mergedIntoId: null,
    retiredAt: null,
    createdAt: madeAt,
    version: 1,
  }
}

/** Something that happened with a customer of the world; answers its id. */
export async function happened(
  database: Database,
  world: World,
  fact: Partial<Touchpoint> & { customer: CustomerName; at: string; text?: string },
): Promise<string> {
  const { customer, at, text = `${customer} ${at}`, ...more } = fact
  const { store, owner } = customers[customer]
  const id = newId('tch')
  const { orgId } = world
  const { storeId, regionId } = blankCustomer(world, store)
  await database.transaction(async (tx) => {
    await tx.insert(Touchpoint, {
      orgId,
      id,
      customerId: world.customers[customer],
      kind: 'visit',
      occurredAt: new Date(at),
      recordedAt: new Date(at),
      timeFrom: 'server',
      countsAsContact: true,
      actorStaffId: owner && world.staff[owner],
      actorContactId: null,
      via: 'chat',
      sourceKey: id,
      ownerId: owner && world.staff[owner],
      storeId,
      regionId,
      subjectKind: null,
      subjectId: null,
      facts: null,
      correctsId: null,
      voidedAt: null,
      ...more,
    })
    await tx.insert(TouchpointText, { orgId, touchpointId: id, body: text })
  })
  return id
}

let taskNumber = 1000

/** A planned visit: 补货 车厘子 20 箱. Answers its id. */
export async function planned(
  database: Database,
  world: World,
  task: Partial<Task> & { customer: CustomerName; assignee: PersonName; due?: string },
): Promise<string> {
  const { customer, assignee, due, ...more } = task
  const id = newId('tsk')
  const { orgId } = world
  const { storeId, regionId } = blankCustomer(world, customers[customer].store)
  taskNumber += 1
  await database.transaction(async (tx) => {
    await tx.insert(Task, {
      orgId,
      id,
      number: `T-${taskNumber}`,
      customerId: world.customers[customer],
      contactId: null,
      assigneeId: world.staff[assignee],
      creatorId: world.staff[assignee],
      storeId,
      regionId,
      kind: 'visit',
      dueAt: due ? new Date(due) : null,
      dueGrain: due ? 'minute' : null,
      state: 'open',
      sortAt: new Date(due ?? '9999-12-31T00:00:00.000Z'),
      completedAt: null,
      completedById: null,
      remark: null,
      createdAt: madeAt,
      version: 1,
      ...more,
    })
    await tx.insert(TaskItem, {
      orgId,
      taskId: id,
      position: 0,
      action: '补货',
      productId: null,
      productName: '车厘子',
      quantityMilli: 20_000,
      quantityMaxMilli: null,
      unit: '箱',
      approx: false,
    })
  })
  return id
}

/** A signed-in person's token, without going through a log-in. */
export function tokenOf(database: Database, world: World, person: PersonName, at: Date): Promise<string> {
  return database.transaction((tx) =>
    startSession(tx, { orgId: world.orgId, staffId: world.staff[person], via: 'code', at }),
  )
}
