import { nameKey } from '../customers/name-key'
import {
  Contact,
  ContactCustomer,
  Customer,
  CustomerAssignment,
  CustomerFieldValue,
  CustomerTerm,
} from '../customers/tables'
import { customerTerms } from '../customers/terms'
import type { Transaction } from '../platform/database'
import { type DemoOrganisation, type DemoPerson, type DemoStore, demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { brandWords, customerKinds, surnames } from './words'

export interface DemoCustomer {
  index: number
  id: string
  name: string
  store: DemoStore
  ownStoreId: string | null
  owner: DemoPerson | undefined
  stage: string
  stageSinceAt: Date
  contacts: { id: string; name: string; phone: string }[]
}

/** Customers that the lines to try and the pictures need; rep and store by number. */
export const told = [
  { name: '优鲜达·文三路店（加盟）', rep: 0, store: 0, own: true, contacts: ['张经理'], stage: 'interested' },
  { name: '优鲜达·古荡店（加盟）', rep: 0, store: 1, own: true, contacts: ['刘经理'], stage: 'negotiating' },
  { name: '优鲜达·翠苑店（加盟）', rep: 2, store: 2, own: true, contacts: ['陈经理'], stage: 'won' },
  { name: '好邻居便利店·翠苑三区店', rep: 2, store: 2, contacts: ['刘姐'], stage: 'negotiating' },
  { name: '好邻居便利店·翠苑一区店', rep: 2, store: 2, contacts: ['周店长'], stage: 'contact' },
  { name: '晨光中学食堂', rep: 2, store: 2, contacts: ['沈主任'], stage: 'urgent' },
  { name: '王记水产（骆家庄）', rep: 0, store: 7, contacts: ['张经理', '张经理'], stage: 'interested' },
  { name: '绿源里社区食堂', rep: 0, store: 0, contacts: ['顾师傅'], stage: 'won' },
  { name: '沁园茶饮·城西银泰店', rep: 0, store: 0, contacts: ['许店长'], stage: 'negotiating' },
  { name: '外婆小馆·古墩路店', rep: 1, store: 1, contacts: ['胡经理'], stage: 'won' },
  { name: '西溪悦榕幼儿园（文一西路园区）', rep: 3, store: 3, contacts: ['金园长'], stage: 'negotiating' },
  {
    name: '杭州市西湖区骆家庄农贸综合市场果蔬三号档',
    rep: 1,
    store: 1,
    contacts: ['沈老板'],
    stage: 'interested',
  },
] as const

/** Which of `told` the history treats apart. */
export const special = { urgent: 5, frozen: 7, refusedStrawberry: 3, refusedGrape: 8, proposal: 1 }

const stageShares: [string, number][] = [
  ['contact', 0.22],
  ['interested', 0.5],
  ['negotiating', 0.68],
  ['urgent', 0.69],
  ['won', 0.95],
  ['lost', 1],
]

/** The customer of that number, the same every time. */
export function demoCustomer(
  demo: DemoOrganisation,
  random: Random,
  index: number,
  all: number,
  now: Date,
): DemoCustomer {
  const fixed = told[index]
  const rep = demo.reps[fixed?.rep ?? index % demo.reps.length]!
  const store = demo.stores[fixed?.store ?? demo.stores.findIndex(({ id }) => id === rep.storeIds[0])]!
  const made = fixed ?? drawn(random, store, index, all)
  return {
    index,
    id: demoId('cus', 0, index),
    name: made.name,
    store,
    ownStoreId: fixed && 'own' in fixed ? store.id : null,
    // A few wait for an owner: their store's manager answers for them.
    owner: fixed || index % 50 !== 49 ? rep : undefined,
    stage: made.stage,
    stageSinceAt: new Date(now.getTime() - random.whole(1, 80) * 86_400_000 - random.whole(0, 3_600_000)),
    contacts: made.contacts.map((name, n) => ({
      id: demoId('con', 0, index * 4 + n),
      name,
      phone: `139${String((index * 7919 + n * 1013 + 10_000_019) % 100_000_000).padStart(8, '0')}`,
    })),
  }
}

function drawn(random: Random, store: DemoStore, index: number, all: number) {
  const kind = random.weighted(customerKinds, ({ share }) => share)
  const word = random.pick(brandWords)
  const plain = kind.name(store.street, word, index)
  const stagePoint = random.next()
  return {
    // Words and streets make some ten thousand names; beyond that a number tells them apart.
    name: all > 20_000 ? `${plain}${index}` : plain,
    contacts: [`${random.pick([...surnames])}${random.pick(kind.people)}`],
    stage: stageShares.find(([, upTo]) => stagePoint < upTo)?.[0] ?? 'contact',
  }
}

const sources = ['fieldwork', 'referral', 'douyin', 'walkIn'] as const

/** Writes a customer with everything that is found by: code, contacts, search terms, owner since, preset fields. */
export async function writeCustomer(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  last: Pick<
    Customer,
    'lastTouchAt' | 'lastTouchId' | 'lastTouchKind' | 'lastTouchStaffId' | 'lastTouchContactId'
  >,
  openedAt: Date,
): Promise<void> {
  const orgId = demoOrgId
  const { id, name, store, owner, contacts, index } = customer
  const createdAt = new Date(
    Math.min(openedAt.getTime() + random.whole(0, 80) * 86_400_000, (last.lastTouchAt ?? openedAt).getTime()),
  )
  await tx.insert(Customer, {
    orgId,
    id,
    code: `C-${String(index + 1).padStart(6, '0')}`,
    name,
    nameKey: nameKey(name),
    storeId: store.id,
    regionId: store.regionId,
    ownerId: owner?.id ?? null,
    stageId: `stg_${customer.stage}`,
    stageSinceAt: customer.stageSinceAt,
    sourceId: `src_${random.pick(sources)}`,
    ownStoreId: customer.ownStoreId,
    address: `杭州市${store.regionName}${store.street}${random.whole(1, 400)}号`,
    latitudeE6: 30_180_000 + random.whole(0, 180_000),
    longitudeE6: 120_050_000 + random.whole(0, 250_000),
    datum: 'GCJ-02',
    ...last,
    mergedIntoId: null,
    retiredAt: null,
    createdAt,
    version: 1,
  })
  for (const contact of contacts) {
    await tx.insert(Contact, { orgId, ...contact, nameKey: nameKey(contact.name), createdAt })
    await tx.insert(ContactCustomer, {
      orgId,
      contactId: contact.id,
      customerId: id,
      sinceAt: createdAt,
      untilAt: null,
    })
  }
  if (owner)
    await tx.insert(CustomerAssignment, {
      orgId,
      id: demoId('asg', 0, index),
      customerId: id,
      staffId: owner.id,
      role: 'owner',
      sinceAt: createdAt,
      untilAt: null,
    })
  const terms = customerTerms({
    name,
    aliases: [],
    contacts: contacts.map((contact) => contact.name),
    phones: contacts.map((contact) => contact.phone),
  })
  await tx.insert(
    CustomerTerm,
    terms.map((term) => ({ orgId, customerId: id, ...term })),
  )
  const value = {
    orgId,
    customerId: id,
    textValue: null,
    numberMilli: null,
    dayOn: null,
    changedAt: createdAt,
  }
  await tx.insert(CustomerFieldValue, [
    { ...value, fieldId: 'fld_cold_chain', textValue: random.pick(['无', '冷柜', '冷库']) },
    { ...value, fieldId: 'fld_order_frequency', numberMilli: random.whole(1, 12) * 1000 },
  ])
}
