import type { Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import { Outbox } from './tables'

export interface NewOutgoing {
  orgId: string
  channel: string
  chatId: string
  target: 'chat' | 'person'
  kind: 'reply' | 'push'
  messageRef: string | null
  /** The same thing is said once, however often its cause is handled. */
  dedupeKey: string
  text: string
  at: Date
}

/** Writes down what is to be said, in the transaction of what it tells about. */
export async function say(tx: Transaction, outgoing: NewOutgoing): Promise<void> {
  const { at, ...row } = outgoing
  await tx.insert(Outbox, {
    id: newId('out', at.getTime()),
    state: 'pending',
    attempts: 0,
    nextAt: at,
    leaseOwner: null,
    leaseUntilAt: null,
    lastError: null,
    createdAt: at,
    sentAt: null,
    ...row,
  })
}

/** Where a person is reached: the first channel they are known in, in this order. */
const pushChannels = ['wecom', 'wechaty', 'sandbox']

/**
 * Pushes a line to one person, in their own chat with the bot; nothing where no channel knows them (they see it in
 * the mini-program). The dedupe key is made unique to the person.
 */
export async function pushTo(
  tx: Transaction,
  push: { orgId: string; staffId: string; dedupeKey: string; text: string; at: Date },
): Promise<void> {
  const chat = await directChatOf(tx, push.orgId, push.staffId)
  if (!chat) return
  await say(tx, {
    ...chat,
    orgId: push.orgId,
    target: 'person',
    kind: 'push',
    messageRef: null,
    dedupeKey: pushKey(push),
    text: push.text,
    at: push.at,
  })
}

/** Whether this was pushed to them before, by index outbox_dedupe. */
export async function isPushed(
  reader: Reader,
  push: { orgId: string; staffId: string; dedupeKey: string },
): Promise<boolean> {
  return (await reader.findOne(Outbox, { orgId: push.orgId, dedupeKey: pushKey(push) })) !== undefined
}

const pushKey = (push: { dedupeKey: string; staffId: string }) => `${push.dedupeKey}:${push.staffId}`

async function directChatOf(
  reader: Reader,
  orgId: string,
  staffId: string,
): Promise<{ channel: string; chatId: string } | undefined> {
  const known = await reader.rows<{ channel: string; outsideId: string }>(
    // index identity_by_staff
    'select channel, outside_id as outsideId from identity where org_id = ? and staff_id = ?',
    [orgId, staffId],
  )
  for (const channel of pushChannels) {
    const identity = known.find((each) => each.channel === channel)
    if (identity) return { channel, chatId: directChat(channel, identity.outsideId) }
  }
  return undefined
}

/** The chat of one person with the bot alone. Channels name it by the person; the sandbox shows it as a window. */
export function directChat(channel: string, outsideId: string): string {
  return channel === 'sandbox' ? `direct:${outsideId}` : outsideId
}
