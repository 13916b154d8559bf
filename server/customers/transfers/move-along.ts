import { inCharge } from '../../organisation/people'
import type { Transaction } from '../../platform/database'
import type { GoingAlong, TransferPlan } from './plan-transfer'

/** A task, todo or opportunity as it was before it went along. */
export interface MovedAlong extends GoingAlong {
  table: 'task' | 'todo' | 'opportunity'
  /** As the transfer left it. */
  versionAfter: number
}

/**
 * What is open goes along: what was the former owner's to do is the new one's (or whose store it is now, when nobody
 * owns the customer); what a third person does stays theirs, in its new place.
 */
export async function moveAlong(tx: Transaction, orgId: string, plan: TransferPlan): Promise<MovedAlong[]> {
  const moved: MovedAlong[] = []
  const customers = new Map(plan.customers.map((customer) => [customer.id, customer]))
  for (const task of plan.tasks) {
    const customer = customers.get(task.customerId)
    const theirs = customer ? task.staffId === customer.ownerId : true
    const staffId = theirs ? await whoNow(tx, orgId, plan, task) : task.staffId
    const { storeId, regionId } = customer?.going ?? task
    if (staffId === task.staffId && storeId === task.storeId) continue
    const versionAfter = task.version + 1
    await tx.run(
      'update task set assignee_id = ?, store_id = ?, region_id = ?, version = ? where org_id = ? and id = ?',
      [staffId, storeId, regionId, versionAfter, orgId, task.id],
    )
    moved.push({ ...task, table: 'task', versionAfter })
  }
  for (const opportunity of plan.opportunities) {
    const customer = customers.get(opportunity.customerId)!
    const { ownerId, storeId, regionId } = customer.going
    const versionAfter = opportunity.version + 1
    await tx.run(
      'update opportunity set owner_id = ?, store_id = ?, region_id = ?, version = ? where org_id = ? and id = ?',
      [ownerId, storeId, regionId, versionAfter, orgId, opportunity.id],
    )
    moved.push({ ...opportunity, table: 'opportunity', versionAfter })
  }
  for (const todo of plan.todos) {
    if (todo.staffId !== customers.get(todo.customerId)?.ownerId) continue
    const staffId = await whoNow(tx, orgId, plan, todo)
    await tx.run('update todo set staff_id = ? where org_id = ? and id = ?', [staffId, orgId, todo.id])
    moved.push({ ...todo, table: 'todo', versionAfter: 0 })
  }
  return moved
}

async function whoNow(
  tx: Transaction,
  orgId: string,
  { customers, to }: TransferPlan,
  { customerId, staffId }: GoingAlong,
): Promise<string | null> {
  const going = customers.find(({ id }) => id === customerId)?.going
  if (!going) return to.owner?.id ?? staffId
  return going.ownerId ?? (await inCharge(tx, { orgId, ...going }))?.id ?? staffId
}
