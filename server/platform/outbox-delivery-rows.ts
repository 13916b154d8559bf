import type { Database, Reader, Transaction } from './database'

/** What is handed to whoever delivers; `id` stays the same over all tries. */
export interface OutgoingRow {
  orgId: string
  id: string
  channel: string
  target: 'chat' | 'person'
  chatId: string
  kind: 'reply' | 'push'
  text: string
  /** Tries so far. */
  attempts: number
}

export interface Lease {
  owner: string
  untilAt: Date
}

/** Order is by id: ids are time-ordered, and rows of one transaction share their instant. */
type Due = { channel: string; now: Date; limit: number }

/** Rows whose time has come, of one channel. Index: outbox_due. */
export function readDue(reader: Reader, { channel, now, limit }: Due): Promise<OutgoingRow[]> {
  return reader.rows<OutgoingRow>(
    `select org_id as orgId, id, channel, target, chat_id as chatId, kind, text, attempts
     from outbox where state = 'pending' and next_at <= ? and channel = ? order by next_at, id limit ${limit}`,
    [now, channel],
  )
}

/** Gives back what a dead process had claimed; the lost try counts. Index: outbox_due. */
export async function takeOverLapsed(database: Database, now: Date): Promise<number> {
  const lapsed = await database.read((reader) =>
    reader.rows("select id from outbox where state = 'sending' and lease_until_at <= ? limit 1", [now]),
  )
  if (lapsed.length === 0) return 0
  return database.transaction((tx) =>
    tx.run(
      `update outbox set state = 'pending', attempts = attempts + 1, next_at = ?, lease_owner = null,
       lease_until_at = null where state = 'sending' and lease_until_at <= ?`,
      [now, now],
    ),
  )
}

/** Claims rows that are still due; answers the ids of those we got. */
export async function claim(
  tx: Transaction,
  rows: OutgoingRow[],
  lease: Lease,
  now: Date,
): Promise<Set<string>> {
  const mine = new Set<string>()
  for (const [orgId, ids] of idsByOrg(rows)) {
    await tx.run(
      `update outbox set state = 'sending', lease_owner = ?, lease_until_at = ?
       where org_id = ? and id in (?) and state = 'pending' and next_at <= ?`,
      [lease.owner, lease.untilAt, orgId, ids, now],
    )
    const got = await tx.rows<{ id: string }>(
      "select id from outbox where org_id = ? and id in (?) and lease_owner = ? and state = 'sending'",
      [orgId, ids, lease.owner],
    )
    for (const { id } of got) mine.add(id)
  }
  return mine
}

/**
 * Moves due rows that must wait; one that somebody claimed meanwhile stays. They wait for a whole second, so that those of
 * many recipients are moved by few statements.
 */
export async function hold(
  tx: Transaction,
  waiting: { row: OutgoingRow; until: Date }[],
  now: Date,
): Promise<void> {
  const bySecond = new Map<number, OutgoingRow[]>()
  for (const { row, until } of waiting) {
    const second = Math.ceil(until.getTime() / 1000) * 1000
    const same = bySecond.get(second)
    if (same) same.push(row)
    else bySecond.set(second, [row])
  }
  for (const [second, rows] of bySecond)
    for (const [orgId, ids] of idsByOrg(rows))
      await tx.run(
        "update outbox set next_at = ? where org_id = ? and id in (?) and state = 'pending' and next_at <= ?",
        [new Date(second), orgId, ids, now],
      )
}

/** Gives back claimed rows that were not tried. */
export async function release(
  database: Database,
  rows: OutgoingRow[],
  owner: string,
  nextAt: Date,
): Promise<void> {
  if (rows.length === 0) return
  await database.transaction(async (tx) => {
    for (const [orgId, ids] of idsByOrg(rows))
      await tx.run(
        `update outbox set state = 'pending', next_at = ?, lease_owner = null, lease_until_at = null
         where org_id = ? and id in (?) and lease_owner = ? and state = 'sending'`,
        [nextAt, orgId, ids, owner],
      )
  })
}

export type Settled =
  | { state: 'sent'; sentAt: Date }
  | { state: 'pending'; nextAt: Date; error: string }
  | { state: 'dead'; error: string }
  /** Waits for its channel to be mended: not a try of its own. */
  | { state: 'paused'; nextAt: Date; error: string }

/** What became of one try of a row claimed by `owner`. */
export interface Result {
  row: OutgoingRow
  owner: string
  settled: Settled
}

/**
 * Records what became of tries, a statement for all that were sent under one lease; of no effect for a row whose lease
 * lapsed and that somebody else has.
 */
export async function settle(tx: Transaction, results: Result[]): Promise<void> {
  const sent = new Map<string, { owner: string; sentAt: Date; rows: OutgoingRow[] }>()
  for (const { row, owner, settled } of results) {
    if (settled.state !== 'sent') {
      await settleFailed(tx, row, owner, settled)
      continue
    }
    const same = sent.get(owner) ?? { owner, sentAt: settled.sentAt, rows: [] }
    sent.set(owner, { owner, sentAt: settled.sentAt, rows: [...same.rows, row] })
  }
  for (const { owner, sentAt, rows } of sent.values())
    for (const [orgId, ids] of idsByOrg(rows))
      await tx.run(
        `update outbox set state = 'sent', attempts = attempts + 1, lease_owner = null, lease_until_at = null,
         sent_at = ?, last_error = null
         where org_id = ? and id in (?) and lease_owner = ? and state = 'sending'`,
        [sentAt, orgId, ids, owner],
      )
}

async function settleFailed(
  tx: Transaction,
  row: OutgoingRow,
  owner: string,
  settled: Exclude<Settled, { state: 'sent' }>,
): Promise<void> {
  const again = settled.state !== 'dead'
  await tx.run(
    `update outbox set state = ?, attempts = ?, lease_owner = null, lease_until_at = null, sent_at = null,
     last_error = ?${again ? ', next_at = ?' : ''}
     where org_id = ? and id = ? and lease_owner = ? and state = 'sending'`,
    [
      again ? 'pending' : 'dead',
      settled.state === 'paused' ? row.attempts : row.attempts + 1,
      settled.error,
      ...(again ? [settled.nextAt] : []),
      row.orgId,
      row.id,
      owner,
    ],
  )
}

function idsByOrg(rows: OutgoingRow[]): Map<string, string[]> {
  const byOrg = new Map<string, string[]>()
  for (const { orgId, id } of rows) byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), id])
  return byOrg
}
