import { aliasUniqueKey } from '../customers/aliases'
import { coreKey } from '../customers/duplicates/core-key'
import { CustomerCore } from '../customers/duplicates/tables'
import { nameKey } from '../customers/name-key'
import {
  Contact,
  ContactCustomer,
  Customer,
  CustomerAlias,
  CustomerAssignment,
  CustomerFieldValue,
  CustomerTag,
  CustomerTerm,
  CustomerToComplete,
} from '../customers/tables'
import { customerTerms } from '../customers/terms'
import type { Transaction } from '../platform/database'
import type { DemoCustomer } from './demo-customer'
import type { LastContact } from './history'
import { counts, type DemoOrganisation, type DemoStore, demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { workingTime } from './times'
import { type Told, told } from './told-customers'
import {
  brandWords,
  customerKinds,
  customerTags,
  deliveryTimes,
  regionCentres,
  rivalDisplays,
  surnames,
} from './words'

const stageShares: [string, number][] = [
  ['contact', 22],
  ['interested', 28],
  ['negotiating', 18],
  ['urgent', 1],
  ['won', 26],
  ['lost', 5],
]

/** The customer of that number, the same every time. */
export function demoCustomer(demo: DemoOrganisation, random: Random, index: number, now: Date): DemoCustomer {
  const fixed = told[index]
  const rep = demo.reps[fixed?.rep ?? index % demo.reps.length]!
  const storeId = fixed ? demo.stores[fixed.store]!.id : rep.storeIds[0]!
  const store = demo.stores.find(({ id }) => id === storeId)!
  const made: Omit<Told, 'rep' | 'store'> = fixed ?? drawn(demo, random, store, index)
  const cameAt = !fixed && index % 60 === 59 ? workingTime(random, now, random.whole(1, 28)) : undefined
  const silentDays = fixed ? (fixed.silentDays ?? 0) : cameAt ? 0 : drawnSilence(random, made.stage)
  return {
    index,
    id: demoId('cus', 0, index),
    name: made.name,
    alias: made.alias,
    store,
    ownStoreId: made.own ? store.id : null,
    // A few wait for an owner: who answers for their store looks after them.
    owner: fixed || index % 50 !== 49 || index < 2 * demo.reps.length ? rep : undefined,
    inCharge: demo.inCharge.get(store.id)!,
    stage: cameAt ? 'contact' : made.stage,
    stageSinceAt: cameAt ?? workingTime(random, now, silentDays + random.whole(1, 60)),
    cameAt,
    silentDays,
    visitInDays: fixed?.visitInDays,
    contacts: made.contacts.map((name, n) => ({
      id: demoId('con', 0, index * 4 + n),
      name,
      phone: `139${String((index * 7919 + n * 1013 + 10_000_019) % 100_000_000).padStart(8, '0')}`,
    })),
  }
}

function drawn(demo: DemoOrganisation, random: Random, store: DemoStore, index: number) {
  const kind = random.weighted(customerKinds, ({ share }) => share)
  // The words go round: a shop of the same name at the same store gets a number.
  const turn = Math.floor(index / demo.reps.length)
  const second = index % demo.reps.length >= demo.stores.length
  const half = Math.floor(brandWords.length / 2)
  const word = brandWords[(turn % half) + (second ? half : 0)]!
  const round = Math.floor(turn / half)
  const plain = kind.name(store.street, word, index)
  return {
    name: round > 0 ? `${plain}${round + 1}` : plain,
    ...(random.chance(0.25) && { alias: `${store.street}${word}${round > 0 ? round + 1 : ''}` }),
    contacts: [`${random.pick(surnames)}${random.pick(kind.people)}`],
    stage: random.weighted(stageShares, ([, share]) => share)[0],
  }
}

/** One in twenty has been silent for more than a week, and who is lost longer. */
function drawnSilence(random: Random, stage: string): number {
  if (stage === 'lost') return random.whole(15, 20)
  return random.chance(0.05) ? random.whole(8, 20) : 0
}

const sources = ['fieldwork', 'referral', 'douyin', 'walkIn'] as const

/** Writes a customer with everything that is found by: code, contacts, aliases, search terms, owner, preset fields. */
export async function writeCustomer(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  last: LastContact,
  createdAt: Date,
): Promise<void> {
  const orgId = demoOrgId
  const { id, name, store, owner, contacts, index } = customer
  const [latitude, longitude] = regionCentres[store.regionName]!
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
    latitudeE6: latitude + random.whole(-30_000, 30_000),
    longitudeE6: longitude + random.whole(-40_000, 40_000),
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
  const aliases = aliasesOf(customer)
  await tx.insert(
    CustomerAlias,
    aliases.map(({ kind, value }, n) => ({
      orgId,
      id: demoId('als', 0, index * 4 + n),
      customerId: id,
      kind,
      value,
      valueKey: nameKey(value),
      uniqueKey: aliasUniqueKey({ kind, value }),
    })),
  )
  const terms = customerTerms({
    name,
    aliases: aliases.filter(({ kind }) => kind === 'name').map(({ value }) => value),
    ids: [],
    contacts: contacts.map((contact) => contact.name),
    phones: contacts.map((contact) => contact.phone),
  })
  await tx.insert(
    CustomerTerm,
    terms.map((term) => ({
      orgId,
      customerId: id,
      ...term,
      ownerId: owner?.id ?? null,
      storeId: store.id,
      regionId: store.regionId,
    })),
  )
  await tx.insert(CustomerCore, { orgId, core: coreKey(name), customerId: id })
  await writeFile(tx, random, customer, createdAt)
}

/** Preset fields as reps fill them in, tags, and for one in thirty-seven that 冷链存储条件 was never asked. */
async function writeFile(
  tx: Transaction,
  random: Random,
  { id: customerId, index, owner, store }: DemoCustomer,
  createdAt: Date,
): Promise<void> {
  const orgId = demoOrgId
  const blank = {
    orgId,
    customerId,
    textValue: null,
    numberMilli: null,
    dayOn: null,
    changedAt: createdAt,
  }
  const answers: [field: string, share: number, text: () => string][] = [
    ['fld_delivery_time', 0.7, () => random.pick(deliveryTimes)],
    ['fld_rivals', 0.5, () => random.pick(rivalDisplays)],
    // An earlier customer of the same rep, so that nobody is in a ring.
    ['fld_referrer', index >= 2 * counts.reps ? 0.2 : 0, () => demoId('cus', 0, index - counts.reps)],
  ]
  for (const [fieldId, share, text] of answers)
    if (random.chance(share)) await tx.insert(CustomerFieldValue, { ...blank, fieldId, textValue: text() })
  if (index % 37 === 4)
    await tx.insert(CustomerToComplete, {
      orgId,
      customerId,
      ownerId: owner?.id ?? null,
      storeId: store.id,
      regionId: store.regionId,
    })
  else
    await tx.insert(CustomerFieldValue, {
      ...blank,
      fieldId: 'fld_cold_chain',
      textValue: random.pick(['无', '冷柜', '冷库']),
    })
  if (random.chance(0.15)) await tx.insert(CustomerTag, { orgId, customerId, tag: random.pick(customerTags) })
}

/** Other names of one customer: what people call it, and the phone it is known by. */
function aliasesOf({ alias, contacts }: DemoCustomer): Pick<CustomerAlias, 'kind' | 'value'>[] {
  const [contact] = contacts
  return [
    ...(alias ? [{ kind: 'name' as const, value: alias }] : []),
    ...(contact ? [{ kind: 'phone' as const, value: contact.phone }] : []),
  ]
}
