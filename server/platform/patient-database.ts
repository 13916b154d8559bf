import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from './database'
import { isUnreachable } from './engine-errors'
import type { Log } from './log'

/** The database cannot be asked yet; what comes in meanwhile is answered as unavailable. */
export class DatabaseUnavailable extends Error {}

/**
 * A database that may not be up yet: it is tried until it answers, and everything asked before then is refused.
 * `ready` resolves once it is connected, and rejects when the reason is not that it is away.
 */
export function openPatiently(
  url: string,
  log: Log,
): { database: Database; ready: Promise<void>; giveUp: () => void } {
  let inner: Database | undefined
  let givenUp = false

  async function connect(): Promise<void> {
    for (let attempt = 1; !givenUp; attempt++) {
      try {
        inner = await openDatabase(url, log)
        return
      } catch (error) {
        if (!isUnreachable(error)) throw error
        const waitMs = Math.min(500 * 2 ** (attempt - 1), 10_000)
        log.warn(
          { code: (error as { code?: string }).code, waitMs },
          'the database cannot be reached, trying again',
        )
        await sleep(waitMs, undefined, { ref: true })
      }
    }
  }

  const there = (): Database => {
    if (!inner) throw new DatabaseUnavailable('the database is not connected yet')
    return inner
  }
  const database: Database = {
    get engine() {
      return there().engine
    },
    get dataSource() {
      return there().dataSource
    },
    read: async (work) => there().read(work),
    transaction: async (work) => there().transaction(work),
    close: async () => inner?.close(),
  }
  return { database, ready: connect(), giveUp: () => (givenUp = true) }
}
