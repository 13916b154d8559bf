import type { BodyOf } from '../../shared/api/route'
import type { checkInRoute } from '../../shared/api/visits'
import { momentTexts, type StoredFlag, visitFacts, visitMessages } from '../../shared/text/visits'
import { mayDo } from '../organisation/access'
import type { Doer } from '../organisation/doer'
import { audit } from '../platform/audit'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { offerUndo, type UndoOffer } from '../platform/undo-entries'
import { parsed } from '../platform/value'
import { offsetMinutes } from '../platform/zone'
import { recordTouchpoint } from '../touchpoints/record-touchpoint'
import { impossibleTravel, momentFlags, withFlags } from './flags'
import { momentOf, type StoredMoment } from './moment'
import { Visit } from './tables'
import { taskToVisitFor, visitableCustomer } from './visitable-customer'

/**
 * Checks in at a customer: the visit, its touchpoint, audit and undo. The same id again changes nothing.
 * @throws Problem 403 for who only looks, 404 `customer_not_found`, 409 `visit_active`, `task_not_fitting`, `id_taken`
 */
export async function checkIn(
  tx: Transaction,
  doer: Doer,
  input: BodyOf<typeof checkInRoute>,
): Promise<{ visitId: string; undo?: UndoOffer }> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  if (!mayDo(scope, 'visit.act')) throw new Problem(403, 'not_allowed', visitMessages.mayNot())
  const known = await tx.findOne(Visit, { orgId, id: input.id })
  if (known?.staffId === staffId) return { visitId: known.id }
  if (known) throw new Problem(409, 'id_taken', visitMessages.idTaken())
  const customer = await visitableCustomer(
    tx,
    scope,
    input.customerId,
    new Date(momentOf(input, at, null).at),
  )
  const task = input.taskId ? await taskToVisitFor(tx, scope, customer.id, input.taskId) : undefined
  await refuseSecond(tx, doer)
  const moment = momentOf(input, at, customer.place)
  const checkedInAt = new Date(moment.at)
  const flags = withFlags(momentFlags(moment), await travelFlags(tx, doer, moment))

  const checkInTouchId = await recordTouchpoint(tx, {
    customer,
    kind: 'visit',
    occurredAt: checkedInAt,
    recordedAt: at,
    timeFrom: moment.timeFrom,
    actorStaffId: staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: `visit:${input.id}:in`,
    subjectKind: 'visit',
    subjectId: input.id,
    text: visitFacts.checkedIn(
      momentTexts.place(moment.distanceMetres, moment.place?.accuracyMetres ?? null),
      task?.number ?? null,
    ),
  })
  await tx.insert(Visit, {
    orgId,
    id: input.id,
    customerId: customer.id,
    staffId,
    ownerId: customer.ownerId,
    storeId: customer.storeId,
    regionId: customer.regionId,
    taskId: task?.id ?? null,
    state: 'active',
    activeKey: staffId,
    sortAt: checkedInAt,
    checkedInAt,
    checkIn: moment,
    checkInTouchId,
    checkedOutAt: null,
    checkOut: null,
    checkOutTouchId: null,
    checkOutId: null,
    endedById: null,
    nextStep: null,
    nextStepText: null,
    nextTaskId: null,
    closed: false,
    remark: null,
    flags,
    photoCount: 0,
    version: 1,
  })
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action: 'visit.check-in',
    subjectKind: 'visit',
    subjectId: input.id,
    via: doer.via,
    detail: { flags: flags.map(({ code }) => code) },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'visit.check-in',
    subjectId: input.id,
    payload: {},
  })
  return { visitId: input.id, undo }
}

/** One visit at a time; a unique key holds it when two phones are at it at once. */
async function refuseSecond(tx: Transaction, { scope, at }: Doer): Promise<void> {
  const active = await tx.row<{ checkedInAt: Date; name: string }>(
    // index visit_active
    `select v.checked_in_at as checkedInAt, c.name from visit v
     join customer c on c.org_id = v.org_id and c.id = v.customer_id
     where v.org_id = ? and v.active_key = ?`,
    [scope.orgId, scope.staffId],
  )
  if (!active) return
  const offset = offsetMinutes(scope.timezone, at)
  throw new Problem(409, 'visit_active', visitMessages.active(active.name, active.checkedInAt, at, offset))
}

/** Against the check-in before and the one after: a queue may bring them in any order. Index visit_by_check_in. */
async function travelFlags(reader: Reader, { scope }: Doer, moment: StoredMoment): Promise<StoredFlag[]> {
  const neighbour = async (side: '<=' | '>', order: 'asc' | 'desc') => {
    const found = await reader.row<{ checkIn: StoredMoment | string }>(
      `select check_in as checkIn from visit
       where org_id = ? and staff_id = ? and checked_in_at ${side} ? and state <> 'withdrawn'
       order by checked_in_at ${order} limit 1`,
      [scope.orgId, scope.staffId, new Date(moment.at)],
    )
    if (!found) return undefined
    return impossibleTravel(moment, parsed(found.checkIn))
  }
  const flags = [await neighbour('<=', 'desc'), await neighbour('>', 'asc')]
  return flags.filter((flag) => flag !== undefined)
}
