import { type Database, DuplicateKey } from './database'
import { newId } from './ids'
import { JobRun } from './tables'

/** Who runs a period, and for the how-manieth time; a claim nobody else can mistake for theirs. */
export interface Claim {
  job: string
  orgId: string
  period: string
  owner: string
  attempt: number
}

type Key = Pick<JobRun, 'job' | 'orgId' | 'period'>

export const attemptsAtMost = 3

/**
 * Claims one period: by inserting its row; or, when it failed or its runner died, by taking the row over.
 * `settled` when it needs nobody any more, `held` while somebody else is at it.
 */
export async function claimPeriod(
  database: Database,
  key: Key,
  now: Date,
  leaseMs: number,
): Promise<Claim | 'settled' | 'held'> {
  const lease = (attempts: number) => ({
    attempts,
    leaseOwner: newId('run'),
    leaseUntilAt: new Date(now.getTime() + leaseMs),
  })
  const present = await database.read((reader) => reader.findOne(JobRun, key))
  if (!present) {
    const first = lease(1)
    const row = { ...key, ...first, state: 'running' as const, startedAt: now, finishedAt: null, error: null }
    try {
      await database.transaction((tx) => tx.insert(JobRun, row))
      return { ...key, owner: first.leaseOwner, attempt: 1 }
    } catch (error) {
      if (error instanceof DuplicateKey) return 'held'
      throw error
    }
  }
  if (present.state === 'done') return 'settled'
  const dead = present.state === 'running' && present.leaseUntilAt <= now
  if (present.state === 'running' && !dead) return 'held'
  const attempt = present.attempts + 1
  if (attempt > attemptsAtMost) {
    if (dead) await finish(database, { ...key, owner: present.leaseOwner, attempt }, now, 'its process died')
    return 'settled'
  }
  const next = lease(attempt)
  const won = await database.transaction((tx) =>
    tx.update(
      JobRun,
      { ...key, state: present.state, leaseOwner: present.leaseOwner },
      { ...next, state: 'running', startedAt: now, finishedAt: null },
    ),
  )
  return won === 1 ? { ...key, owner: next.leaseOwner, attempt } : 'held'
}

/** Says that the run is alive. */
export async function extendLease(database: Database, claim: Claim, until: Date): Promise<void> {
  await database.transaction((tx) => tx.update(JobRun, held(claim), { leaseUntilAt: until }))
}

/** Records the end of a run: done, or failed with the reason. */
export async function finish(database: Database, claim: Claim, now: Date, error?: string): Promise<void> {
  await database.transaction((tx) =>
    tx.update(JobRun, held(claim), {
      state: error === undefined ? 'done' : 'failed',
      finishedAt: now,
      error: error?.slice(0, 191) ?? null,
    }),
  )
}

/** A run that was asked to stop is nobody's failure: the next start takes it up, and this attempt is not counted. */
export async function giveBack(database: Database, claim: Claim, now: Date): Promise<void> {
  await database.transaction((tx) =>
    tx.update(JobRun, held(claim), {
      state: 'failed',
      finishedAt: now,
      error: 'stopped',
      attempts: claim.attempt - 1,
    }),
  )
}

function held({ job, orgId, period, owner }: Claim) {
  return { job, orgId, period, leaseOwner: owner, state: 'running' as const }
}
