import type { Database } from '../platform/database'
import type { JobContext } from '../platform/job-runner'
import { recheckCustomers } from './recheck-customers'

/** Finishes what a change of the custom fields left to do: see `recheck-customers.ts`. */
export function recheckJob({ database }: { database: Database }) {
  return async ({ orgId, signal }: Pick<JobContext, 'orgId' | 'signal'>): Promise<void> => {
    await recheckCustomers(database, orgId, Number.POSITIVE_INFINITY, signal)
  }
}
