import { nameKey } from '../customers/name-key'
import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { checkCustomers } from './check-customers'
import { checkPeople, peopleLookups } from './check-people'
import type { CheckedRow, SaidRow } from './checked-row'
import { customerLookups } from './customer-lookups'
import { countsOf, rowsIn, saidRow, storeChecked, withoutDoubles } from './row-batch'
import { ImportJob } from './tables'

const batch = 500

/** Checks the next lines that nobody has looked at; answers whether there were any. */
export async function checkNext(tx: Transaction, scope: Scope, job: ImportJob): Promise<boolean> {
  const rows = await rowsIn(tx, job, 'read', batch)
  const { orgId, id } = job
  if (rows.length === 0) {
    await tx.update(ImportJob, { orgId, id }, { state: 'ready', version: job.version + 1 })
    return false
  }
  const checked = await checkRows(
    tx,
    scope,
    job,
    rows.map((row) => saidRow(job, row)),
  )
  await storeChecked(tx, job, checked)
  const { good, bad, same } = countsOf(checked)
  await tx.update(
    ImportJob,
    { orgId, id },
    {
      rowsGood: job.rowsGood + good,
      rowsBad: job.rowsBad + bad,
      rowsSame: job.rowsSame + same,
      rowsDone: job.rowsDone + rows.length,
    },
  )
  return true
}

/** Checks lines as they stand now, against what is there and against each other. */
export async function checkRows(
  tx: Transaction,
  scope: Scope,
  job: ImportJob,
  rows: readonly SaidRow[],
): Promise<CheckedRow<unknown>[]> {
  const found =
    job.kind === 'customers'
      ? await checkCustomers(tx, scope, await customerLookups(tx, scope), rows)
      : await checkPeopleOf(tx, scope, job, rows)
  return withoutDoubles<unknown>(tx, job, found)
}

async function checkPeopleOf(tx: Transaction, scope: Scope, job: ImportJob, rows: readonly SaidRow[]) {
  const lookups = await peopleLookups(tx, scope.orgId)
  return checkPeople(lookups, rows, await namesIn(tx, job), job.options.createStores)
}

/** The names and phones of every line of a table of people, which is short: superiors may stand in any of them. */
async function namesIn(tx: Transaction, job: ImportJob): Promise<Set<string>> {
  const names = new Set<string>()
  for (const state of ['read', 'good', 'same', 'bad'] as const)
    for (const row of await rowsIn(tx, job, state, peopleAtMost)) {
      const { said } = saidRow(job, row)
      names.add(nameKey(said.get('name') ?? ''))
      names.add((said.get('phone') ?? '').replace(/\D/g, ''))
    }
  names.delete('')
  return names
}

/** They are written in one transaction. */
export const peopleAtMost = 5000
