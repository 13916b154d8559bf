import { mergeTexts } from '../../../shared/text/merges'
import { recordStageChange } from '../../funnel/record-stage-change'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import { Problem } from '../../platform/problem'
import { offerUndo, type UndoOffer } from '../../platform/undo-entries'
import { rebuildLastContact } from '../../touchpoints/record-touchpoint'
import { movePairs, notePairs } from '../duplicates/note-pairs'
import { Customer, CustomerSourceChange } from '../tables'
import { rewriteTerms } from '../write-terms'
import { keepToComplete } from '../write-values'
import { holdBoth } from './both-customers'
import { restored } from './customer-columns'
import type { Choices } from './difference'
import { keepOldNames } from './keep-old-names'
import { keepRow, type Merging } from './ledger'
import { moveAssignments } from './move-assignments'
import { moveMerges } from './move-merges'
import { moveOpportunities } from './move-opportunities'
import { moveRows } from './move-rows'
import { type MergePlan, planMerge } from './plan-merge'
import { settlePairs } from './settle-pairs'
import { CustomerMerge } from './tables'
import { takeOverFields } from './take-over-fields'

export interface MergeInput {
  survivorId: string
  mergedId: string
  survivorVersion: number
  mergedVersion: number
  choices?: Choices | undefined
}

/**
 * Makes two customers one: all that belongs to the merged one goes to the survivor, and the merged one's id means the
 * survivor from now on. Every row that is touched is kept, so that it can be turned back exactly.
 * @throws Problem what `planMerge` says; 409 `changed_meanwhile`
 */
export async function mergeCustomers(
  tx: Transaction,
  doer: Doer,
  input: MergeInput,
): Promise<{ id: string; customer: { id: string; name: string }; undo: UndoOffer }> {
  const { scope, at } = doer
  const { orgId } = scope
  await holdBoth(tx, orgId, input)
  const plan = await planMerge(tx, scope, input)
  const { survivor, merged, changes } = plan
  await takeVersions(tx, plan, input)
  const merging: Merging = {
    orgId,
    mergeId: newId('mrg', at.getTime()),
    survivorId: survivor.id,
    mergedId: merged.id,
    staffId: scope.staffId,
    at,
  }
  const after = { ...survivor, ...restored(changes.after) }
  const { ownerId, storeId, regionId } = after
  await tx.insert(CustomerMerge, {
    orgId,
    id: merging.mergeId,
    survivorId: survivor.id,
    mergedId: merged.id,
    staffId: scope.staffId,
    mergedAt: at,
    changes,
    undoneAt: null,
    undoneById: null,
    ownerId,
    storeId,
    regionId,
  })
  await moveRows(tx, merging)
  await moveAssignments(tx, merging, changes.after.ownerId === undefined ? survivor.ownerId : merged.ownerId)
  await moveOpportunities(tx, merging)
  await takeOverFields(tx, merging, plan.rules, plan.fields.changes)
  await keepOldNames(tx, merging, plan)
  await recordChanges(tx, merging, plan)
  if (Object.keys(changes.after).length > 0)
    await tx.update(Customer, { orgId, id: survivor.id }, restored(changes.after))
  await tx.update(Customer, { orgId, id: merged.id }, { retiredAt: at, mergedIntoId: survivor.id })
  await pointFromOlder(tx, orgId, merged.id, survivor.id)
  await tx.run('delete from customer_term where org_id = ? and customer_id = ?', [orgId, merged.id])
  await tx.run('delete from customer_to_complete where org_id = ? and customer_id = ?', [orgId, merged.id])
  await tx.run('delete from customer_core where org_id = ? and customer_id = ?', [orgId, merged.id])
  await rewriteTerms(tx, after)
  await keepToComplete(tx, survivor, plan.rules)
  for (const customer of [survivor, merged]) await rebuildLastContact(tx, customer)
  await movePairs(tx, orgId, survivor.id, after)
  await moveMerges(tx, orgId, survivor.id, after)
  await settlePairs(tx, merging)
  await notePairs(tx, orgId, [survivor.id], at)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.merge',
    subjectKind: 'customer',
    subjectId: survivor.id,
    via: doer.via,
    detail: { mergeId: merging.mergeId, mergedId: merged.id, choices: input.choices ?? {} },
  })
  const undo = await offerUndo(tx, {
    orgId,
    staffId: scope.staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'customer.merge',
    subjectId: merging.mergeId,
    payload: {},
  })
  return { id: merging.mergeId, customer: { id: survivor.id, name: after.name }, undo }
}

/** Of two writes at once to either customer one goes on. In the order of ids, so that two merges do not wait for each other. */
async function takeVersions(
  tx: Transaction,
  { survivor, merged }: MergePlan,
  input: MergeInput,
): Promise<void> {
  const expected = [
    { customer: survivor, version: input.survivorVersion },
    { customer: merged, version: input.mergedVersion },
  ].sort((a, b) => (a.customer.id < b.customer.id ? -1 : 1))
  const changed = (name: string) => new Problem(409, 'changed_meanwhile', mergeTexts.changedMeanwhile(name))
  for (const { customer, version } of expected) if (customer.version !== version) throw changed(customer.name)
  for (const { customer, version } of expected) {
    const { orgId, id, name } = customer
    const taken = await tx.update(Customer, { orgId, id, version, retiredAt: null }, { version: version + 1 })
    if (taken === 0) throw changed(name)
  }
}

/** What stands for a changed stage or source in their histories. */
async function recordChanges(tx: Transaction, merging: Merging, plan: MergePlan): Promise<void> {
  const { orgId, survivorId, staffId, at } = merging
  const { survivor, merged, changes } = plan
  const reason = mergeTexts.stageReason(merged.name)
  if (survivor.stageId !== merged.stageId) {
    const [from, to] = changes.after.stageId === undefined ? [merged, survivor] : [survivor, merged]
    const key = await recordStageChange(tx, {
      orgId,
      customerId: survivorId,
      fromStageId: from.stageId,
      toStageId: to.stageId,
      changedAt: at,
      staffId,
      reason,
    })
    await keepRow(tx, merging, { table: 'stage_change', key, did: 'made' })
  }
  if (changes.after.sourceId === undefined) return
  const key = newId('scg', at.getTime())
  await tx.insert(CustomerSourceChange, {
    orgId,
    id: key,
    customerId: survivorId,
    fromSourceId: survivor.sourceId,
    toSourceId: merged.sourceId,
    reason,
    staffId,
    changedAt: at,
  })
  await keepRow(tx, merging, { table: 'customer_source_change', key, did: 'made' })
}

/** Who was merged into the merged one before means the survivor too: an old id is one step from its customer. */
async function pointFromOlder(tx: Transaction, orgId: string, from: string, to: string): Promise<void> {
  for (const id of await mergedInto(tx, orgId, from))
    await tx.update(Customer, { orgId, id }, { mergedIntoId: to })
}

/** Everybody who was ever merged into this one, by whatever way; index customer_merge_by_survivor. */
export async function mergedInto(tx: Transaction, orgId: string, survivorId: string): Promise<string[]> {
  const found: string[] = []
  let next = [survivorId]
  while (next.length > 0) {
    const rows = await tx.rows<{ mergedId: string }>(
      'select merged_id as mergedId from customer_merge where org_id = ? and survivor_id in (?) and undone_at is null',
      [orgId, next],
    )
    next = rows.map(({ mergedId }) => mergedId)
    found.push(...next)
  }
  return found
}
