import { transferTexts } from '../../../shared/text/transfers'
import { pushTo } from '../../alerts/outbox'
import type { Doer } from '../../organisation/doer'
import type { Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Problem } from '../../platform/problem'
import { voidTouchpoint } from '../../touchpoints/record-touchpoint'
import { moveBeside } from '../move-customer'
import { Customer, CustomerAssignment } from '../tables'
import { askAgain } from './leaver-todo'
import type { MovedAlong } from './move-along'
import type { TransferUndo } from './transfer-customers'

const owners = { task: 'assignee_id', opportunity: 'owner_id', todo: 'staff_id' } as const

/**
 * Takes a transfer back whole, with what went along.
 * @throws Problem 409 `acted_on` when one of the customers, tasks or opportunities was changed since
 */
export async function undoTransfer(
  tx: Transaction,
  doer: Doer,
  { subjectId, payload }: { subjectId: string; payload: Record<string, unknown> },
): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  const { customers, along, toldNew } = payload as unknown as TransferUndo
  await refuseActedOn(tx, orgId, customers, along)
  for (const { id, ownerId, storeId, regionId, version, touchpointId, ended, made } of customers) {
    const place = { ownerId, storeId, regionId }
    await tx.update(Customer, { orgId, id }, { ...place, version: version + 1 })
    await moveBeside(tx, orgId, id, place)
    for (const assignment of ended)
      await tx.update(CustomerAssignment, { orgId, id: assignment }, { untilAt: null })
    if (made) await tx.run('delete from customer_assignment where org_id = ? and id = ?', [orgId, made])
    await voidTouchpoint(tx, orgId, touchpointId, at)
  }
  for (const { table, id, staffId, storeId, regionId, versionAfter } of along) {
    if (table === 'todo') {
      await tx.run('update todo set staff_id = ? where org_id = ? and id = ?', [staffId, orgId, id])
      continue
    }
    await tx.run(
      `update ${table} set ${owners[table]} = ?, store_id = ?, region_id = ?, version = ? where org_id = ? and id = ?`,
      [staffId, storeId, regionId, versionAfter + 1, orgId, id],
    )
  }
  for (const ownerId of new Set(customers.map((each) => each.ownerId))) {
    const storeIds = customers.filter((each) => each.ownerId === ownerId).map(({ storeId }) => storeId)
    if (ownerId) await askAgain(tx, orgId, ownerId, storeIds, at)
  }
  if (toldNew)
    await pushTo(tx, {
      orgId,
      staffId: toldNew,
      dedupeKey: `undo:${subjectId}`,
      text: transferTexts.undoneToNew(customers.length, scope.name),
      at,
    })
  return transferTexts.undone(customers.length)
}

/** Before the first write, so that nothing half-done is left. */
async function refuseActedOn(
  tx: Transaction,
  orgId: string,
  customers: TransferUndo['customers'],
  along: readonly MovedAlong[],
): Promise<void> {
  await hold(
    tx,
    'customer',
    orgId,
    customers.map(({ id }) => id),
  )
  for (const table of ['task', 'opportunity', 'todo'])
    await hold(
      tx,
      table,
      orgId,
      along.filter((each) => each.table === table).map(({ id }) => id),
    )
  for (const { id, version } of customers) {
    const now = await tx.findOne(Customer, { orgId, id })
    if (now?.version !== version) throw new Problem(409, 'acted_on', transferTexts.actedOn(now?.name ?? ''))
  }
  for (const { table, id, number, customerId, versionAfter } of along) {
    if (table === 'todo') continue
    const now = await tx.row<{ version: number }>(
      `select version from ${table} where org_id = ? and id = ?`,
      [orgId, id],
    )
    if (now?.version === versionAfter) continue
    if (number) throw new Problem(409, 'acted_on', transferTexts.taskActedOn(number))
    const customer = await tx.findOne(Customer, { orgId, id: customerId })
    throw new Problem(409, 'acted_on', transferTexts.actedOn(customer?.name ?? ''))
  }
}
