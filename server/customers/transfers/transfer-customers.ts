import { transferTexts } from '../../../shared/text/transfers'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import { Problem } from '../../platform/problem'
import { offerUndo, type UndoOffer } from '../../platform/undo-entries'
import { recordTouchpoint } from '../../touchpoints/record-touchpoint'
import { moveBeside } from '../move-customer'
import { Customer, CustomerAssignment } from '../tables'
import { closeLeaverTodo } from './leaver-todo'
import { type MovedAlong, moveAlong } from './move-along'
import {
  planTransfer,
  type TransferInput,
  type TransferPlan,
  type TransferredCustomer,
} from './plan-transfer'
import { tellOfTransfer } from './tell-of-transfer'

/** What takes a transfer back: each row as it was, and the version the transfer left it in. */
export interface TransferUndo {
  customers: {
    id: string
    ownerId: string | null
    storeId: string
    regionId: string
    version: number
    touchpointId: string
    ended: string[]
    made: string | null
  }[]
  along: MovedAlong[]
  toldNew: string | null
}

/**
 * Hands customers to another owner or store. What happened stays with the people and places of that time; open tasks,
 * todos and opportunities go along. Who gives, who takes and who leads there are told.
 * @throws Problem what `planTransfer` says; 409 `changed_meanwhile`
 */
export async function transferCustomers(
  tx: Transaction,
  doer: Doer,
  input: TransferInput,
): Promise<{ plan: TransferPlan; undo: UndoOffer }> {
  const { scope, at } = doer
  const { orgId } = scope
  const plan = await planTransfer(tx, scope, input)
  const transferId = newId('trf', at.getTime())
  const undo: TransferUndo = { customers: [], along: [], toldNew: null }
  for (const customer of plan.customers) await takeVersion(tx, orgId, customer)
  for (const customer of plan.customers)
    undo.customers.push(await transferOne(tx, doer, transferId, customer, plan))
  undo.along = await moveAlong(tx, orgId, plan)
  undo.toldNew = await tellOfTransfer(tx, doer, transferId, plan)
  for (const ownerId of new Set([input.fromOwnerId, ...plan.customers.map((each) => each.ownerId)]))
    if (ownerId) await closeLeaverTodo(tx, orgId, ownerId, at)
  const offer = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.transfer',
    subjectId: transferId,
    payload: { ...undo },
  })
  return { plan, undo: offer }
}

async function takeVersion(tx: Transaction, orgId: string, customer: TransferredCustomer): Promise<void> {
  const { id, name, version, going } = customer
  const taken = await tx.update(
    Customer,
    { orgId, id, version, retiredAt: null },
    { ...going, version: version + 1 },
  )
  if (taken === 0) throw new Problem(409, 'changed_meanwhile', transferTexts.changedMeanwhile(name))
}

async function transferOne(
  tx: Transaction,
  doer: Doer,
  transferId: string,
  customer: TransferredCustomer,
  { to }: TransferPlan,
): Promise<TransferUndo['customers'][number]> {
  const { scope, at } = doer
  const { orgId } = scope
  const { id, ownerId, storeId, regionId, version, going } = customer
  const { ended, made } = await datedOwner(tx, orgId, customer, at)
  await moveBeside(tx, orgId, id, going)
  const touchpointId = await recordTouchpoint(tx, {
    // The fact belongs to who had the customer until now.
    customer: { orgId, id, ownerId, storeId, regionId },
    kind: 'transfer',
    occurredAt: at,
    recordedAt: at,
    actorStaffId: scope.staffId,
    actorContactId: null,
    via: doer.via,
    sourceKey: `transfer:${transferId}:${id}`,
    facts: { fromOwnerId: ownerId, toOwnerId: going.ownerId, fromStoreId: storeId, toStoreId: going.storeId },
    text: transferTexts.fact(
      customer.ownerName ?? transferTexts.nobody(),
      ownerNameOf(customer, to.owner?.name),
      going.storeId === storeId ? null : (to.store?.name ?? null),
    ),
  })
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.transfer',
    subjectKind: 'customer',
    subjectId: id,
    via: doer.via,
    detail: { transferId, from: [ownerId, storeId], to: [going.ownerId, going.storeId] },
  })
  return { id, ownerId, storeId, regionId, version: version + 1, touchpointId, ended, made }
}

/** Who owns it afterwards, as texts say it. */
function ownerNameOf({ going, ownerId, ownerName }: TransferredCustomer, to: string | undefined): string {
  if (!going.ownerId) return transferTexts.nobody()
  return going.ownerId === ownerId ? (ownerName ?? '') : (to ?? '')
}

async function datedOwner(
  tx: Transaction,
  orgId: string,
  { id: customerId, ownerId, going }: TransferredCustomer,
  at: Date,
): Promise<{ ended: string[]; made: string | null }> {
  if (ownerId === going.ownerId) return { ended: [], made: null }
  const owners = (await tx.find(CustomerAssignment, { orgId, customerId, untilAt: null })).filter(
    ({ role }) => role === 'owner',
  )
  for (const { id } of owners) await tx.update(CustomerAssignment, { orgId, id }, { untilAt: at })
  const ended = owners.map(({ id }) => id)
  if (!going.ownerId) return { ended, made: null }
  const made = newId('asg', at.getTime())
  await tx.insert(CustomerAssignment, {
    orgId,
    id: made,
    customerId,
    staffId: going.ownerId,
    role: 'owner',
    sinceAt: at,
    untilAt: null,
  })
  return { ended, made }
}
