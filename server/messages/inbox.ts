import { type Database, DuplicateKey, type Reader, type Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Inbox } from './tables'

/** A message as it was received, before anything is known about it. */
export interface ReceivedMessage {
  orgId: string
  channel: string
  messageId: string
  chatId: string
  senderId: string
  sentAt: Date
  text: string
}

/** How long one process has a message before another may take it over. */
const leaseMs = 15_000

/** A row of at most 64 KiB of UTF-8; what is longer is cut, and answered as too long anyway. */
const textAtMost = 20_000

/** The row of a message, leased to the process that received it. */
export function inboxRow(message: ReceivedMessage, receivedAt: Date, leaseOwner: string): Inbox {
  const { orgId, channel, messageId, chatId, senderId, sentAt, text } = message
  return {
    orgId,
    id: newId('msg', receivedAt.getTime()),
    channel,
    messageId,
    chatId,
    senderId,
    sentAt,
    receivedAt,
    text: text.slice(0, textAtMost),
    state: 'received',
    outcome: null,
    attempts: 0,
    leaseOwner,
    leaseUntilAt: new Date(receivedAt.getTime() + leaseMs),
  }
}

/**
 * Records messages durably: those that are new. One commit for all; when one of them was recorded before, they are
 * recorded one by one (unique key `inbox_message`).
 */
export async function recordMessages(database: Database, rows: readonly Inbox[]): Promise<Inbox[]> {
  try {
    await database.transaction((tx) => tx.insert(Inbox, rows))
    return [...rows]
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error
    const fresh = await Promise.all(rows.map((row) => recordAlone(database, row)))
    return fresh.filter((row) => row !== undefined)
  }
}

async function recordAlone(database: Database, row: Inbox): Promise<Inbox | undefined> {
  try {
    await database.transaction((tx) => tx.insert(Inbox, row))
    return row
  } catch (error) {
    if (error instanceof DuplicateKey) return undefined
    throw error
  }
}

/**
 * Takes this process's messages into hand anew just before they are acted on: under load they may have waited so long that
 * another has taken them over. Answers those that are still ours; until the transaction ends nobody else gets them.
 */
export async function stillLeased(
  tx: Transaction,
  rows: readonly Inbox[],
  leaseOwner: string,
  at: Date,
): Promise<Inbox[]> {
  const mine: Inbox[] = []
  for (const orgId of new Set(rows.map((row) => row.orgId))) {
    const ours = rows.filter((row) => row.orgId === orgId)
    const ids = ours.map(({ id }) => id)
    const held = await tx.run(
      `update inbox set lease_until_at = ? where org_id = ? and id in (?) and lease_owner = ? and state = 'received'`,
      [new Date(at.getTime() + leaseMs), orgId, ids, leaseOwner],
    )
    if (held === ours.length) {
      mine.push(...ours)
      continue
    }
    const left = await tx.rows<{ id: string }>(
      `select id from inbox where org_id = ? and id in (?) and lease_owner = ? and state = 'received'`,
      [orgId, ids, leaseOwner],
    )
    const still = new Set(left.map(({ id }) => id))
    mine.push(...ours.filter(({ id }) => still.has(id)))
  }
  return mine
}

/** Messages nobody finished: their lease has ended, or (`all`) no other process can be at work. Index inbox_due. */
export function leftOver(
  reader: Reader,
  at: Date,
  all: boolean,
): Promise<Pick<Inbox, 'orgId' | 'id' | 'channel' | 'messageId'>[]> {
  return reader.rows(
    `select org_id as orgId, id, channel, message_id as messageId from inbox where state = 'received' and lease_until_at < ?
     order by lease_until_at, id limit 500`,
    [all ? new Date(at.getTime() + 10 * leaseMs) : at],
  )
}

/** Takes one of them over; undefined when another process was faster. */
export async function takeOver(
  tx: Transaction,
  { orgId, id }: Pick<Inbox, 'orgId' | 'id'>,
  leaseOwner: string,
  at: Date,
): Promise<Inbox | undefined> {
  const found = await tx.findOne(Inbox, { orgId, id, state: 'received' })
  if (!found) return undefined
  const taken = await tx.update(
    Inbox,
    { orgId, id, state: 'received', leaseUntilAt: found.leaseUntilAt },
    { leaseOwner, leaseUntilAt: new Date(at.getTime() + leaseMs) },
  )
  return taken === 1 ? { ...found, leaseOwner } : undefined
}

/** Says what became of messages, a statement an outcome. */
export async function finishMessages(
  tx: Transaction,
  done: { message: Inbox; outcome: string }[],
): Promise<void> {
  const byOutcome = new Map<string, typeof done>()
  for (const each of done) {
    const key = `${each.message.orgId} ${each.outcome}`
    byOutcome.set(key, [...(byOutcome.get(key) ?? []), each])
  }
  for (const group of byOutcome.values()) {
    const { message, outcome } = group[0]!
    await tx.run(
      `update inbox set state = 'done', outcome = ?, lease_owner = null where org_id = ? and id in (?)`,
      [outcome, message.orgId, group.map((each) => each.message.id)],
    )
  }
}

const attemptsAtMost = 5

/** A message that could not be acted on: tried again after its lease, given up after five tries. True when given up. */
export async function failMessage(tx: Transaction, message: Inbox): Promise<boolean> {
  const attempts = message.attempts + 1
  const given = attempts >= attemptsAtMost
  await tx.update(
    Inbox,
    { orgId: message.orgId, id: message.id },
    given ? { attempts, state: 'failed', outcome: 'error', leaseOwner: null } : { attempts },
  )
  return given
}
