import { importTexts } from '../../shared/text/imports'
import { hideCustomers } from '../customers/create-many'
import type { Doer } from '../organisation/doer'
import { removeEmptyPlaces, removeStaff, staffInUse } from '../organisation/remove-staff'
import { audit } from '../platform/audit'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { changeImport, fromTheFirst, importToChange, startOver } from './import-job'
import { madeBy } from './run-customers'
import type { ImportJob } from './tables'

/** Everything that can be written is going to be, by the worker. @throws Problem 404; 409 `nothing_to_write`, … */
export async function runImport(
  tx: Transaction,
  doer: Doer,
  input: { importId: string; version: number },
): Promise<ImportJob> {
  const job = await importToChange(tx, doer, input.importId, ['ready'], input.version)
  const { orgId, id } = job
  const chosen = await tx.rows<{ choice: string; chosen: number }>(
    // index import_row_by_state
    `select choice, count(*) as chosen from import_row
     where org_id = ? and import_id = ? and state = 'same' group by choice`,
    [orgId, id],
  )
  const count = (choice: string) => Number(chosen.find((each) => each.choice === choice)?.chosen ?? 0)
  const rowsGood = job.rowsGood + count('import')
  const rowsSame = count('update')
  if (rowsGood + rowsSame === 0) throw new Problem(409, 'nothing_to_write', importTexts.nothingToWrite())
  for (const [choice, state] of [
    ['import', 'good'],
    ['skip', 'skipped'],
  ])
    await tx.run(
      `update import_row set state = ? where org_id = ? and import_id = ? and state = 'same' and choice = ?`,
      [state!, orgId, id, choice!],
    )
  return changeImport(tx, job, {
    state: 'running',
    rowsGood,
    rowsSame,
    ...fromTheFirst(job),
    rowsWritten: 0,
    note: null,
  })
}

/** @throws Problem 404, 409 */
export async function cancelImport(
  tx: Transaction,
  doer: Doer,
  input: { importId: string },
): Promise<ImportJob> {
  const job = await importToChange(tx, doer, input.importId, [
    'reading',
    'mapping',
    'checking',
    'ready',
    'failed',
  ])
  const { orgId, id } = job
  for (const table of ['import_row', 'import_key'])
    await tx.run(`delete from ${table} where org_id = ? and import_id = ?`, [orgId, id])
  await tell(tx, doer, job, 'import.cancel')
  return changeImport(tx, job, { state: 'cancelled', finishedAt: doer.at })
}

/**
 * Takes back what an import made, all of it, while nobody acted on any: customers are no more to be seen from now on,
 * and removed by the worker; people are gone at once. Customers that were only updated stay as they are.
 * @throws Problem 404; 409 `wrong_state`, `acted_on`
 */
export async function undoImport(
  tx: Transaction,
  doer: Doer,
  input: { importId: string },
): Promise<ImportJob> {
  const job = await importToChange(tx, doer, input.importId, ['done'])
  if (job.kind === 'people') return undoPeople(tx, doer, job)
  const actedOn = () => new Problem(409, 'acted_on', importTexts.actedOn())
  await hideCustomers(tx, job.orgId, madeBy(tx, job), doer.at, actedOn)
  await tell(tx, doer, job, 'import.undo')
  return changeImport(tx, job, { state: 'undoing', ...fromTheFirst(job) })
}

/** They are few. A store or region that others use by now stays, and it is said which. */
async function undoPeople(tx: Transaction, doer: Doer, job: ImportJob): Promise<ImportJob> {
  const { orgId, options } = job
  const ids: string[] = []
  for await (const some of madeBy(tx, job)) ids.push(...some)
  const made = await tx.rows<{ id: string; name: string; version: number }>(
    'select id, name, version from staff where org_id = ? and id in (?) order by id',
    [orgId, ids],
  )
  const inUse = await staffInUse(tx, orgId, ids)
  const used = made.flatMap(({ id, name, version }) => {
    const use = inUse.get(id) ?? (version > 1 ? ('changed' as const) : undefined)
    return use ? [{ name, use }] : []
  })
  if (used.length > 0) throw new Problem(409, 'acted_on', importTexts.peopleInUse(used))
  await removeStaff(tx, orgId, ids)
  const stay = await removeEmptyPlaces(tx, orgId, options.places ?? { stores: [], regions: [] })
  await tx.run(
    `update import_row set state = 'read', made_id = null where org_id = ? and import_id = ? and state = 'written'`,
    [orgId, job.id],
  )
  await tell(tx, doer, job, 'import.undo')
  const note = stay.length > 0 ? importTexts.placesStay(stay).slice(0, 200) : null
  return changeImport(tx, job, { ...startOver, state: 'undone', note })
}

const tell = (tx: Transaction, { scope, at, via }: Doer, { orgId, id }: ImportJob, action: string) =>
  audit(tx, { orgId, at, actorId: scope.staffId, action, subjectKind: 'import', subjectId: id, via })
