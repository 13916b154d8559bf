import { recheckJob } from './customers/recheck-job'
import { cleanImports } from './imports/clean-imports-job'
import { expireTexts } from './messages/expire-texts-job'
import { cleanSessions } from './organisation/clean-sessions-job'
import type { Clock } from './platform/clock'
import type { Database } from './platform/database'
import type { FileStore } from './platform/files'
import type { Job } from './platform/job-runner'
import { selfAudit } from './reports/self-audit-job'
import { cleanPhotos } from './visits/photos/clean-photos-job'

/** Everything that runs by the clock: when, on each organisation's own wall, and what. */
export function createJobs(parts: { database: Database; clock: Clock; files: FileStore }): Job[] {
  return [
    { name: 'customers-recheck', cron: '*/10 * * * *', run: recheckJob(parts) },
    { name: 'import-expiry', cron: '50 3 * * *', run: cleanImports(parts) },
    { name: 'inbox-expiry', cron: '30 3 * * *', run: expireTexts(parts) },
    { name: 'photo-cleanup', cron: '20 3 * * *', run: cleanPhotos(parts) },
    { name: 'self-audit', cron: '0 8 * * 1', run: selfAudit(parts) },
    { name: 'session-cleanup', cron: '40 3 * * *', run: cleanSessions(parts) },
  ]
}
