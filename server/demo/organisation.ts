import type { Role } from '../../shared/api/shapes'
import {
  Chat,
  Identity,
  NumberBlock,
  Org,
  Region,
  Staff,
  StaffRegion,
  StaffStore,
  Store,
} from '../organisation/tables'
import type { Transaction } from '../platform/database'
import { demoId, type Random, seeded } from './random'
import { givenNames, regionNames, streets, surnames } from './words'

export const demoOrgId = 'org_demo'

export interface DemoStore {
  id: string
  name: string
  kind: 'direct' | 'franchise'
  regionId: string
  regionName: string
  street: string
}

export interface DemoPerson {
  id: string
  name: string
  role: Role
  storeIds: string[]
  regionIds: string[]
  superiorId: string | null
}

export interface DemoOrganisation {
  regions: { id: string; name: string }[]
  stores: DemoStore[]
  staff: DemoPerson[]
  reps: DemoPerson[]
  /** Who answers for a store: its manager, else the area manager. */
  inCharge: Map<string, DemoPerson>
}

/** 优鲜达 as the story has it. */
export const counts = { stores: 87, storeManagers: 42, reps: 113 }

/** People of the pictures and of the lines to try; the others are drawn. */
const namedManagers = ['陈国强']
const namedReps = ['王磊', '赵海峰', '李晓雯', '孙佳怡']
const areaManagers = ['周敏', '沈立群', '郑晓东', '钱雪琴', '方建明', '姚文娟']

/** 6 regions, 87 stores, 6 area managers, 42 store managers (every seventh store has none), 113 reps, headquarters. */
export function demoOrganisation(): DemoOrganisation {
  const random = seeded(87)
  const regions = regionNames.map((name, index) => ({ id: demoId('reg', 0, index), name }))
  const stores = regions
    .flatMap((region) => (streets[region.name] ?? []).map((street) => ({ region, street })))
    .slice(0, counts.stores)
    .map(
      ({ region, street }, index): DemoStore => ({
        id: demoId('sto', 0, index),
        name: `${street}店`,
        kind: index < 3 || index % 3 === 0 ? 'franchise' : 'direct',
        regionId: region.id,
        regionName: region.name,
        street,
      }),
    )
  const staff: DemoPerson[] = []
  const add = (name: string, role: Role, more: Partial<DemoPerson> = {}): DemoPerson => {
    const id = demoId('stf', 0, staff.length)
    const person = { id, name, role, storeIds: [], regionIds: [], superiorId: null, ...more }
    staff.push(person)
    return person
  }
  const director = add('吴启明', 'director')
  const superiorId = director.id
  add('林志远', 'hq', { superiorId })
  add('何静', 'finance', { superiorId })
  add('王芳', 'admin', { superiorId })
  const areas = regions.map((region, index) =>
    add(areaManagers[index] ?? '', 'areaManager', { regionIds: [region.id], superiorId }),
  )
  const areaOf = (store: DemoStore) => areas[regions.findIndex(({ id }) => id === store.regionId)]!
  const used = new Set([...staff.map(({ name }) => name), ...namedManagers, ...namedReps])
  const managed = stores.filter((_, index) => index % 7 !== 6)
  const managers = Array.from({ length: counts.storeManagers }, (_, index) => {
    const doubles = managed.length - counts.storeManagers
    const from = index < doubles ? index * 2 : doubles + index
    const mine = managed.slice(from, from + (index < doubles ? 2 : 1))
    return add(namedManagers[index] ?? freshName(random, used), 'storeManager', {
      storeIds: mine.map(({ id }) => id),
      superiorId: mine[0] ? areaOf(mine[0]).id : superiorId,
    })
  })
  const inCharge = new Map(
    stores.map((store) => [
      store.id,
      managers.find(({ storeIds }) => storeIds.includes(store.id)) ?? areaOf(store),
    ]),
  )
  const reps = Array.from({ length: counts.reps }, (_, index) => {
    const store = stores[index % stores.length]!
    const next = stores[(index + 1) % stores.length]!
    // A few help out next door.
    const alsoNext = index % 16 === 5 && next.regionId === store.regionId
    return add(namedReps[index] ?? freshName(random, used), 'rep', {
      storeIds: alsoNext ? [store.id, next.id] : [store.id],
      superiorId: inCharge.get(store.id)!.id,
    })
  })
  return { regions, stores, staff, reps, inCharge }
}

/** A name nobody in the organisation has yet: 转给 must find one person. */
function freshName(random: Random, used: Set<string>): string {
  for (;;) {
    const name = `${random.pick(surnames)}${random.pick(givenNames)}`
    if (used.has(name)) continue
    used.add(name)
    return name
  }
}

export async function writeOrganisation(
  tx: Transaction,
  demo: DemoOrganisation,
  openedAt: Date,
): Promise<void> {
  const orgId = demoOrgId
  await tx.insert(Org, {
    id: orgId,
    name: '优鲜达',
    timezone: 'Asia/Shanghai',
    wecomCorpId: null,
    demo: true,
    createdAt: openedAt,
  })
  await tx.insert(
    Region,
    demo.regions.map((region) => ({ orgId, ...region, closedAt: null, version: 1 })),
  )
  await tx.insert(
    Store,
    demo.stores.map(({ id, name, kind, regionId }) => ({
      orgId,
      id,
      name,
      kind,
      regionId,
      closedAt: null,
      version: 1,
    })),
  )
  for (const [index, person] of demo.staff.entries()) {
    const { id, name, role, superiorId } = person
    await tx.insert(Staff, {
      orgId,
      id,
      name,
      role,
      superiorId,
      phone: `1370000${String(index).padStart(4, '0')}`,
      email: null,
      leftAt: null,
      createdAt: openedAt,
      version: 1,
    })
    const dated = { orgId, staffId: id, sinceAt: openedAt, untilAt: null }
    for (const storeId of person.storeIds) await tx.insert(StaffStore, { ...dated, storeId })
    for (const regionId of person.regionIds) await tx.insert(StaffRegion, { ...dated, regionId })
    await tx.insert(Identity, { orgId, channel: 'sandbox', outsideId: id, staffId: id, contactId: null })
  }
}

/** The chats of the demo page: our group, and customers' chats whose people speak in them. */
export async function writeChats(
  tx: Transaction,
  chats: {
    group: string
    customers: readonly { index: number; id: string; name: string; contacts: { id: string }[] }[]
  },
): Promise<void> {
  const [orgId, channel] = [demoOrgId, 'sandbox']
  await tx.insert(Chat, [
    { orgId, channel, chatId: chats.group, kind: 'internal', name: '城西补货群', customerId: null },
    ...chats.customers.map(({ index, id, name }) => ({
      orgId,
      channel,
      chatId: `chat_customer_${index}`,
      kind: 'customer' as const,
      name,
      customerId: id,
    })),
  ])
  await tx.insert(
    Identity,
    chats.customers.flatMap(({ contacts }) =>
      contacts.map(({ id }) => ({ orgId, channel, outsideId: id, staffId: null, contactId: id })),
    ),
  )
}

/** The numbers that the demo's tasks and customers have used up. */
export async function writeNumbers(tx: Transaction, next: { task: number; customer: number }): Promise<void> {
  for (const [name, nextNumber] of Object.entries(next))
    await tx.insert(NumberBlock, { orgId: demoOrgId, name, nextNumber })
}
