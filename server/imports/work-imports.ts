import { importTexts } from '../../shared/text/imports'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import { scopeOf } from '../organisation/scope'
import { audit } from '../platform/audit'
import type { Clock } from '../platform/clock'
import type { Database, Transaction } from '../platform/database'
import type { FileStore } from '../platform/files'
import { newId } from '../platform/ids'
import type { Log } from '../platform/log'
import { Problem } from '../platform/problem'
import { checkNext } from './check-step'
import { fromTheFirst, startOver } from './import-job'
import { leaseMs } from './lease'
import { readFile } from './read-file'
import { removeNext, runBatch, showAll, updateNext, writeNext } from './run-customers'
import { writePeople } from './run-people'
import { ImportJob } from './tables'

export interface ImportWorker {
  /** There is something to do; it is begun now, if it is not being done. */
  wake(): void
  /** Begins reading a file that was just stored, beside whatever else is being done. */
  read(job: Pick<ImportJob, 'orgId' | 'id'>): void
  /** Looks from time to time for what another process left undone. */
  start(): void
  /** Resolves between two batches. */
  stop(): Promise<void>
  /** Resolves when nothing is left to do: for tests. */
  idle(): Promise<void>
}

const lookEveryMs = 10_000
const working = ['reading', 'checking', 'running', 'undoing'] as const
/** A file that could not be read to its end for so long is given up, whatever the reason. */
const readingAtMostMs = 3_600_000

/**
 * Goes on with imports, a batch a transaction, whoever began them: the state is in the rows, so a killed process loses
 * nothing but its lease. What an import makes is hidden until the last batch; one transaction then shows all of it.
 */
export function createImportWorker(parts: {
  database: Database
  clock: Clock
  numbers: Numbers
  files: FileStore
  log: Log
}): ImportWorker {
  const { database, clock, log } = parts
  const owner = newId('run')
  let stopping = false
  let again = false
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const readings = new Set<Promise<void>>()
  const readingParts = { ...parts, owner, stopped: () => stopping }

  async function workAll(): Promise<void> {
    for (;;) {
      again = false
      const job = await claim(database, owner, clock.now())
      if (job?.state === 'reading') await readOn(readingParts, job)
      else if (job) await workOn(parts, job, owner, () => stopping)
      if ((job || again) && !stopping) continue
      // At once, not when the promise settles: who wakes us in between would not be heard.
      running = undefined
      return
    }
  }

  function wake(): void {
    if (stopping) return
    again = true
    running ??= workAll().catch((error) => {
      running = undefined
      log.warn({ err: error }, 'imports: later again')
    })
  }

  async function readNew({ orgId, id }: Pick<ImportJob, 'orgId' | 'id'>): Promise<void> {
    const job = await database.transaction((tx) =>
      take(tx, owner, clock.now(), { orgId, id, state: 'reading' }, 'lease_owner is null'),
    )
    if (job) await readOn(readingParts, job)
  }

  return {
    wake,
    read(job) {
      if (stopping) return
      const reading = readNew(job)
        .catch((error) => log.warn({ importId: job.id, err: error }, 'an import is read later'))
        .finally(() => readings.delete(reading))
      readings.add(reading)
    },
    start() {
      timer ??= setInterval(wake, lookEveryMs).unref()
      wake()
    },
    async stop() {
      stopping = true
      clearInterval(timer)
      await Promise.all([running, ...readings])
    },
    async idle() {
      while (running || readings.size > 0) await Promise.all([running, ...readings])
    },
  }
}

/** Takes an import that nobody works on; a file that nobody could read for long has failed. */
async function claim(database: Database, owner: string, now: Date): Promise<ImportJob | undefined> {
  const waiting = await database.read((reader) =>
    reader.rows<Pick<ImportJob, 'orgId' | 'id' | 'state' | 'createdAt'>>(
      // index import_job_by_state
      `select org_id as orgId, id, state, created_at as createdAt from import_job
       where state in (?) and (lease_until_at is null or lease_until_at < ?) order by id limit 10`,
      [working, now],
    ),
  )
  for (const { createdAt, ...waits } of waiting) {
    const job = await database.transaction(async (tx) => {
      const { orgId, id, state } = waits
      if (state !== 'reading' || now.getTime() - createdAt.getTime() < readingAtMostMs)
        return take(tx, owner, now, waits, 'lease_until_at is null or lease_until_at < ?', now)
      const note = importTexts.interrupted()
      await tx.update(ImportJob, { orgId, id, state }, { state: 'failed', note, leaseUntilAt: null })
      return undefined
    })
    if (job) return job
  }
  return undefined
}

async function take(
  tx: Transaction,
  owner: string,
  now: Date,
  { orgId, id, state }: Pick<ImportJob, 'orgId' | 'id' | 'state'>,
  free: string,
  ...values: Date[]
): Promise<ImportJob | undefined> {
  const taken = await tx.run(
    `update import_job set lease_owner = ?, lease_until_at = ?
     where org_id = ? and id = ? and state = ? and (${free})`,
    [owner, new Date(now.getTime() + leaseMs), orgId, id, state, ...values],
  )
  return taken === 1 ? tx.findOne(ImportJob, { orgId, id }) : undefined
}

/** Reads a file; what is no fault of the file leaves it to whoever comes when the lease ends. */
async function readOn(parts: Parameters<typeof readFile>[0], job: ImportJob): Promise<void> {
  try {
    await readFile(parts, job)
  } catch (error) {
    parts.log.error(
      { orgId: job.orgId, importId: job.id, err: error },
      'an import is not read; it is tried again',
    )
  }
}

async function workOn(
  { database, clock, numbers, log }: Parameters<typeof createImportWorker>[0],
  { orgId, id }: ImportJob,
  owner: string,
  stopped: () => boolean,
): Promise<void> {
  const ids = { orgId, importId: id }
  try {
    for (let more = true; more && !stopped(); ) {
      await numbers.reserve(orgId, runBatch)
      more = await database.transaction(async (tx) => {
        const at = clock.now()
        const leaseUntilAt = new Date(at.getTime() + leaseMs)
        // Whoever was too slow has lost it to somebody else.
        if ((await tx.update(ImportJob, { orgId, id, leaseOwner: owner }, { leaseUntilAt })) === 0)
          return false
        const job = await tx.findOne(ImportJob, { orgId, id })
        return job ? step(tx, numbers, job, at) : false
      })
    }
  } catch (error) {
    if (error instanceof Problem) await giveUp(database, orgId, id, error.message)
    else {
      // Its lease stands, so that nobody tries again before it ends.
      log.error({ ...ids, err: error }, 'an import does not go on; it is tried again')
      return
    }
  }
  await database
    .transaction((tx) =>
      tx.update(ImportJob, { orgId, id, leaseOwner: owner }, { leaseOwner: null, leaseUntilAt: null }),
    )
    .catch(() => log.warn(ids, 'the lease of an import will end by itself'))
}

/** One batch; answers whether there is more to do. */
async function step(tx: Transaction, numbers: Numbers, job: ImportJob, at: Date): Promise<boolean> {
  if (job.state === 'undoing') return undoStep(tx, job)
  const scope = await scopeOf(tx, job.orgId, job.staffId)
  if (!scope) throw new Problem(409, 'person_left', importTexts.personLeft())
  const doer: Doer = { scope, via: 'miniprogram', at, chatRef: null }
  switch (job.state) {
    case 'checking':
      return checkNext(tx, scope, job)
    case 'running':
      return runStep(tx, numbers, doer, job)
    default:
      return false
  }
}

async function undoStep(tx: Transaction, job: ImportJob): Promise<boolean> {
  const { orgId, id } = job
  if (await removeNext(tx, job)) return true
  const state = job.finishedAt ? 'undone' : 'checking'
  const options = { ...job.options, namedTo: 0, after: 0 }
  await tx.update(ImportJob, { orgId, id }, { ...startOver, state, options, version: job.version + 1 })
  if (state === 'checking') await readAgain(tx, job)
  return state === 'checking'
}

/** Every line but those written is to be checked again. */
async function readAgain(tx: Transaction, { orgId, id }: ImportJob): Promise<void> {
  await tx.run(
    `update import_row set state = 'read' where org_id = ? and import_id = ? and state <> 'written'`,
    [orgId, id],
  )
  await tx.run('delete from import_key where org_id = ? and import_id = ?', [orgId, id])
}

async function runStep(tx: Transaction, numbers: Numbers, doer: Doer, job: ImportJob): Promise<boolean> {
  const { orgId, id } = job
  // Once shown, only what is updated is left.
  const shown = job.rowsWritten > 0 || job.rowsGood === 0
  if (!shown) {
    const found =
      job.kind === 'people' ? await writePeople(tx, doer, job) : await writeNext(tx, numbers, doer, job)
    if (found === 'more') return true
    if (found !== 'written' && found.changed > 0) {
      const note = importTexts.changedBefore(found.changed)
      await tx.update(ImportJob, { orgId, id }, { state: 'undoing', note, ...fromTheFirst(job) })
      return true
    }
    await showAll(tx, job)
    await tx.update(ImportJob, { orgId, id }, { rowsWritten: job.rowsGood })
    return true
  }
  if (job.kind === 'customers' && (await updateNext(tx, doer, job))) return true
  const counted = await tx.row<{ written: number }>(
    // index import_row_by_state
    `select count(*) as written from import_row where org_id = ? and import_id = ? and state = 'written'`,
    [orgId, id],
  )
  const rowsWritten = Number(counted?.written ?? 0)
  await tx.update(
    ImportJob,
    { orgId, id },
    { state: 'done', rowsWritten, finishedAt: doer.at, version: job.version + 1 },
  )
  await audit(tx, {
    orgId,
    at: doer.at,
    actorId: job.staffId,
    action: 'import.run',
    subjectKind: 'import',
    subjectId: id,
    via: doer.via,
    detail: { kind: job.kind, rows: rowsWritten },
  })
  return false
}

/** What nobody can go on with: nothing of it stays, and it is looked at again. */
async function giveUp(database: Database, orgId: string, id: string, note: string): Promise<void> {
  await database.transaction(async (tx) => {
    const job = await tx.findOne(ImportJob, { orgId, id })
    if (!job) return
    const state = job.state === 'running' && job.rowsWritten === 0 ? 'undoing' : 'failed'
    await tx.update(ImportJob, { orgId, id }, { state, note: note.slice(0, 200), ...fromTheFirst(job) })
  })
}
