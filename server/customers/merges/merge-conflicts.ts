import { mergeTexts } from '../../../shared/text/merges'
import type { Reader, Value } from '../../platform/database'
import { customerRules } from '../customer-rules'
import { Customer, CustomerFieldValue } from '../tables'
import { type ColumnChoice, columnChoices, columnsOf, kept } from './customer-columns'
import { customerTables, tablesThat } from './customer-tables'
import type { CustomerMerge, CustomerMergeRow } from './tables'
import { valueFrom } from './take-over-fields'

/**
 * What was written since a merge that cannot be parted again: each as a sentence; empty when it can be turned back.
 * New facts about the survivor itself stay with the survivor and are in nobody's way.
 */
export async function mergeConflicts(
  reader: Reader,
  merge: CustomerMerge,
  rows: readonly CustomerMergeRow[],
): Promise<string[]> {
  const survivor = await reader.findOne(Customer, { orgId: merge.orgId, id: merge.survivorId })
  const merged = await reader.findOne(Customer, { orgId: merge.orgId, id: merge.mergedId })
  if (!survivor || !merged) throw new Error('a customer of a merge is gone')
  if (survivor.mergedIntoId) return [mergeTexts.conflictMergedOn(survivor.name)]
  return [
    ...changedColumns(survivor, merge),
    ...(await changedFields(reader, merge, rows)),
    ...(await changedTasks(reader, merge)),
    ...(await movedOn(reader, merge)),
    ...(await rowsGone(reader, merge, rows)),
    ...(await newFacts(reader, merge)),
  ]
}

function changedColumns(survivor: Customer, { changes }: CustomerMerge): string[] {
  const changed = (key: ColumnChoice) =>
    columnsOf[key].some(
      (column) => column in changes.after && kept(survivor, [column])[column] !== changes.after[column],
    )
  return columnChoices.filter(changed).map((key) => mergeTexts.conflictColumn(mergeTexts.column(key)))
}

async function changedFields(
  reader: Reader,
  { orgId, survivorId }: CustomerMerge,
  rows: readonly CustomerMergeRow[],
): Promise<string[]> {
  const written = rows.filter(({ tableName }) => tableName === 'customer_field_value')
  if (written.length === 0) return []
  const now = await reader.find(CustomerFieldValue, { orgId, customerId: survivorId })
  const { fields } = await customerRules(reader, orgId)
  return written.flatMap(({ rowKey: fieldId, rowBefore }) => {
    const wrote = valueFrom(rowBefore?.after ?? null)
    const is = now.find((value) => value.fieldId === fieldId)
    const same = wrote
      ? is?.changedAt.getTime() === wrote.changedAt.getTime() &&
        is.textValue === wrote.textValue &&
        is.numberMilli === wrote.numberMilli &&
        is.dayOn === wrote.dayOn
      : !is
    const name = fields.find(({ id }) => id === fieldId)?.name ?? fieldId
    return same ? [] : [mergeTexts.conflictField(name)]
  })
}

/** By the primary key of the ledger, then of the task. */
async function changedTasks(reader: Reader, merge: CustomerMerge): Promise<string[]> {
  const tasks = await reader.rows<{ number: string }>(
    `select k.number from customer_merge_row r join task k on k.org_id = r.org_id and k.id = r.row_key
     where r.org_id = ? and r.merge_id = ? and r.table_name = 'task' and k.version <> r.row_version
     order by k.number limit 20`,
    [merge.orgId, merge.id],
  )
  return tasks.length > 0 ? [mergeTexts.conflictTask(tasks.map(({ number }) => number))] : []
}

/** Rows with a version that is not the one the merge left; tasks are told by their numbers. */
async function movedOn(reader: Reader, merge: CustomerMerge): Promise<string[]> {
  const conflicts: string[] = []
  for (const table of ['visit', 'opportunity']) {
    const changed = await reader.row<{ count: number }>(
      `select count(*) as count from customer_merge_row r join ${table} t on t.org_id = r.org_id and t.id = r.row_key
       where r.org_id = ? and r.merge_id = ? and r.table_name = ? and t.version <> r.row_version`,
      [merge.orgId, merge.id, table],
    )
    const count = Number(changed?.count ?? 0)
    if (count > 0) conflicts.push(mergeTexts.conflictVersion(mergeTexts.kind(table), count))
  }
  return conflicts
}

/** Rows that the merge moved and that the survivor does not have any more. */
async function rowsGone(
  reader: Reader,
  { orgId, id: mergeId, survivorId }: CustomerMerge,
  rows: readonly CustomerMergeRow[],
): Promise<string[]> {
  const gone: [string, number][] = []
  for (const { table } of [
    ...tablesThat('move'),
    { table: 'opportunity' },
    { table: 'customer_assignment' },
  ]) {
    const counted = await reader.row<{ moved: number; there: number }>(
      `select count(*) as moved, count(t.id) as there from customer_merge_row r
         left join ${table} t on t.org_id = r.org_id and t.id = r.row_key and t.customer_id = ?
       where r.org_id = ? and r.merge_id = ? and r.table_name = ? and r.did = 'in'`,
      [survivorId, orgId, mergeId, table],
    )
    gone.push([table, Number(counted?.moved ?? 0) - Number(counted?.there ?? 0)])
  }
  for (const { table, keys, mayGo } of tablesThat('moveUnlessThere')) {
    const moved = rows.filter(({ tableName, did }) => tableName === table && did === 'in')
    if (mayGo || moved.length === 0) continue
    const there = await reader.rows<Record<string, Value>>(
      `select ${keys.join(', ')} from ${table} where org_id = ? and customer_id = ?`,
      [orgId, survivorId],
    )
    const known = new Set(there.map((row) => JSON.stringify(keys.map((key) => row[key]))))
    gone.push([table, moved.filter(({ rowKey }) => !known.has(rowKey)).length])
  }
  return gone.flatMap(([table, count]) =>
    count > 0 ? [mergeTexts.conflictGone(mergeTexts.kind(table), count)] : [],
  )
}

/** What was recorded with the survivor since, about something that came with the merge. */
async function newFacts(
  reader: Reader,
  { orgId, id: mergeId, survivorId }: CustomerMerge,
): Promise<string[]> {
  const moved = (tables: string, column: string) =>
    `(select 1 from customer_merge_row r where r.org_id = ? and r.merge_id = ? and r.table_name in (${tables})
        and r.did = 'in' and r.row_key = ${column} limit 1) is not null`
  const ofMerge = [orgId, mergeId]
  const facts = await reader.row<{ count: number }>(
    // index touchpoint_by_customer, then the ledger's primary key
    `select count(*) as count from touchpoint t where t.org_id = ? and t.customer_id = ?
       and not (${moved("'touchpoint'", 't.id')})
       and (${moved("'touchpoint'", 't.corrects_id')} or ${moved("'task', 'visit', 'opportunity', 'rejection'", 't.subject_id')})`,
    [orgId, survivorId, ...ofMerge, ...ofMerge, ...ofMerge],
  )
  const seen = await Promise.all(
    ['visit_finding', 'photo'].map((table) =>
      reader.row<{ count: number }>(
        // the ledger's primary key, then visit_finding_by_visit or photo_by_visit
        `select count(*) as count from customer_merge_row v join ${table} t on t.org_id = v.org_id and t.visit_id = v.row_key
         where v.org_id = ? and v.merge_id = ? and v.table_name = 'visit' and not (${moved(`'${table}'`, 't.id')})`,
        [...ofMerge, ...ofMerge],
      ),
    ),
  )
  const factCount = Number(facts?.count ?? 0)
  const seenCount = seen.reduce((sum, row) => sum + Number(row?.count ?? 0), 0)
  return [
    ...(factCount > 0 ? [mergeTexts.conflictFact(factCount)] : []),
    ...(seenCount > 0 ? [mergeTexts.conflictVisit(seenCount)] : []),
  ]
}

/** The key columns of a row of a table, besides organisation and customer. */
export function keysOf(table: string): readonly string[] {
  const treatment = customerTables[table]
  return treatment?.how === 'moveUnlessThere' ? treatment.keys : ['id']
}
