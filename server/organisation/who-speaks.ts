import type { Reader } from '../platform/database'
import { type Scope, scopeOf } from './scope'
import { Chat, Identity } from './tables'

/** Who an outside id is to us. */
export type Speaker =
  | { kind: 'staff'; scope: Scope }
  | { kind: 'contact'; contactId: string }
  /** Known once, no longer with us. */
  | { kind: 'left' }
  | { kind: 'unknown' }

/** The composer on the phone: who speaks has signed in, their id is ours. */
const signedInChannel = 'phone'

/** By primary key of identity and staff. */
export async function whoSpeaks(
  reader: Reader,
  message: { orgId: string; channel: string; senderId: string },
): Promise<Speaker> {
  const { orgId, channel, senderId } = message
  if (channel === signedInChannel) {
    const scope = await scopeOf(reader, orgId, senderId)
    return scope ? { kind: 'staff', scope } : { kind: 'left' }
  }
  const identity = await reader.findOne(Identity, { orgId, channel, outsideId: senderId })
  if (identity?.staffId) {
    const scope = await scopeOf(reader, orgId, identity.staffId)
    return scope ? { kind: 'staff', scope } : { kind: 'left' }
  }
  return identity?.contactId ? { kind: 'contact', contactId: identity.contactId } : { kind: 'unknown' }
}

export interface ChatPlace {
  /** A group the directory does not know is taken for one where a customer may sit: nothing internal is said there. */
  kind: 'direct' | 'internal' | 'customer' | 'unknown'
  customerId: string | null
}

/** Where something was said, by primary key of chat. */
export async function placeOf(
  reader: Reader,
  message: { orgId: string; channel: string; chatId: string },
  isDirect: boolean,
): Promise<ChatPlace> {
  if (isDirect) return { kind: 'direct', customerId: null }
  const { orgId, channel, chatId } = message
  const chat = await reader.findOne(Chat, { orgId, channel, chatId })
  return chat ? { kind: chat.kind, customerId: chat.customerId } : { kind: 'unknown', customerId: null }
}

/** Whether somebody is a person of the organisation's customers in that chat. */
export function contactName(
  reader: Reader,
  orgId: string,
  contactId: string,
): Promise<{ id: string; name: string } | undefined> {
  return reader.row('select id, name from contact where org_id = ? and id = ?', [orgId, contactId])
}
