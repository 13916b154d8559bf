import { type CheckedCustomer, createMany, removeHidden, showCustomers } from '../customers/create-many'
import { customerToUpdate } from '../customers/customer-to-update'
import { editCustomer } from '../customers/edit-customer'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { checkCustomers } from './check-customers'
import { customerLookups } from './customer-lookups'
import { wentOn } from './import-job'
import { customerIdOf } from './referrers'
import { rowsIn, saidRow, storeChecked } from './row-batch'
import { ImportJob } from './tables'

/** A batch is one transaction: short, so that nobody else waits long. */
export const runBatch = 100
const removeBatch = 200
const madeBatch = 500

/**
 * Writes the next lines as hidden customers. Answers `more`, `written` when there are none left, or how many lines are
 * not as they were when somebody looked at them: then nothing of this import may stay.
 */
export async function writeNext(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  job: ImportJob,
): Promise<'more' | 'written' | { changed: number }> {
  const rows = await rowsIn(tx, job, 'good', runBatch, job.options.after)
  if (rows.length === 0) return 'written'
  const lookups = await customerLookups(tx, doer.scope)
  const checked = await checkCustomers(
    tx,
    doer.scope,
    job,
    lookups,
    rows.map((row) => saidRow(job, row)),
    false,
  )
  const changed = checked.filter(
    (row) => !(row.state === 'good' || (row.state === 'same' && row.choice === 'import')),
  )
  if (changed.length > 0) return { changed: changed.length }
  const { orgId, id } = job
  const made = checked.map(({ number, ready }) => ({
    number,
    ...(ready as CheckedCustomer),
    id: customerIdOf(id, number),
  }))
  await createMany(tx, numbers, doer, lookups.rules, made)
  for (const { number, id: madeId } of made)
    await tx.run(
      `update import_row set state = 'written', made_id = ? where org_id = ? and import_id = ? and line_number = ?`,
      [madeId, orgId, id, number],
    )
  await tx.update(ImportJob, { orgId, id }, wentOn(job, rows))
  return 'more'
}

/** The ids of what an import made, some hundreds at a time. */
export async function* madeBy(
  reader: Reader,
  { orgId, id }: Pick<ImportJob, 'orgId' | 'id'>,
): AsyncGenerator<string[]> {
  for (let after = 0; ; ) {
    const made = await reader.rows<{ lineNumber: number; madeId: string }>(
      // index import_row_by_state
      `select line_number as lineNumber, made_id as madeId from import_row
       where org_id = ? and import_id = ? and state = 'written' and made_id is not null and line_number > ?
       order by line_number limit ${madeBatch}`,
      [orgId, id, after],
    )
    if (made.length === 0) return
    after = made.at(-1)!.lineNumber
    yield made.map(({ madeId }) => madeId)
  }
}

/** From one moment to the next, all of them are there. */
export async function showAll(tx: Transaction, job: ImportJob): Promise<void> {
  await showCustomers(tx, job.orgId, madeBy(tx, job))
}

/**
 * Fills customers that are there with what their line says: contacts, other names and tags join those known, answers
 * and address take the place of older ones, name, owner, store and source stay. Answers whether there were any.
 */
export async function updateNext(tx: Transaction, doer: Doer, job: ImportJob): Promise<boolean> {
  const rows = await rowsIn(tx, job, 'same', 20)
  if (rows.length === 0) return false
  const lookups = await customerLookups(tx, doer.scope)
  const checked = await checkCustomers(
    tx,
    doer.scope,
    job,
    lookups,
    rows.map((row) => saidRow(job, row)),
    false,
  )
  const { orgId, id } = job
  for (const row of checked) {
    const target =
      row.state === 'same' && row.matchId ? await customerToUpdate(tx, orgId, row.matchId) : undefined
    if (row.state !== 'same' || !target) {
      await storeChecked(tx, job, [{ ...row, state: 'bad', ready: undefined, matchId: null, choice: null }])
      continue
    }
    const { contacts, aliases, tags, address, values } = row.ready
    const said = saidRow(job, rows.find(({ lineNumber }) => lineNumber === row.number)!).said
    try {
      await editCustomer(tx, doer, {
        ...target.with({ contacts, aliases, tags }),
        ...(address && { address }),
        fields: Object.fromEntries(values.map(({ fieldId, ...value }) => [fieldId, target.typed(value)])),
      })
      await tx.run(
        `update import_row set state = 'written' where org_id = ? and import_id = ? and line_number = ?`,
        [orgId, id, row.number],
      )
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const problems = [{ target: said.has('name') ? 'name' : '', text: error.message }]
      await storeChecked(tx, job, [
        { number: row.number, keys: [], problems, state: 'bad', matchId: null, choice: null },
      ])
    }
  }
  await tx.update(ImportJob, { orgId, id }, { rowsDone: job.rowsDone + rows.length })
  return true
}

/** Removes the next of the hidden customers; answers whether there were any. */
export async function removeNext(tx: Transaction, job: ImportJob): Promise<boolean> {
  const { orgId, id } = job
  const made = await tx.rows<{ lineNumber: number; madeId: string }>(
    // index import_row_by_state
    `select line_number as lineNumber, made_id as madeId from import_row
     where org_id = ? and import_id = ? and state = 'written' and made_id is not null and line_number > ?
     order by line_number limit ${removeBatch}`,
    [orgId, id, job.options.after ?? 0],
  )
  if (made.length === 0) return false
  await removeHidden(
    tx,
    orgId,
    made.map(({ madeId }) => madeId),
  )
  await tx.run(
    `update import_row set state = 'read', made_id = null where org_id = ? and import_id = ? and line_number in (?)`,
    [orgId, id, made.map(({ lineNumber }) => lineNumber)],
  )
  await tx.update(ImportJob, { orgId, id }, wentOn(job, made))
  return true
}
