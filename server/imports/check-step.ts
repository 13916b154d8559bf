import { nameKey } from '../customers/name-key'
import type { Scope } from '../organisation/scope'
import type { Transaction } from '../platform/database'
import { checkCustomers } from './check-customers'
import { checkPeople, peopleLookups } from './check-people'
import type { CheckedRow, SaidRow } from './checked-row'
import { customerLookups } from './customer-lookups'
import { wentOn } from './import-job'
import { countsAfter, countsOf, rowsIn, saidRow, storeChecked, withoutDoubles } from './row-batch'
import { againOnce, linesAgain, lookAgain, noteNames } from './settle-referrers'
import { ImportJob } from './tables'

const batch = 500
/** Longer lists of lines MariaDB does not look up one by one in the index. */
const againBatch = 150

/**
 * One batch of checking; answers whether there is more: who stands where is noted, every line is looked at, then those
 * who name others of the file once more, because whom they name may have stood below or turned out bad.
 */
export async function checkNext(tx: Transaction, scope: Scope, job: ImportJob): Promise<boolean> {
  if (await noteNames(tx, scope, job)) return true
  const { orgId, id } = job
  const rows = await rowsIn(tx, job, 'read', batch, job.options.after)
  if (rows.length === 0) {
    if (await settleNext(tx, scope, job)) return true
    await tx.update(ImportJob, { orgId, id }, { state: 'ready', version: job.version + 1 })
    return false
  }
  const checked = await checkRows(
    tx,
    scope,
    job,
    rows.map((row) => saidRow(job, row)),
    false,
  )
  await storeChecked(tx, job, checked)
  await againOnce(tx, job, checked)
  const { good, bad, same } = countsOf(checked)
  await tx.update(
    ImportJob,
    { orgId, id },
    {
      rowsGood: job.rowsGood + good,
      rowsBad: job.rowsBad + bad,
      rowsSame: job.rowsSame + same,
      ...wentOn(job, rows),
    },
  )
  return true
}

/** Looks again at the next lines that name others; whoever turns out otherwise is heard of by those who name them. */
async function settleNext(tx: Transaction, scope: Scope, job: ImportJob): Promise<boolean> {
  const rows = await linesAgain(tx, job, againBatch)
  if (rows.length === 0) return false
  const checked = await checkRows(
    tx,
    scope,
    job,
    rows.map((row) => saidRow(job, row)),
    true,
  )
  await storeChecked(tx, job, checked)
  const turned = rows.filter((row, index) => (row.state === 'bad') !== (checked[index]?.state === 'bad'))
  await lookAgain(
    tx,
    job,
    turned.map((row) => saidRow(job, row).said.get('name') ?? ''),
  )
  await tx.update(ImportJob, { orgId: job.orgId, id: job.id }, countsAfter(job, rows, checked))
  return true
}

/**
 * Checks lines as they stand now, against what is there and against each other; answers in the order given.
 * @param all whether every line has been looked at before
 */
export async function checkRows(
  tx: Transaction,
  scope: Scope,
  job: ImportJob,
  rows: readonly SaidRow[],
  all: boolean,
): Promise<CheckedRow<unknown>[]> {
  const found =
    job.kind === 'customers'
      ? await checkCustomers(tx, scope, job, await customerLookups(tx, scope), rows, all)
      : await checkPeopleOf(tx, scope, job, rows)
  return withoutDoubles<unknown>(tx, job, found, all)
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
