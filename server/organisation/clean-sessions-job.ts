import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { JobContext } from '../platform/job-runner'

const batch = 200
/** A phone sends a write again within seconds, or when it finds a network again: a week is generous. */
const keepAnswersDays = 7

/**
 * Removes what no longer lets anybody in: expired sessions and log-in codes; and the answers kept for repeated
 * writes. Log-in codes and answers are removed for every organisation by whichever run comes first: the rule is the
 * same, and their keys and indexes do not lead with the tenant.
 */
export function cleanSessions({ database, clock }: { database: Database; clock: Clock }) {
  return async ({ orgId, signal }: Pick<JobContext, 'orgId' | 'signal'>): Promise<void> => {
    const now = clock.now()
    await removeSessions(database, orgId, now, signal)
    await removeLoginCodes(database, now, signal)
    await removeAnswers(database, new Date(now.getTime() - keepAnswersDays * 24 * 3_600_000), signal)
  }
}

async function removeSessions(
  database: Database,
  orgId: string,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  for (let last = ''; ; ) {
    signal.throwIfAborted()
    // Index: session_by_staff.
    const people = await database.read((reader) =>
      reader.rows<{ staffId: string }>(
        `select distinct staff_id as staffId from session where org_id = ? and staff_id > ?
         order by staff_id limit ${batch}`,
        [orgId, last],
      ),
    )
    const reached = people.at(-1)
    if (!reached) return
    await database.transaction((tx) =>
      tx.run('delete from session where org_id = ? and staff_id in (?) and expires_at <= ?', [
        orgId,
        people.map(({ staffId }) => staffId),
        now,
      ]),
    )
    last = reached.staffId
  }
}

async function removeLoginCodes(database: Database, now: Date, signal: AbortSignal): Promise<void> {
  for (let last = ''; ; ) {
    signal.throwIfAborted()
    // Index: the primary key; there are few, because this job leaves only those of the day.
    const codes = await database.read((reader) =>
      reader.rows<{ codeHash: string }>(
        `select code_hash as codeHash from login_code where code_hash > ? order by code_hash limit ${batch}`,
        [last],
      ),
    )
    const reached = codes.at(-1)
    if (!reached) return
    await database.transaction((tx) =>
      tx.run('delete from login_code where code_hash in (?) and expires_at <= ?', [
        codes.map(({ codeHash }) => codeHash),
        now,
      ]),
    )
    last = reached.codeHash
  }
}

async function removeAnswers(database: Database, before: Date, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    // Index: idempotency_by_time.
    const old = await database.read((reader) =>
      reader.rows<{ orgId: string; staffId: string; requestKey: string }>(
        `select org_id as orgId, staff_id as staffId, request_key as requestKey from idempotency
         where created_at < ? order by created_at limit ${batch}`,
        [before],
      ),
    )
    if (old.length === 0) return
    await database.transaction(async (tx) => {
      for (const { orgId, staffId, requestKey } of old)
        await tx.run('delete from idempotency where org_id = ? and staff_id = ? and request_key = ?', [
          orgId,
          staffId,
          requestKey,
        ])
    })
  }
}
