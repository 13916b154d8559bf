import { errorTexts } from '../../../shared/text/errors'
import type { Database, Transaction } from '../database'
import { DuplicateKey } from '../database'
import { Problem } from '../problem'
import { Idempotency } from '../tables'

/** @throws Problem 400 when the header is there and not 1–128 printable ascii characters */
export function idempotencyKeyFrom(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  const key = header.trim()
  if (!/^[\x21-\x7e][\x20-\x7e]{0,127}$/.test(key))
    throw new Problem(400, 'bad_idempotency_key', errorTexts.badIdempotencyKey())
  return key
}

export interface KeyedRequest {
  orgId: string
  staffId: string
  key: string
  /** Method and path, ids included: the key of one task's completion is not that of another's. */
  route: string
  at: Date
}

/**
 * Runs a write and keeps its answer, in one transaction. The same key again answers what was kept and does nothing,
 * also when both arrive at once: the row is claimed before the work, so that the second waits for the first and then
 * runs into it. A write that fails keeps nothing, and may be tried again with its key.
 */
export async function writeOnce<Answer>(
  database: Database,
  request: KeyedRequest,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  const { orgId, staffId, key, route, at } = request
  try {
    return await database.transaction(async (tx) => {
      // Sent at once, unlike `insert`: the claim must stand before the work looks at anything.
      await tx.run(
        'insert into idempotency (org_id, staff_id, request_key, route, answer, created_at) values (?, ?, ?, ?, ?, ?)',
        [orgId, staffId, key, route, 'null', at],
      )
      const answer = await work(tx)
      await tx.update(Idempotency, { orgId, staffId, requestKey: key }, { answer })
      return answer
    })
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error
    const kept = await database.read((reader) =>
      reader.findOne(Idempotency, { orgId, staffId, requestKey: key }),
    )
    if (!kept) throw error
    if (kept.route !== route) throw new Problem(409, 'key_used_elsewhere', errorTexts.keyUsedElsewhere())
    return kept.answer as Answer
  }
}
