import type { Database } from './database'
import { type Result, settle } from './outbox-delivery-rows'

/**
 * Records results; those that come in while others are being recorded go with the next commit, so that a backlog of
 * thousands is not as many commits. Rejects when the result is not recorded.
 */
export function createResults(database: Database): (result: Result) => Promise<void> {
  interface Waiting {
    result: Result
    resolve: () => void
    reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let recording = false

  async function recordWaiting(): Promise<void> {
    if (recording) return
    recording = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const results = batch.map(({ result }) => result)
        await database.transaction((tx) => settle(tx, results))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    recording = false
  }

  return (result) =>
    new Promise((resolve, reject) => {
      waiting.push({ result, resolve, reject })
      void recordWaiting()
    })
}
