import type { Dictionary } from '../../shared/language/dictionary'
import { understand } from '../../shared/language/understand'
import type { ChatPlace } from '../organisation/who-speaks'
import { zonedIso } from '../platform/zone'
import type { Inbox } from './tables'

/** What one message holds at most; a WeCom text ends at 2,048 bytes, a pasted list is longer. */
export const lineAtMost = 2000

/** A message with what every step needs to know of it. */
export interface Heard {
  message: Inbox
  text: string
  place: ChatPlace
  /** `channel:chatId` */
  chatRef: string
  /** `channel:messageId`: names what is made from it, so that the same message makes it once. */
  messageKey: string
  at: Date
}

/** The language's view of a moment: the organisation's wall clock. */
export function readLine(
  text: string,
  timezone: string,
  at: Date,
  dictionary?: Dictionary,
): ReturnType<typeof understand> {
  const reference = zonedIso(timezone, at)
  return understand(text, { reference, timezone, ...(dictionary && { dictionary }) }, { explain: true })
}
