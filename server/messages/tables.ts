import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, LongText, Text, Whole } from '../platform/columns'

/**
 * Every chat message, from the moment it is acknowledged. A work table: `received` ones are still to be acted on.
 * The text expires (90 days by default); the row stays.
 */
@Entity('inbox')
@Index('inbox_message', ['orgId', 'channel', 'messageId'], { unique: true })
@Index('inbox_due', ['state', 'leaseUntilAt', 'id'])
@Index('inbox_by_chat', ['orgId', 'channel', 'chatId', 'receivedAt'])
@Index('inbox_by_time', ['orgId', 'receivedAt', 'id'])
@Index('inbox_by_channel', ['orgId', 'channel', 'receivedAt', 'id'])
export class Inbox {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(20) channel!: string
  @Text(128) messageId!: string
  @Text(128) chatId!: string
  @Text(128) senderId!: string
  @Instant() sentAt!: Date
  @Instant() receivedAt!: Date
  @LongText({ nullable: true }) text!: string | null
  @Text(10) state!: 'received' | 'done' | 'failed'
  /** What became of it: `task`, `opportunity`, `question`, `chatter`, `unknown_sender`, … */
  @Text(40, { nullable: true }) outcome!: string | null
  @Whole() attempts!: number
  @Id({ nullable: true }) leaseOwner!: string | null
  @Instant() leaseUntilAt!: Date
}

/** What the bot asked one person in one chat and still waits for; a new question replaces the old one. */
@Entity('question')
export class Question {
  @Id({ primary: true }) orgId!: string
  @Text(20, { primary: true }) channel!: string
  @Text(128, { primary: true }) chatId!: string
  @Text(128, { primary: true }) senderId!: string
  @Json() options!: unknown
  @Json() pending!: unknown
  @Instant() expiresAt!: Date
}
