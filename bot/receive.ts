import { inboxRow, recordMessages } from '../server/messages/inbox'
import type { Inbox } from '../server/messages/tables'
import type { Clock } from '../server/platform/clock'
import type { Database } from '../server/platform/database'
import type { IncomingMessage } from './channels/channel'

const batchAtMost = 64
/** MySQL commits side by side what came in meanwhile; SQLite has one writer, and groups what waits for it. */
const sideBySide = { sqlite: 1, mysql: 4, mariadb: 4 }

/**
 * Records messages durably and hands the new ones on, in the order they came. What arrives while a commit is under way
 * is recorded with the next one: under load a commit carries many messages, alone a message waits for nobody.
 */
export function createReceiver(deps: {
  database: Database
  clock: Clock
  leaseOwner: string
  onRecorded: (rows: Inbox[]) => void
}): (message: IncomingMessage) => Promise<'new' | 'repeat'> {
  interface Arrived {
    row: Inbox
    resolve: (result: 'new' | 'repeat') => void
    reject: (error: unknown) => void
  }
  const arrived: Arrived[] = []
  let underWay = 0
  let handedOn: Promise<void> = Promise.resolve()

  function recordWaiting(): void {
    while (arrived.length > 0 && underWay < sideBySide[deps.database.engine]) {
      underWay++
      const batch = arrived.splice(0, batchAtMost)
      const recorded = recordMessages(
        deps.database,
        batch.map(({ row }) => row),
      ).finally(() => {
        underWay--
        recordWaiting()
      })
      recorded.catch(() => undefined)
      handedOn = handedOn.then(() => handOn(batch, recorded))
    }
  }

  async function handOn(batch: Arrived[], recorded: Promise<Inbox[]>): Promise<void> {
    try {
      const fresh = new Set(await recorded)
      deps.onRecorded(batch.map(({ row }) => row).filter((row) => fresh.has(row)))
      for (const { row, resolve } of batch) resolve(fresh.has(row) ? 'new' : 'repeat')
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return (message) =>
    new Promise((resolve, reject) => {
      const { chatKind: _, ...received } = message
      arrived.push({ row: inboxRow(received, deps.clock.now(), deps.leaseOwner), resolve, reject })
      recordWaiting()
    })
}
