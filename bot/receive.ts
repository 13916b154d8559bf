import { inboxRow, recordMessages } from '../server/messages/inbox'
import type { Inbox } from '../server/messages/tables'
import type { Clock } from '../server/platform/clock'
import type { Database } from '../server/platform/database'
import type { IncomingMessage } from './channels/channel'

const batchAtMost = 64

/**
 * Records messages durably and hands the new ones on. What arrives while a commit is under way is recorded with the
 * next one: under load a commit carries many messages, alone a message waits for nobody.
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
  let arrived: Arrived[] = []
  let recording = false

  async function recordAll(): Promise<void> {
    if (recording) return
    recording = true
    while (arrived.length > 0) {
      const batch = arrived.slice(0, batchAtMost)
      arrived = arrived.slice(batchAtMost)
      try {
        const fresh = new Set(
          (
            await recordMessages(
              deps.database,
              batch.map(({ row }) => row),
            )
          ).map(({ id }) => id),
        )
        deps.onRecorded(batch.map(({ row }) => row).filter(({ id }) => fresh.has(id)))
        for (const { row, resolve } of batch) resolve(fresh.has(row.id) ? 'new' : 'repeat')
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    recording = false
  }

  return (message) =>
    new Promise((resolve, reject) => {
      const { chatKind: _, ...received } = message
      arrived.push({ row: inboxRow(received, deps.clock.now(), deps.leaseOwner), resolve, reject })
      void recordAll()
    })
}
