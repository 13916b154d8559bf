import { setupTexts } from '../../shared/text/setup'
import { customersOfStore } from '../customers/customers-of-store'
import { closeLeaverTodo } from '../customers/transfers/leaver-todo'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import type { CheckedStaff } from './check-staff'
import type { Doer } from './doer'
import { writeStaff } from './edit-staff'
import { writeStore } from './edit-store'
import { removeStaff, staffInUse } from './remove-staff'
import { Region, Staff, StaffStore, Store } from './tables'
import { belongingsOf, writeBelongings } from './write-staff'

interface Change {
  kind: string
  subjectId: string
  payload: Record<string, unknown>
}

/** Makes a region, a store or a person what they were; one that was new is gone. @throws Problem 409 `acted_on` */
export async function undoSetup(tx: Transaction, doer: Doer, change: Change): Promise<string> {
  const before = change.payload.before as Record<string, unknown> | null
  const { orgId } = doer.scope
  const id = change.subjectId
  if (change.kind === 'organisation.region') await undoRegion(tx, orgId, id, before as Partial<Region> | null)
  else if (change.kind === 'organisation.store') await undoStore(tx, doer, id, before)
  else await undoStaff(tx, doer, id, before as unknown as StaffBefore | null)
  return setupTexts.undone(String(change.payload.name))
}

const inUse = () => new Problem(409, 'acted_on', setupTexts.inUse())

async function undoRegion(
  tx: Transaction,
  orgId: string,
  id: string,
  before: Partial<Region> | null,
): Promise<void> {
  if (before) {
    await tx.update(Region, { orgId, id }, before)
    return
  }
  // index store_by_region
  if (await tx.row('select id from store where org_id = ? and region_id = ? limit 1', [orgId, id]))
    throw inUse()
  await tx.run('delete from region where org_id = ? and id = ?', [orgId, id])
}

async function undoStore(
  tx: Transaction,
  doer: Doer,
  id: string,
  before: Record<string, unknown> | null,
): Promise<void> {
  const { orgId } = doer.scope
  const store = await tx.findOne(Store, { orgId, id })
  if (!store) throw inUse()
  if (before) {
    const { people, ...columns } = before as { people?: string[] } & Partial<Store>
    await writeStore(tx, store, columns)
    for (const staffId of people ?? [])
      await tx.update(StaffStore, { orgId, staffId, storeId: id }, { untilAt: null })
    return
  }
  // index staff_store_by_store
  const works = await tx.row('select staff_id from staff_store where org_id = ? and store_id = ? limit 1', [
    orgId,
    id,
  ])
  if (works || (await customersOfStore(tx, orgId, id)) > 0) throw inUse()
  await tx.run('delete from store where org_id = ? and id = ?', [orgId, id])
}

type StaffBefore = CheckedStaff & { led?: string[] }

async function undoStaff(tx: Transaction, doer: Doer, id: string, before: StaffBefore | null): Promise<void> {
  const { orgId } = doer.scope
  const staff = await tx.findOne(Staff, { orgId, id })
  if (!staff) throw inUse()
  if (before) {
    const { name, role, superiorId, phone, email, led = [], ...after } = before
    const now = await belongingsOf(tx, orgId, id)
    await writeStaff(tx, staff, { name, role, superiorId, phone, email, leftAt: null })
    await writeBelongings(tx, { orgId, staffId: id }, now, after, doer.at)
    for (const ledId of led) await tx.update(Staff, { orgId, id: ledId }, { superiorId: id })
    await closeLeaverTodo(tx, orgId, id, doer.at, { back: true })
    return
  }
  if ((await staffInUse(tx, orgId, [id])).size > 0) throw inUse()
  await removeStaff(tx, orgId, [id])
}
