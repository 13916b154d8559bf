import { Opportunity, StageChange } from '../funnel/tables'
import { Rejection } from '../orders/tables'
import type { Transaction } from '../platform/database'
import { contactKinds } from '../touchpoints/record-touchpoint'
import { Touchpoint, TouchpointText } from '../touchpoints/tables'
import type { DemoCustomer } from './demo-customer'
import type { Fact } from './facts'
import { demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import { daysAfter, workingTime } from './times'
import { told } from './told-customers'
import { productRows, signals } from './words'

export interface LastContact {
  lastTouchAt: Date | null
  lastTouchId: string | null
  lastTouchKind: string | null
  lastTouchStaffId: string | null
  lastTouchContactId: string | null
}

/** Writes what happened with one customer, oldest first; answers the last contact. */
export async function writeHistory(
  tx: Transaction,
  customer: DemoCustomer,
  facts: readonly Fact[],
): Promise<LastContact> {
  const last: LastContact = {
    lastTouchAt: null,
    lastTouchId: null,
    lastTouchKind: null,
    lastTouchStaffId: null,
    lastTouchContactId: null,
  }
  const touchpoints: Touchpoint[] = []
  const texts: TouchpointText[] = []
  const inOrder = [...facts].sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const [n, fact] of inOrder.entries()) {
    const touchpoint = touchpointOf(customer, fact, n)
    touchpoints.push(touchpoint)
    texts.push({ orgId: demoOrgId, touchpointId: touchpoint.id, body: fact.text })
    if (fact.refused) await tx.insert(Rejection, rejectionOf(customer, fact, touchpoint, n))
    if (!touchpoint.countsAsContact) continue
    last.lastTouchAt = touchpoint.occurredAt
    last.lastTouchId = touchpoint.id
    last.lastTouchKind = touchpoint.kind
    last.lastTouchStaffId = touchpoint.actorStaffId
    last.lastTouchContactId = touchpoint.actorContactId
  }
  await tx.insert(Touchpoint, touchpoints)
  await tx.insert(TouchpointText, texts)
  return last
}

function touchpointOf(customer: DemoCustomer, fact: Fact, n: number): Touchpoint {
  const { index, owner, store, contacts } = customer
  return {
    orgId: demoOrgId,
    id: demoId('tch', fact.at.getTime(), index * 256 + n),
    customerId: customer.id,
    kind: fact.kind,
    occurredAt: fact.at,
    recordedAt: fact.at,
    timeFrom: 'server',
    countsAsContact: contactKinds.has(fact.kind) || (fact.kind === 'opportunity' && fact.byContact),
    // Who has no owner is looked after by who answers for the store.
    actorStaffId: fact.byContact ? null : (owner ?? customer.inCharge).id,
    actorContactId: fact.byContact ? (contacts[0]?.id ?? null) : null,
    via: 'demo',
    sourceKey: `demo:${index}:${n}`,
    ownerId: owner?.id ?? null,
    storeId: store.id,
    regionId: store.regionId,
    subjectKind: fact.subject?.kind ?? (fact.refused ? 'rejection' : null),
    subjectId: fact.subject?.id ?? (fact.refused ? rejectionId(customer, fact, n) : null),
    facts: null,
    correctsId: null,
    voidedAt: null,
  }
}

const rejectionId = (customer: DemoCustomer, fact: Fact, n: number) =>
  demoId('rej', fact.at.getTime(), customer.index * 256 + n)

function rejectionOf(customer: DemoCustomer, fact: Fact, touchpoint: Touchpoint, n: number): Rejection {
  const { product, quantity, reason } = fact.refused!
  const [productName, category, unit] = product
  return {
    orgId: demoOrgId,
    id: rejectionId(customer, fact, n),
    customerId: customer.id,
    ownerId: customer.owner?.id ?? null,
    productId: demoId('prd', 0, productRows.indexOf(product)),
    productName,
    category,
    quantityMilli: quantity * 1000,
    unit,
    reason,
    rejectedAt: fact.at,
    touchpointId: touchpoint.id,
  }
}

/** An opportunity for one customer in eight, open or ended; answers the facts that tell of it. */
export async function writeOpportunity(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  now: Date,
): Promise<Fact[]> {
  // The customers of the lines to try are left free: those lines open theirs.
  if (customer.index < told.length || !random.chance(0.12)) return []
  const daysAgo = customer.silentDays + random.whole(1, 60)
  const at = workingTime(random, now, daysAgo)
  const signal = random.pick(signals)
  const closed = random.chance(0.5)
  const id = demoId('opp', at.getTime(), customer.index)
  const due = random.chance(0.6) ? daysAfter(at, random.whole(2, 20)) : null
  await tx.insert(Opportunity, {
    orgId: demoOrgId,
    id,
    customerId: customer.id,
    ownerId: customer.owner?.id ?? null,
    storeId: customer.store.id,
    regionId: customer.store.regionId,
    signalCode: signal,
    dueAt: due,
    dueGrain: due ? 'day' : null,
    state: closed ? 'closed' : 'open',
    outcome: closed ? (random.chance(0.6) ? 'won' : 'lost') : null,
    openKey: closed ? null : `${customer.id}:${signal}`,
    createdAt: at,
    closedAt: closed ? workingTime(random, now, random.whole(1, daysAgo) - 1) : null,
    version: 1,
  })
  const byContact = random.chance(0.7)
  return [
    { kind: 'opportunity', at, text: `商机：${signal}`, byContact, subject: { kind: 'opportunity', id } },
  ]
}

const moveReasons = ['拜访后谈了价格', '看样后想订', '老客介绍，先试一批', '谈好了每周送货']

/** How a customer came to its stage: one move from the first, by who looks after it. */
export async function writeStageChange(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  stageName: (code: string) => string,
): Promise<Fact[]> {
  const { stage, stageSinceAt: at, index } = customer
  if (stage === 'contact') return []
  const id = demoId('stc', at.getTime(), index)
  const reason = stage === 'lost' ? '换了别家供货' : random.pick(moveReasons)
  await tx.insert(StageChange, {
    orgId: demoOrgId,
    id,
    customerId: customer.id,
    fromStageId: 'stg_contact',
    toStageId: `stg_${stage}`,
    changedAt: at,
    staffId: (customer.owner ?? customer.inCharge).id,
    ruleId: null,
    reason,
  })
  const text = `推进阶段：${stageName('contact')} → ${stageName(stage)}，${reason}`
  return [{ kind: 'stage', at, text, byContact: false, subject: { kind: 'stageChange', id } }]
}
