import { setupTexts } from '../../shared/text/setup'
import { askToHandOver } from '../customers/transfers/leaver-todo'
import type { Transaction } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import { type CheckedStaff, checkStaff, type GivenStaff, mustLead } from './check-staff'
import type { Doer } from './doer'
import { changedMeanwhile, mustManage, recordChange } from './record-change'
import { Staff } from './tables'
import { belongingsOf, writeBelongings } from './write-staff'

/** @throws Problem what `checkStaff` says */
export async function addStaff(
  tx: Transaction,
  doer: Doer,
  input: GivenStaff,
): Promise<{ id: string; undo: UndoOffer }> {
  mustManage(doer)
  const checked = await checkStaff(tx, doer.scope.orgId, input)
  const id = await insertStaff(tx, doer, checked)
  const { name, role, storeIds, regionIds } = checked
  const detail = { role, storeIds, regionIds }
  return {
    id,
    undo: await recordChange(tx, doer, { what: 'staff', did: 'create', id, name, before: null, detail }),
  }
}

/** The rows of somebody new who has been checked. */
export async function insertStaff(tx: Transaction, doer: Doer, checked: CheckedStaff): Promise<string> {
  const { orgId } = doer.scope
  const id = newId('stf', doer.at.getTime())
  const { name, role, superiorId, phone, email, ...belongings } = checked
  await tx.insert(Staff, {
    orgId,
    id,
    name,
    role,
    superiorId,
    phone,
    email,
    leftAt: null,
    createdAt: doer.at,
    version: 1,
  })
  const nothing = { wecomUserId: null, storeIds: [], regionIds: [] }
  await writeBelongings(tx, { orgId, staffId: id }, nothing, belongings, doer.at)
  return id
}

/** @throws Problem 404; 409 `changed_meanwhile`, `own_role`, `person_left`; what `checkStaff` says */
export async function changeStaff(
  tx: Transaction,
  doer: Doer,
  input: GivenStaff & { staffId: string; version: number },
): Promise<UndoOffer> {
  mustManage(doer)
  const staff = await staffToChange(tx, doer, input)
  const { orgId, id } = staff
  if (id === doer.scope.staffId && input.role !== staff.role)
    throw new Problem(409, 'own_role', setupTexts.ownRole())
  const checked = await checkStaff(tx, orgId, input, id)
  const { name, role, superiorId, phone, email, ...after } = checked
  const before = await belongingsOf(tx, orgId, id)
  await writeStaff(tx, staff, { name, role, superiorId, phone, email })
  await writeBelongings(tx, { orgId, staffId: id }, before, after, doer.at)
  return recordChange(tx, doer, {
    what: 'staff',
    did: 'edit',
    id,
    name,
    before: { ...plainColumns(staff), ...before },
    detail: {
      from: [staff.role, staff.superiorId, before.storeIds, before.regionIds],
      to: [role, superiorId, after.storeIds, after.regionIds],
    },
  })
}

/**
 * Every way in ends at once: sessions, codes, and (by `leftAt`) WeCom. Whom they led is led by their own superior,
 * who is asked to hand over their customers.
 * @throws Problem 404; 409 `changed_meanwhile`, `person_left`, `own_leave`
 */
export async function markLeaver(
  tx: Transaction,
  doer: Doer,
  input: { staffId: string; version: number },
): Promise<UndoOffer> {
  mustManage(doer)
  const staff = await staffToChange(tx, doer, input)
  const { orgId, id, name } = staff
  if (id === doer.scope.staffId) throw new Problem(409, 'own_leave', setupTexts.ownLeave())
  const before = await belongingsOf(tx, orgId, id)
  const led = await tx.rows<{ id: string }>(
    // primary key; the people of an organisation are few
    'select id from staff where org_id = ? and superior_id = ? and left_at is null',
    [orgId, id],
  )
  await writeStaff(tx, staff, { leftAt: doer.at })
  const nothing = { wecomUserId: before.wecomUserId, storeIds: [], regionIds: [] }
  await writeBelongings(tx, { orgId, staffId: id }, before, nothing, doer.at)
  await tx.run('delete from session where org_id = ? and staff_id = ?', [orgId, id])
  await tx.run('delete from login_code where org_id = ? and staff_id = ?', [orgId, id])
  if (led.length > 0)
    await tx.run('update staff set superior_id = ?, version = version + 1 where org_id = ? and id in (?)', [
      staff.superiorId,
      orgId,
      led.map((each) => each.id),
    ])
  await askToHandOver(tx, { ...staff, storeIds: before.storeIds }, doer.at)
  return recordChange(tx, doer, {
    what: 'staff',
    did: 'leave',
    id,
    name,
    before: { ...plainColumns(staff), ...before, led: led.map((each) => each.id) },
    detail: { led: led.length },
  })
}

/**
 * Who leads somebody new; they came together, so neither could be named before.
 * @throws Problem 400 `superior_unknown`
 */
export async function setSuperior(
  tx: Transaction,
  orgId: string,
  staffId: string,
  superiorId: string,
): Promise<void> {
  await mustLead(tx, orgId, superiorId, staffId)
  await tx.update(Staff, { orgId, id: staffId }, { superiorId })
}

/** @throws Problem 409 `changed_meanwhile` */
export async function writeStaff(tx: Transaction, staff: Staff, change: Partial<Staff>): Promise<void> {
  const { orgId, id, version } = staff
  const changed = await tx.update(Staff, { orgId, id, version }, { ...change, version: version + 1 })
  if (changed === 0) throw changedMeanwhile()
}

const plainColumns = ({ name, role, superiorId, phone, email }: Staff) => ({
  name,
  role,
  superiorId,
  phone,
  email,
  leftAt: null,
})

async function staffToChange(
  tx: Transaction,
  doer: Doer,
  { staffId, version }: { staffId: string; version: number },
): Promise<Staff> {
  const staff = await tx.findOne(Staff, { orgId: doer.scope.orgId, id: staffId })
  if (!staff) throw notFound()
  if (staff.leftAt) throw new Problem(409, 'person_left', setupTexts.hasLeft())
  if (staff.version !== version) throw changedMeanwhile()
  return staff
}
