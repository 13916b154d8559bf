import { ChannelNotSetUp, UndeliverableError } from '../../server/platform/outbox-delivery'

/** One text message somebody wrote, as every channel hands it on. Ids are the channel's own. */
export interface IncomingMessage {
  orgId: string
  channel: ChannelName
  /** Stable for the same message, however often it is delivered. */
  messageId: string
  /** The conversation; for a talk with the bot alone, the sender's own id. */
  chatId: string
  chatKind: 'direct' | 'group'
  senderId: string
  sentAt: Date
  text: string
}

export type ChannelName = 'wecom' | 'wechaty' | 'sandbox' | 'phone'

/** What the bot says, to a chat or to one person. */
export interface OutgoingMessage {
  orgId: string
  target: 'chat' | 'person'
  chatId: string
  text: string
  /** The outbox row's id: the same one twice must not be shown twice where the channel can tell. */
  id: string
}

/** Resolves once the message is durably recorded (a repeat too); only then may a channel acknowledge it. */
export type Receive = (message: IncomingMessage) => Promise<void>

/** Thrown by `send` when the organisation's set-up is wrong: its messages wait until that is mended. */
export class NotSetUp extends ChannelNotSetUp {}

/** Thrown by `send` when trying again is pointless: unknown person, no permission for them, a text nobody takes. */
export class CannotDeliver extends UndeliverableError {}

/** A way to hear people and to answer them. */
export interface Channel {
  readonly name: ChannelName
  start(receive: Receive): Promise<void>
  stop(): Promise<void>
  /** Delivers one message. @throws CannotDeliver when it is final; anything else is tried again. */
  send(message: OutgoingMessage): Promise<void>
  /** For `readyz`'s body and the doctor: `up`, `down`, `starting`, with the reason. */
  state(): { state: 'up' | 'down' | 'starting'; reason?: string }
}
