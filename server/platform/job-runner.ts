import { schedule } from 'node-cron'
import type { Clock } from './clock'
import type { Database } from './database'
import { attemptsAtMost, type Claim, claimPeriod, extendLease, finish, giveBack } from './job-runner-claims'
import { duePeriods, type Period } from './job-runner-schedule'
import type { Log } from './log'

export interface JobContext {
  orgId: string
  /** The organisation's zone. */
  timezone: string
  /** The time it was due, on the organisation's wall: `2026-03-04T18:00`. */
  period: string
  /** The instant it was due; now may be later. */
  at: Date
  /** Fires when the process is asked to end: stop between two batches, by throwing its reason. */
  signal: AbortSignal
}

export interface Job {
  /** At most 40 characters; the name in `job_run`. */
  name: string
  /** Five fields, on the wall of each organisation. */
  cron: string
  /** What to do about periods nobody ran: the latest one only (the default), or each of them, oldest first. */
  missed?: 'latest' | 'every'
  run(context: JobContext): Promise<void>
}

export interface JobRunner {
  /** Runs what was missed, then looks every minute. */
  start(): void
  /** Asks what runs to stop, and resolves when it has. */
  stop(): Promise<void>
  /** Runs everything that is due now and waits for it; what is still running from before is left alone. */
  tick(): Promise<void>
}

interface OrgRow {
  id: string
  timezone: string
  createdAt: Date
}

const leaseMs = 5 * 60_000
/** A job that runs each missed period looks back this far. */
const backlogMs = 31 * 24 * 3_600_000

/**
 * Runs each job once for each organisation and period. The truth is the `job_run` row, claimed before and finished
 * after the run; node-cron only wakes us, so that a missed tick, a second process or a crash changes nothing.
 */
export function createJobRunner(options: {
  database: Database
  clock: Clock
  log: Log
  jobs: readonly Job[]
}): JobRunner {
  const { database, clock, log, jobs } = options
  /** Per job and organisation, the latest period that needs nobody any more: spares a query a minute each. */
  const settledUpTo = new Map<string, string>()
  const running = new Map<string, Promise<void>>()
  let stopping = new AbortController()
  let minute: { destroy(): void | Promise<void> } | undefined

  async function tick(): Promise<void> {
    const orgs = await database.read((reader) =>
      reader.rows<OrgRow>('select id, timezone, created_at as createdAt from org order by id'),
    )
    // One job's length holds up no other; the organisations of one job go one after the other.
    await Promise.all(
      jobs.map((job) => {
        if (running.has(job.name) || stopping.signal.aborted) return undefined
        const run = runForAll(job, orgs).finally(() => running.delete(job.name))
        running.set(job.name, run)
        return run
      }),
    )
  }

  async function runForAll(job: Job, orgs: OrgRow[]): Promise<void> {
    for (const org of orgs)
      for (const period of duePeriodsOf(job, org)) {
        if (stopping.signal.aborted) return
        const settled = await runPeriod(job, org, period)
        // A later period never overtakes one that is still to be tried again.
        if (!settled) break
        settledUpTo.set(`${job.name}\n${org.id}`, period.name)
      }
  }

  function duePeriodsOf(job: Job, org: OrgRow): Period[] {
    const now = clock.now()
    // An organisation owes nothing from before it was there.
    const after = new Date(Math.max(org.createdAt.getTime(), now.getTime() - backlogMs))
    const settled = settledUpTo.get(`${job.name}\n${org.id}`) ?? ''
    const due: Period[] = []
    try {
      for (const period of duePeriods(
        job.cron,
        org.timezone,
        job.missed === 'every' ? after : org.createdAt,
        now,
      )) {
        if (period.name <= settled) break
        due.unshift(period)
        if (job.missed !== 'every') break
      }
    } catch (error) {
      log.error(
        { job: job.name, orgId: org.id, error: nameOf(error) },
        'no schedule: is the time zone right?',
      )
    }
    return due
  }

  /** Answers whether the period needs nobody any more. */
  async function runPeriod(job: Job, org: OrgRow, period: Period): Promise<boolean> {
    const key = { job: job.name, orgId: org.id, period: period.name }
    const claim = await claimPeriod(database, key, clock.now(), leaseMs)
    if (claim === 'settled' || claim === 'held') return claim === 'settled'
    const alive = setInterval(() => {
      const until = new Date(clock.now().getTime() + leaseMs)
      extendLease(database, claim, until).catch(() => log.warn(key, 'the lease of a job is not extended'))
    }, leaseMs / 3).unref()
    try {
      const { signal } = stopping
      await job.run({ orgId: org.id, timezone: org.timezone, period: period.name, at: period.at, signal })
      await finish(database, claim, clock.now())
      return true
    } catch (error) {
      await recordFailure(claim, error)
      return false
    } finally {
      clearInterval(alive)
    }
  }

  async function recordFailure(claim: Claim, error: unknown): Promise<void> {
    const { job, orgId, period, attempt } = claim
    const ids = { job, orgId, period, attempt }
    if (stopping.signal.aborted && error === stopping.signal.reason) {
      log.info(ids, 'job stopped; the next start takes it up')
      return giveBack(database, claim, clock.now())
    }
    const reason = error instanceof Error ? error.message || error.name : 'unknown'
    if (attempt >= attemptsAtMost) log.error({ ...ids, error: nameOf(error) }, 'job failed and is given up')
    else log.warn({ ...ids, error: nameOf(error) }, 'job failed; the next tick tries again')
    await finish(database, claim, clock.now(), reason)
  }

  function wake(): void {
    tick().catch((error) =>
      log.warn({ error: nameOf(error) }, 'jobs: the database does not answer; later again'),
    )
  }

  return {
    start() {
      if (minute) return
      stopping = new AbortController()
      minute = schedule('* * * * *', wake, {
        timezone: 'Etc/UTC',
        logger: { info: quiet, debug: quiet, warn: quiet, error: quiet },
      })
      wake()
    },
    async stop() {
      stopping.abort()
      await minute?.destroy()
      minute = undefined
      await Promise.allSettled(running.values())
    },
    tick,
  }
}

/** The runner tells what matters; node-cron's own words would go to the console. */
const quiet = () => undefined

function nameOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: string; name?: string }
  return code ?? name ?? 'unknown'
}
