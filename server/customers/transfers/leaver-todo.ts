import { transferTexts } from '../../../shared/text/transfers'
import { addTodo, closeTodo } from '../../alerts/add-todo'
import { activePerson, adminOf, inCharge } from '../../organisation/people'
import type { Reader, Transaction } from '../../platform/database'
import { customersOfOwner } from '../customers-of-store'

const keyOf = (staffId: string) => `leaver:${staffId}`

/** Asks the superior of somebody who left to hand over what they had; nothing where they had nothing. */
export async function askToHandOver(
  tx: Transaction,
  leaver: { orgId: string; id: string; name: string; superiorId: string | null; storeIds: readonly string[] },
  at: Date,
): Promise<void> {
  const { orgId, id, name } = leaver
  const left = await leftBy(tx, orgId, id)
  if (left.customers + left.tasks === 0) return
  const who = await superiorOf(tx, leaver)
  if (!who) return
  const text = transferTexts.leaverTodo(name, left.customers, left.tasks)
  await addTodo(tx, {
    orgId,
    staffId: who,
    kind: 'leaver',
    text,
    customerId: null,
    payload: { staffId: id },
    openKey: keyOf(id),
    push: transferTexts.leaverPush(text),
    at,
  })
}

/** Customers are a leaver's again, because a transfer was taken back: they have to be handed over after all. */
export async function askAgain(
  tx: Transaction,
  orgId: string,
  staffId: string,
  storeIds: readonly string[],
  at: Date,
): Promise<void> {
  const leaver = await tx.row<{ id: string; name: string; superiorId: string | null }>(
    'select id, name, superior_id as superiorId from staff where org_id = ? and id = ? and left_at is not null',
    [orgId, staffId],
  )
  if (leaver) await askToHandOver(tx, { ...leaver, orgId, storeIds }, at)
}

/** The todo is done once nothing of the leaver's is left, or they are back. */
export async function closeLeaverTodo(
  tx: Transaction,
  orgId: string,
  staffId: string,
  at: Date,
  { back = false } = {},
): Promise<void> {
  const left = back ? { customers: 0, tasks: 0 } : await leftBy(tx, orgId, staffId)
  if (left.customers + left.tasks === 0) await closeTodo(tx, orgId, keyOf(staffId), at)
}

/** Indexes customer_by_owner and task_by_assignee. */
async function leftBy(
  reader: Reader,
  orgId: string,
  staffId: string,
): Promise<{ customers: number; tasks: number }> {
  const tasks = await reader.row<{ count: number }>(
    "select count(*) as count from task where org_id = ? and assignee_id = ? and state = 'open'",
    [orgId, staffId],
  )
  return { customers: await customersOfOwner(reader, orgId, staffId), tasks: Number(tasks?.count ?? 0) }
}

/** Their superior, else who answers for their store, else the admin. */
async function superiorOf(
  reader: Reader,
  { orgId, superiorId, storeIds }: { orgId: string; superiorId: string | null; storeIds: readonly string[] },
): Promise<string | undefined> {
  const superior = superiorId ? await activePerson(reader, orgId, superiorId) : undefined
  if (superior) return superior.id
  const store = await reader.row<{ storeId: string; regionId: string }>(
    'select id as storeId, region_id as regionId from store where org_id = ? and id in (?) order by id limit 1',
    [orgId, storeIds],
  )
  const who = (store && (await inCharge(reader, { orgId, ...store }))) ?? (await adminOf(reader, orgId))
  return who?.id
}
