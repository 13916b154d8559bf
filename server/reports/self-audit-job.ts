import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { JobContext } from '../platform/job-runner'
import { localDay } from '../platform/zone'
import { runSelfAudit } from './run-self-audit'

/** Looks at the seven days before the one it was due on. */
export function selfAudit({ database, clock }: { database: Database; clock: Clock }) {
  return ({ orgId, timezone, at }: Pick<JobContext, 'orgId' | 'timezone' | 'at'>): Promise<void> =>
    runSelfAudit(database, { orgId, timezone, untilOn: localDay(timezone, at) }, clock.now(), () =>
      performance.now(),
    )
}
