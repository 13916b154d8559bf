import { openQueue } from './queue'
import { openRecords } from './visit-records'

/** Takes up what this person left on the phone. A phone without a store still shows what the server says. */
export async function openPhone(staffId: string): Promise<void> {
  await openRecords(staffId)
  await openQueue(staffId)
}
