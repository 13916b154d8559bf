import { mergeTexts } from '../../../shared/text/merges'
import { mayDo } from '../../organisation/access'
import type { Doer } from '../../organisation/doer'
import { reaches } from '../../organisation/scope'
import { audit } from '../../platform/audit'
import type { Transaction } from '../../platform/database'
import { Problem } from '../../platform/problem'
import { rebuildLastContact } from '../../touchpoints/record-touchpoint'
import { customerRules } from '../customer-rules'
import { movePairs, notePairs } from '../duplicates/note-pairs'
import { Customer } from '../tables'
import { rewriteTerms } from '../write-terms'
import { keepToComplete } from '../write-values'
import { holdBoth } from './both-customers'
import { restored } from './customer-columns'
import { tablesThat } from './customer-tables'
import { mergeConflicts } from './merge-conflicts'
import { mergedInto } from './merge-customers'
import { moveMerges } from './move-merges'
import { CustomerMerge, type CustomerMergeRow } from './tables'
import { turnRowsBack } from './turn-rows-back'

/**
 * Parts two merged customers again, however long ago. Answers what to say.
 * @throws Problem 404, 403, 409 `already_undone`, `merge_conflicts` with every conflict as a sentence
 */
export async function undoMerge(tx: Transaction, doer: Doer, mergeId: string): Promise<string> {
  const { scope, at } = doer
  const { orgId } = scope
  const both = await tx.row<{ survivorId: string; mergedId: string }>(
    `select survivor_id as survivorId, merged_id as mergedId from customer_merge where org_id = ? and id = ?${tx.held}`,
    [orgId, mergeId],
  )
  if (both) await holdBoth(tx, orgId, both)
  const merge = await tx.findOne(CustomerMerge, { orgId, id: mergeId })
  const survivor = merge && (await tx.findOne(Customer, { orgId, id: merge.survivorId }))
  if (!merge || !survivor || !reaches(scope, survivor))
    throw new Problem(404, 'merge_not_found', mergeTexts.notFound())
  if (!mayDo(scope, 'customer.merge')) throw new Problem(403, 'not_allowed', mergeTexts.mayNot())
  if (merge.undoneAt) throw new Problem(409, 'already_undone', mergeTexts.undoneAlready())
  const rows = await keptOneByOne(tx, merge)
  const conflicts = await mergeConflicts(tx, merge, rows)
  if (conflicts.length > 0)
    throw new Problem(409, 'merge_conflicts', mergeTexts.cannotUndo(conflicts), undefined, { conflicts })
  const undone = { undoneAt: at, undoneById: scope.staffId }
  if ((await tx.update(CustomerMerge, { orgId, id: mergeId, undoneAt: null }, undone)) === 0)
    throw new Problem(409, 'already_undone', mergeTexts.undoneAlready())
  const merged = await tx.findOne(Customer, { orgId, id: merge.mergedId })
  if (!merged) throw new Error('the merged customer is gone')
  await turnRowsBack(tx, merge, rows)
  const before = restored(merge.changes.before)
  await tx.update(Customer, { orgId, id: survivor.id }, { ...before, version: survivor.version + 1 })
  await tx.update(
    Customer,
    { orgId, id: merged.id },
    { retiredAt: null, mergedIntoId: null, version: merged.version + 1 },
  )
  for (const id of await mergedInto(tx, orgId, merged.id))
    await tx.update(Customer, { orgId, id }, { mergedIntoId: merged.id })
  const rules = await customerRules(tx, orgId)
  const parted = { ...survivor, ...before }
  await movePairs(tx, orgId, survivor.id, parted)
  await moveMerges(tx, orgId, survivor.id, parted)
  for (const customer of [parted, merged]) {
    await rewriteTerms(tx, customer)
    await keepToComplete(tx, customer, rules)
    await rebuildLastContact(tx, customer)
  }
  await notePairs(tx, orgId, [survivor.id, merged.id], at)
  await audit(tx, {
    orgId,
    at,
    actorId: scope.staffId,
    action: 'customer.unmerge',
    subjectKind: 'customer',
    subjectId: survivor.id,
    via: doer.via,
    detail: { mergeId, mergedId: merged.id },
  })
  return mergeTexts.undone(parted.name, merged.name)
}

/** The rows that are turned back one by one: not the many of the tables that move whole. */
function keptOneByOne(tx: Transaction, { orgId, id }: CustomerMerge): Promise<CustomerMergeRow[]> {
  const whole = tablesThat('move').map(({ table }) => table)
  return tx
    .rows<Omit<CustomerMergeRow, 'rowBefore'> & { rowBefore: string | CustomerMergeRow['rowBefore'] }>(
      `select org_id as orgId, merge_id as mergeId, table_name as tableName, row_key as rowKey, did,
         row_version as rowVersion, row_before as rowBefore
       from customer_merge_row where org_id = ? and merge_id = ? and (table_name not in (?) or did = 'made')`,
      [orgId, id, whole],
    )
    .then((rows) =>
      rows.map((row) => ({
        ...row,
        rowBefore:
          typeof row.rowBefore === 'string'
            ? (JSON.parse(row.rowBefore) as CustomerMergeRow['rowBefore'])
            : row.rowBefore,
      })),
    )
}
