import type { TouchpointKind } from '../../shared/api/touchpoints'
import { Opportunity, StageChange } from '../funnel/tables'
import { Rejection } from '../orders/tables'
import type { Transaction } from '../platform/database'
import { Touchpoint, TouchpointText } from '../touchpoints/tables'
import { type DemoCustomer, special } from './customers'
import { demoOrgId } from './organisation'
import { demoId, type Random } from './random'
import {
  callLines,
  complaintLines,
  noteLines,
  orderRemarks,
  productRows,
  rejectionReasons,
  signals,
  visitLines,
} from './words'

export const historyDays = 90
const dayMs = 86_400_000
const zoneMs = 8 * 3_600_000

const contactKinds = new Set<TouchpointKind>([
  'message',
  'visit',
  'call',
  'order',
  'delivery',
  'payment',
  'rejection',
  'sample',
  'complaint',
])

/** How often each kind happens, in parts of a hundred. */
const kindShares: [TouchpointKind, number][] = [
  ['message', 24],
  ['visit', 20],
  ['order', 20],
  ['delivery', 12],
  ['call', 12],
  ['note', 4],
  ['payment', 4],
  ['sample', 2],
  ['complaint', 1],
  ['rejection', 1],
]

/** An instant of a working day that many days ago, never after now. */
export function workingTime(random: Random, now: Date, daysAgo: number): Date {
  const midnight = Math.floor((now.getTime() + zoneMs) / dayMs) * dayMs - zoneMs
  const minute = random.whole(7 * 60 + 30, 19 * 60 + 30)
  const at = midnight - daysAgo * dayMs + minute * 60_000 + random.whole(0, 59_999)
  return new Date(at <= now.getTime() ? at : at - dayMs)
}

interface Fact {
  kind: TouchpointKind
  at: Date
  text: string
  byContact: boolean
  subject?: { kind: string; id: string }
}

export type LastContact = {
  lastTouchAt: Date | null
  lastTouchId: string | null
  lastTouchKind: string | null
  lastTouchStaffId: string | null
  lastTouchContactId: string | null
}

/** Writes what happened with one customer in 90 days, oldest first; answers the last contact. */
export async function writeHistory(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  how: { now: Date; touchpoints: number; more: Fact[] },
): Promise<LastContact> {
  const { now } = how
  const facts = [...how.more, ...drawnFacts(random, customer, how)]
  await addRejections(tx, random, customer, facts, now)
  await addOpportunity(tx, random, customer, facts, now)
  facts.sort((a, b) => a.at.getTime() - b.at.getTime())
  const last: LastContact = {
    lastTouchAt: null,
    lastTouchId: null,
    lastTouchKind: null,
    lastTouchStaffId: null,
    lastTouchContactId: null,
  }
  for (const [n, fact] of facts.entries()) {
    const id = demoId('tch', fact.at.getTime(), customer.index * 256 + n)
    const contactId = fact.byContact ? (customer.contacts[0]?.id ?? null) : null
    const staffId = fact.byContact ? null : (customer.owner?.id ?? null)
    const countsAsContact = contactKinds.has(fact.kind) || (fact.kind === 'opportunity' && fact.byContact)
    await tx.insert(Touchpoint, {
      orgId: demoOrgId,
      id,
      customerId: customer.id,
      kind: fact.kind,
      occurredAt: fact.at,
      recordedAt: fact.at,
      timeFrom: 'server',
      countsAsContact,
      actorStaffId: staffId,
      actorContactId: contactId,
      via: 'demo',
      sourceKey: `demo:${customer.index}:${n}`,
      ownerId: customer.owner?.id ?? null,
      storeId: customer.store.id,
      regionId: customer.store.regionId,
      subjectKind: fact.subject?.kind ?? null,
      subjectId: fact.subject?.id ?? null,
      facts: null,
      correctsId: null,
      voidedAt: null,
    })
    await tx.insert(TouchpointText, { orgId: demoOrgId, touchpointId: id, body: fact.text })
    if (countsAsContact)
      Object.assign(last, {
        lastTouchAt: fact.at,
        lastTouchId: id,
        lastTouchKind: fact.kind,
        lastTouchStaffId: staffId,
        lastTouchContactId: contactId,
      })
  }
  if (customer.stage !== 'contact')
    await tx.insert(StageChange, {
      orgId: demoOrgId,
      id: demoId('stc', customer.stageSinceAt.getTime(), customer.index),
      customerId: customer.id,
      fromStageId: 'stg_contact',
      toStageId: `stg_${customer.stage}`,
      changedAt: customer.stageSinceAt,
      staffId: customer.owner?.id ?? null,
      ruleId: null,
      reason: '演示数据',
    })
  return last
}

function drawnFacts(random: Random, customer: DemoCustomer, how: { now: Date; touchpoints: number }): Fact[] {
  // One in twenty has been silent for more than a week; nearly all others were touched in the last days.
  const quietDays = customer.index === special.frozen ? 8 : random.chance(0.05) ? random.whole(8, 20) : 0
  return Array.from({ length: how.touchpoints }, (_, n) => {
    const daysAgo =
      n === 0 ? quietDays + random.whole(0, quietDays ? 1 : 5) : quietDays + random.whole(0, historyDays - 21)
    const at = workingTime(random, how.now, daysAgo)
    return { at, ...drawnKind(random, customer) }
  })
}

function drawnKind(random: Random, customer: DemoCustomer): Omit<Fact, 'at'> {
  const [kind] = random.weighted(kindShares, ([, share]) => share)
  const [product, , unit] = random.pick(productRows)
  const quantity = random.whole(2, 60)
  const contact = customer.contacts[0]?.name ?? '店里'
  const remark = random.pick(orderRemarks)
  switch (kind) {
    case 'message':
      return { kind, byContact: true, text: `${contact} 在群里说话` }
    case 'visit':
      return { kind, byContact: false, text: random.pick(visitLines) }
    case 'call':
      return { kind, byContact: false, text: `${contact}，${random.pick(callLines)}` }
    case 'order':
      return {
        kind,
        byContact: false,
        text: `订货 ${product} ${quantity} ${unit}${remark ? `，备注「${remark}」` : ''}`,
      }
    case 'delivery':
      return { kind, byContact: false, text: `送到 ${product} ${quantity} ${unit}` }
    case 'payment':
      return {
        kind,
        byContact: false,
        text: `回款 ¥${(random.whole(300, 18_000) * 1).toLocaleString('en-US')}.00`,
      }
    case 'sample':
      return { kind, byContact: false, text: `送样 ${product} 2 份` }
    case 'complaint':
      return { kind, byContact: true, text: random.pick(complaintLines) }
    case 'rejection':
      return { kind, byContact: false, text: '' }
    default:
      return { kind: 'note', byContact: false, text: random.pick(noteLines) }
  }
}

async function addRejections(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  facts: Fact[],
  now: Date,
): Promise<void> {
  if (customer.index === special.refusedStrawberry)
    facts.push({
      kind: 'rejection',
      at: new Date(now.getTime() - 7 * dayMs - 3_600_000),
      text: '丹东草莓',
      byContact: false,
    })
  if (customer.index === special.refusedGrape)
    facts.push({ kind: 'rejection', at: workingTime(random, now, 1), text: '阳光玫瑰', byContact: false })
  for (const [n, fact] of facts.entries()) {
    if (fact.kind !== 'rejection') continue
    const row = productRows.find(([name]) => name === fact.text) ?? random.pick(productRows)
    const [productName, category, unit] = row
    const quantity = random.whole(2, 12)
    const reason = random.pick(rejectionReasons)
    const id = demoId('rej', fact.at.getTime(), customer.index * 256 + n)
    fact.text = `拒收 ${productName} ${quantity} ${unit}：${reason}`
    fact.subject = { kind: 'rejection', id }
    await tx.insert(Rejection, {
      orgId: demoOrgId,
      id,
      customerId: customer.id,
      productId: demoId('prd', 0, productRows.indexOf(row)),
      productName,
      category,
      quantityMilli: quantity * 1000,
      unit,
      reason,
      rejectedAt: fact.at,
      touchpointId: id,
    })
  }
}

async function addOpportunity(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  facts: Fact[],
  now: Date,
): Promise<void> {
  // The first customers are left free: the lines to try open theirs.
  if (customer.index < 4 || !random.chance(0.12)) return
  const at = workingTime(random, now, random.whole(1, 60))
  const signal = random.pick(signals)
  const closed = random.chance(0.5)
  const id = demoId('opp', at.getTime(), customer.index)
  const due = random.chance(0.6) ? new Date(at.getTime() + random.whole(2, 20) * dayMs) : null
  facts.push({
    kind: 'opportunity',
    at,
    text: `商机：${signal}`,
    byContact: random.chance(0.7),
    subject: { kind: 'opportunity', id },
  })
  const closedAt = closed
    ? new Date(Math.min(now.getTime(), at.getTime() + random.whole(1, 20) * dayMs))
    : null
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
    closedAt,
    version: 1,
  })
}
