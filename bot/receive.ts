import { inboxRow, recordMessages } from '../server/messages/inbox'
import type { Inbox } from '../server/messages/tables'
import type { Clock } from '../server/platform/clock'
import type { Database } from '../server/platform/database'
import type { IncomingMessage } from './channels/channel'

const batchAtMost = 64

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
  let recording = false

  async function recordWaiting(): Promise<void> {
    if (recording) return
    recording = true
    while (arrived.length > 0) await recordBatch(arrived.splice(0, batchAtMost))
    recording = false
  }

  async function recordBatch(batch: Arrived[]): Promise<void> {
    try {
      const recorded = await recordMessages(
        deps.database,
        batch.map(({ row }) => row),
      )
      const fresh = new Set(recorded)
      deps.onRecorded(recorded)
      for (const { row, resolve } of batch) resolve(fresh.has(row) ? 'new' : 'repeat')
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return (message) =>
    new Promise((resolve, reject) => {
      arrived.push({ row: inboxRow(message, deps.clock.now(), deps.leaseOwner), resolve, reject })
      void recordWaiting()
    })
}
