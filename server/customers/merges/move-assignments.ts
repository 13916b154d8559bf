import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import { CustomerAssignment } from '../tables'
import { keepRow, keptInstant, type Merging } from './ledger'

/** Who owned or helped with either; of the two owners one goes on (`ownerId`), the other's time ends now. */
export async function moveAssignments(
  tx: Transaction,
  merging: Merging,
  ownerId: string | null,
): Promise<void> {
  const { orgId, survivorId, mergedId, at } = merging
  const table = 'customer_assignment'
  for (const row of await tx.find(CustomerAssignment, { orgId, customerId: mergedId })) {
    const ends = row.role === 'owner' && row.untilAt === null
    const untilAt = ends ? at : row.untilAt
    await tx.update(CustomerAssignment, { orgId, id: row.id }, { customerId: survivorId, untilAt })
    const rowBefore = ends ? { until_at: null } : null
    await keepRow(tx, merging, { table, key: row.id, did: 'in', rowBefore })
  }
  const current = (
    await tx.find(CustomerAssignment, { orgId, customerId: survivorId, untilAt: null })
  ).filter(({ role }) => role === 'owner')
  if (current.some(({ staffId }) => staffId === ownerId)) return
  for (const { id, untilAt } of current) {
    await tx.update(CustomerAssignment, { orgId, id }, { untilAt: at })
    await keepRow(tx, merging, {
      table,
      key: id,
      did: 'changed',
      rowBefore: { until_at: keptInstant(untilAt) },
    })
  }
  if (!ownerId) return
  const id = newId('asg', at.getTime())
  await tx.insert(CustomerAssignment, {
    orgId,
    id,
    customerId: survivorId,
    staffId: ownerId,
    role: 'owner',
    sinceAt: at,
    untilAt: null,
  })
  await keepRow(tx, merging, { table, key: id, did: 'made' })
}
