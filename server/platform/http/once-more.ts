import { DuplicateKey, type Transaction } from '../database'
import type { Write } from './api'

/**
 * Two phones (or one that sends again too soon) ran into a unique key: looked at once more, the second sees what the
 * first one did, and is told so.
 */
export async function onceMore<Answer>(
  write: Write,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write(work)
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error
    return write(work)
  }
}
