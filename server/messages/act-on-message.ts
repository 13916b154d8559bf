import type { Numbers } from '../organisation/numbers'
import { adminOf } from '../organisation/people'
import { type ChatPlace, placeOf, type Speaker, whoSpeaks } from '../organisation/who-speaks'
import type { Transaction } from '../platform/database'
import { actForStaff } from './act-for-staff'
import { type Acted, silence } from './answers'
import { hearCustomer } from './hear-customer'
import type { Heard } from './heard'
import type { Inbox } from './tables'

/**
 * One line in the chat → what it means → the use case that serves it, all in the caller's transaction. Says what
 * became of it and what is answered to whom spoke; pushes to others are written by the use cases.
 */
export async function actOnMessage(
  tx: Transaction,
  numbers: Numbers,
  message: Inbox,
  at: Date,
): Promise<Acted & { place: ChatPlace }> {
  const isDirect = message.chatId === message.senderId || message.chatId === `direct:${message.senderId}`
  const [speaker, place] = await Promise.all([whoSpeaks(tx, message), placeOf(tx, message, isDirect)])
  const heard: Heard = {
    message,
    text: withoutMention(message.text ?? ''),
    place,
    chatRef: `${message.channel}:${message.chatId}`,
    messageKey: `${message.channel}:${message.messageId}`,
    at,
  }
  const acted = await actFor(tx, numbers, heard, speaker)
  return { ...acted, place }
}

async function actFor(tx: Transaction, numbers: Numbers, heard: Heard, speaker: Speaker): Promise<Acted> {
  const { orgId } = heard.message
  switch (speaker.kind) {
    case 'staff':
      return actForStaff(tx, numbers, heard, speaker.scope)
    case 'contact':
      return hearCustomer(tx, heard, speaker.contactId)
    case 'left':
    case 'unknown': {
      // Told whom to ask, and only in their own talk with the bot: a stranger in a group is none of its business.
      if (heard.place.kind !== 'direct') return silence('unknown_sender')
      const admin = (await adminOf(tx, orgId))?.name ?? null
      return speaker.kind === 'left'
        ? { outcome: 'left', answers: [{ kind: 'left', admin }] }
        : { outcome: 'unknown_sender', answers: [{ kind: 'unknownSender', admin }] }
    }
  }
}

/** `@顺流助手 #…` in a group: what is said to the bot begins after its name. */
function withoutMention(text: string): string {
  return text.replace(/^\s*@[^\s\u2005\u00a0#＃]{1,30}[\s\u2005\u00a0]+/u, '').trim()
}
