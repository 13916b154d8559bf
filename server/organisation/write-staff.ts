import type { Transaction } from '../platform/database'
import { type CheckedStaff, wecomChannel } from './check-staff'
import { Identity, StaffRegion, StaffStore } from './tables'

/** What of a person stands in other tables. */
type Belongings = Pick<CheckedStaff, 'wecomUserId' | 'storeIds' | 'regionIds'>

/** As it stands now; by primary keys and identity_by_staff. */
export async function belongingsOf(tx: Transaction, orgId: string, staffId: string): Promise<Belongings> {
  const stores = await tx.find(StaffStore, { orgId, staffId, untilAt: null })
  const regions = await tx.find(StaffRegion, { orgId, staffId, untilAt: null })
  const wecom = await tx.findOne(Identity, { orgId, staffId, channel: wecomChannel })
  return {
    wecomUserId: wecom?.outsideId ?? null,
    storeIds: stores.map(({ storeId }) => storeId).sort(),
    regionIds: regions.map(({ regionId }) => regionId).sort(),
  }
}

/** Makes them so, ending what was; dated, so that the past stays. */
export async function writeBelongings(
  tx: Transaction,
  person: { orgId: string; staffId: string },
  before: Belongings,
  after: Belongings,
  at: Date,
): Promise<void> {
  const { orgId, staffId } = person
  for (const storeId of before.storeIds)
    if (!after.storeIds.includes(storeId))
      await tx.update(StaffStore, { orgId, staffId, storeId }, { untilAt: at })
  for (const storeId of after.storeIds)
    if (!before.storeIds.includes(storeId)) {
      // Who comes back to a store has a row there already: its key is person and store.
      const known = await tx.update(StaffStore, { orgId, staffId, storeId }, { sinceAt: at, untilAt: null })
      if (known === 0) await tx.insert(StaffStore, { orgId, staffId, storeId, sinceAt: at, untilAt: null })
    }
  for (const regionId of before.regionIds)
    if (!after.regionIds.includes(regionId))
      await tx.update(StaffRegion, { orgId, staffId, regionId }, { untilAt: at })
  for (const regionId of after.regionIds)
    if (!before.regionIds.includes(regionId)) {
      const known = await tx.update(StaffRegion, { orgId, staffId, regionId }, { sinceAt: at, untilAt: null })
      if (known === 0) await tx.insert(StaffRegion, { orgId, staffId, regionId, sinceAt: at, untilAt: null })
    }
  if (before.wecomUserId === after.wecomUserId) return
  if (before.wecomUserId)
    await tx.run('delete from identity where org_id = ? and channel = ? and staff_id = ?', [
      orgId,
      wecomChannel,
      staffId,
    ])
  if (!after.wecomUserId) return
  const { wecomUserId: outsideId } = after
  // A leaver's or a customer's account that is now this person's.
  await tx.run('delete from identity where org_id = ? and channel = ? and outside_id = ?', [
    orgId,
    wecomChannel,
    outsideId,
  ])
  await tx.insert(Identity, { orgId, channel: wecomChannel, outsideId, staffId, contactId: null })
}
