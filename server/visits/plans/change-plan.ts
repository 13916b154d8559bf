import { undoTexts } from '../../../shared/text/undo'
import { planPushes, planTexts } from '../../../shared/text/visit-plans'
import { pushTo } from '../../alerts/outbox'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Reader, Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Problem } from '../../platform/problem'
import { offerUndo, type UndoOffer } from '../../platform/undo-entries'
import { localDay } from '../../platform/zone'
import { VisitPlan } from '../tables'
import { visitableCustomer } from '../visitable-customer'
import { rowsAtMost } from './plan-read'
import { whosePlan } from './whose-plan'

export type PlanChange = 'add' | 'remove' | 'order'

interface Kept {
  customerId: string
  position: number | null
  plannedById: string
  createdAt: string
}

/**
 * Adds to, takes off or orders the plan of a day, for oneself or somebody one leads; who is planned for is told. Of
 * two changes of one person's plans at once the second goes on from what the first one left.
 * @throws Problem 403, 404 `staff_not_found`, `customer_not_found`, 400 `day_passed`, 409 `plan_full`
 */
export async function changePlan(
  tx: Transaction,
  doer: Doer,
  change: PlanChange,
  input: { on: string; staffId?: string | undefined; customerIds: readonly string[] },
): Promise<UndoOffer | undefined> {
  const { scope, at } = doer
  const { orgId } = scope
  const { on } = input
  const { staff, mayChange } = await whosePlan(tx, scope, input.staffId)
  if (!mayChange) throw new Problem(403, 'not_allowed', planTexts.mayNot())
  if (on < localDay(scope.timezone, at)) throw new Problem(400, 'day_passed', planTexts.dayPassed())
  await hold(tx, 'staff', orgId, [staff.id])
  const customers = await customersOf(tx, doer, change, input.customerIds)
  const before = await keptRows(tx, orgId, staff.id, on)
  const after = changed(before, change, [...customers.keys()], doer)
  if (after.length > rowsAtMost) throw new Problem(409, 'plan_full', planTexts.tooMany(rowsAtMost))
  if (same(before, after)) return undefined

  await write(tx, { orgId, staffId: staff.id, dayOn: on }, before, after)
  const subjectId = `${on}:${staff.id}`.slice(0, 40)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: `visit-plan.${change}`,
    subjectKind: 'visitPlan',
    subjectId,
    via: doer.via,
    detail: { customerIds: [...customers.keys()] },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'visit-plan',
    subjectId,
    payload: { staffId: staff.id, on, before, after },
  })
  if (staff.id !== scope.staffId) {
    const names = (from: Kept[], without: Kept[]) =>
      from
        .filter(({ customerId }) => !without.some((each) => each.customerId === customerId))
        .map(({ customerId }) => customers.get(customerId) ?? '')
    await pushTo(tx, {
      orgId,
      staffId: staff.id,
      dedupeKey: `plan:${undo.id}`,
      text: planPushes.changed(scope.name, on, names(after, before), names(before, after)),
      at,
    })
  }
  return undo
}

/** Names by id. Whom one takes off may be out of reach by now; whom one puts on may not. */
async function customersOf(
  tx: Transaction,
  { scope, at }: Doer,
  change: PlanChange,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const named = new Map<string, string>()
  for (const id of ids) {
    const found =
      change === 'remove'
        ? await tx.row<{ id: string; name: string }>(
            'select id, name from customer where org_id = ? and id = ?',
            [scope.orgId, id],
          )
        : await visitableCustomer(tx, scope, id, at)
    if (found) named.set(found.id, found.name)
  }
  return named
}

async function keptRows(reader: Reader, orgId: string, staffId: string, on: string): Promise<Kept[]> {
  const rows = await reader.find(VisitPlan, { orgId, staffId, dayOn: on })
  return rows
    .map(({ customerId, position, plannedById, createdAt }) => ({
      customerId,
      position,
      plannedById,
      createdAt: createdAt.toISOString(),
    }))
    .toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
}

function changed(before: Kept[], change: PlanChange, ids: string[], { scope, at }: Doer): Kept[] {
  if (change === 'remove') return before.filter(({ customerId }) => !ids.includes(customerId))
  const added = ids
    .filter((id) => !before.some(({ customerId }) => customerId === id))
    .map((customerId) => ({
      customerId,
      position: null,
      plannedById: scope.staffId,
      createdAt: at.toISOString(),
    }))
  const all = [...before, ...added].toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
  if (change === 'add') return all
  // Who is ordered anew stands where they are named; the others are ranked after them.
  return all.map((row) => {
    const place = ids.indexOf(row.customerId)
    return place < 0
      ? { ...row, position: null }
      : { ...row, position: place + 1, plannedById: scope.staffId }
  })
}

const same = (one: Kept[], other: Kept[]) => JSON.stringify(one) === JSON.stringify(other)

async function write(
  tx: Transaction,
  day: { orgId: string; staffId: string; dayOn: string },
  before: Kept[],
  after: Kept[],
): Promise<void> {
  for (const row of before)
    if (!after.some(({ customerId }) => customerId === row.customerId))
      await tx.run(
        'delete from visit_plan where org_id = ? and staff_id = ? and day_on = ? and customer_id = ?',
        [day.orgId, day.staffId, day.dayOn, row.customerId],
      )
  for (const { customerId, position, plannedById, createdAt } of after) {
    const known = before.find((row) => row.customerId === customerId)
    if (!known)
      await tx.insert(VisitPlan, {
        ...day,
        customerId,
        position,
        plannedById,
        createdAt: new Date(createdAt),
      })
    else if (known.position !== position || known.plannedById !== plannedById)
      await tx.update(VisitPlan, { ...day, customerId }, { position, plannedById })
  }
}

/** Puts a plan back as it was. @throws Problem 409 `acted_on` when it was changed since */
export async function undoPlanChange(
  tx: Transaction,
  { scope }: Doer,
  undo: { payload: Record<string, unknown> },
): Promise<string> {
  const { staffId, on, before, after } = undo.payload as unknown as {
    staffId: string
    on: string
    before: Kept[]
    after: Kept[]
  }
  await hold(tx, 'staff', scope.orgId, [staffId])
  if (!same(await keptRows(tx, scope.orgId, staffId, on), after))
    throw new Problem(409, 'acted_on', undoTexts.actedOn())
  await write(tx, { orgId: scope.orgId, staffId, dayOn: on }, after, before)
  return planTexts.undone(on)
}
