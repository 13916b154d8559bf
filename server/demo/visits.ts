import type { Place } from '../../shared/api/visit-shapes'
import { metresBetween } from '../../shared/geo/distance'
import { nextStepText, visitFacts } from '../../shared/text/visits'
import type { Transaction } from '../platform/database'
import { localDay } from '../platform/zone'
import { momentFlags } from '../visits/flags'
import type { StoredMoment } from '../visits/moment'
import { Visit, VisitPlan } from '../visits/tables'
import { demoOrgId } from './organisation'
import { demoId, type Random, seededFor } from './random'
import { dayMs } from './times'
import { productRows } from './words'

const weeks = 3
const minuteMs = 60_000

interface VisitFact {
  touchpointId: string
  occurredAt: Date
  customerId: string
  ownerId: string
  storeId: string
  regionId: string
  latitudeE6: number
  longitudeE6: number
  taskId: string | null
}

/** Makes the visits one person told of in the last weeks into check-ins and check-outs with a next step. */
export async function writeVisits(tx: Transaction, staff: number, staffId: string, now: Date): Promise<void> {
  const facts = await tx.rows<VisitFact>(
    // index touchpoint_by_owner
    `select t.id as touchpointId, t.occurred_at as occurredAt, t.customer_id as customerId, t.owner_id as ownerId,
       t.store_id as storeId, t.region_id as regionId, c.latitude_e6 as latitudeE6, c.longitude_e6 as longitudeE6,
       (select k.id from task k where k.org_id = t.org_id and k.customer_id = t.customer_id and k.state = 'open'
        and k.assignee_id = t.owner_id order by k.sort_at limit 1) as taskId
     from touchpoint t join customer c on c.org_id = t.org_id and c.id = t.customer_id
     where t.org_id = ? and t.owner_id = ? and t.occurred_at >= ? and t.kind = 'visit' and t.subject_id is null
     order by t.occurred_at, t.id`,
    [demoOrgId, staffId, new Date(now.getTime() - weeks * 7 * dayMs)],
  )
  const random = seededFor(7, staff)
  // Some think of the next step more often than others.
  const closes = random.whole(45, 90) / 100
  let leftAt = 0
  for (const [n, fact] of facts.entries()) {
    const outAt = fact.occurredAt.getTime()
    const inAt = Math.max(leftAt, outAt - random.whole(8, 40) * minuteMs)
    if (outAt - inAt < 5 * minuteMs) continue
    leftAt = outAt + 2 * minuteMs
    const visit = visitOf(random, fact, demoId('vis', inAt, staff * 1024 + n), { inAt, outAt, closes })
    await tx.insert(Visit, visit)
    const minutes = Math.floor((outAt - inAt) / minuteMs)
    await tx.run("update touchpoint set subject_kind = 'visit', subject_id = ? where org_id = ? and id = ?", [
      visit.id,
      demoOrgId,
      fact.touchpointId,
    ])
    await tx.run('update touchpoint_text set body = ? where org_id = ? and touchpoint_id = ?', [
      visitFacts.checkedOut(minutes, visit.nextStepText ?? '', 0, visit.remark),
      demoOrgId,
      fact.touchpointId,
    ])
  }
}

function visitOf(
  random: Random,
  fact: VisitFact,
  id: string,
  { inAt, outAt, closes }: { inAt: number; outAt: number; closes: number },
): Visit {
  const checkIn = momentAt(random, fact, inAt)
  const checkOut = momentAt(random, fact, outAt, checkIn.place)
  const next = nextStep(random, fact, closes)
  return {
    orgId: demoOrgId,
    id,
    customerId: fact.customerId,
    staffId: fact.ownerId,
    ownerId: fact.ownerId,
    storeId: fact.storeId,
    regionId: fact.regionId,
    taskId: null,
    state: 'done',
    activeKey: null,
    sortAt: new Date(outAt),
    checkedInAt: new Date(inAt),
    checkIn,
    checkInTouchId: fact.touchpointId,
    checkedOutAt: new Date(outAt),
    checkOut,
    checkOutTouchId: fact.touchpointId,
    checkOutId: null,
    endedById: fact.ownerId,
    ...next,
    closed: next.nextStep !== 'none',
    remark: random.chance(0.3) ? random.pick(remarks) : null,
    flags: momentFlags(checkIn),
    photoCount: 0,
    version: 2,
  }
}

const remarks = ['陈列换到入口第一排', '冷柜温度正常', '老板说周末人多，货要提前到', '价签掉了两个，补上了']
const reasons = ['老板不在，改天再约', '刚进过货', '在比价，下月再说']
const feedbacks = ['甜度够，要大果', '比上次的脆', '客人说偏酸']

function nextStep(
  random: Random,
  fact: VisitFact,
  closes: number,
): Pick<Visit, 'nextStep' | 'nextStepText' | 'nextTaskId'> {
  const [product, , unit] = random.pick(productRows)
  if (!random.chance(closes)) {
    const step = { kind: 'none', reason: random.pick(reasons) } as const
    return { nextStep: step.kind, nextStepText: nextStepText(step, null), nextTaskId: null }
  }
  if (fact.taskId && random.chance(0.3)) {
    const step = { kind: 'appointment', when: '下次送货时' } as const
    return { nextStep: step.kind, nextStepText: nextStepText(step, null), nextTaskId: fact.taskId }
  }
  const step = random.chance(0.3)
    ? ({ kind: 'sampleFeedback', product, text: random.pick(feedbacks) } as const)
    : ({ kind: 'stockNeed', product, quantity: random.whole(2, 20), unit } as const)
  return { nextStep: step.kind, nextStepText: nextStepText(step, null), nextTaskId: null }
}

/** Near the customer for most; one in fifty far off, without a place, from a phone whose clock is wrong. */
function momentAt(random: Random, fact: VisitFact, at: number, near?: Place | null): StoredMoment {
  const turn = near === undefined ? random.whole(1, 150) : 0
  const off = turn === 1 ? 18_000 : 500
  const place: Place | null =
    near ??
    (turn === 2
      ? null
      : {
          latitudeE6: fact.latitudeE6 + random.whole(-off, off) + (turn === 1 ? off : 0),
          longitudeE6: fact.longitudeE6 + random.whole(-500, 500),
          accuracyMetres: random.whole(5, 40),
          datum: 'GCJ-02',
        })
  const driftMs = turn === 3 ? 12 * minuteMs : random.whole(-3, 3) * 1000
  const instant = new Date(at).toISOString()
  return {
    at: instant,
    timeFrom: 'server',
    recordedAt: instant,
    phoneAt: new Date(at + driftMs).toISOString(),
    driftMs,
    place,
    distanceMetres: place && metresBetween(place, { ...fact, datum: 'GCJ-02' }),
  }
}

/** Puts two customers of a person on today's plan, one of them by who leads. */
export async function writePlan(
  tx: Transaction,
  staffId: string,
  leaderId: string | null,
  now: Date,
): Promise<void> {
  const own = await tx.rows<{ id: string }>(
    // index customer_by_owner
    'select id from customer where org_id = ? and owner_id = ? and retired_at is null order by id limit 5',
    [demoOrgId, staffId],
  )
  await tx.insert(
    VisitPlan,
    own.slice(-2).map(({ id }, n) => ({
      orgId: demoOrgId,
      staffId,
      dayOn: localDay('Asia/Shanghai', now),
      customerId: id,
      position: null,
      plannedById: (n === 1 ? leaderId : null) ?? staffId,
      createdAt: new Date(now.getTime() - dayMs / 2),
    })),
  )
}
