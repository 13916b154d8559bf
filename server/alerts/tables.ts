import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, LongText, Text, Whole } from '../platform/columns'

/** 待办: something the system asks of one person. `openKey` keeps one open at a time where that matters. */
@Entity('todo')
@Index('todo_by_staff', ['orgId', 'staffId', 'state', 'createdAt', 'id'])
@Index('todo_open', ['orgId', 'openKey'], { unique: true })
@Index('todo_by_customer', ['orgId', 'customerId', 'state'])
export class Todo {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() staffId!: string
  @Text(20) kind!: string
  @LongText() text!: string
  @Id({ nullable: true }) customerId!: string | null
  /** What accepting it needs. */
  @Json({ nullable: true }) payload!: Record<string, unknown> | null
  @Text(10) state!: 'open' | 'done'
  @Text(120, { nullable: true }) openKey!: string | null
  @Instant() createdAt!: Date
  @Instant({ nullable: true }) doneAt!: Date | null
}

/**
 * What is to be said to somebody, written in the transaction of what it tells about, delivered after the commit.
 * A work table: it leads with state and due instant.
 */
@Entity('outbox')
@Index('outbox_due', ['state', 'nextAt', 'id'])
@Index('outbox_dedupe', ['orgId', 'dedupeKey'], { unique: true })
@Index('outbox_by_chat', ['orgId', 'channel', 'chatId', 'createdAt'])
@Index('outbox_by_message', ['orgId', 'messageRef'])
export class Outbox {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(20) channel!: string
  /** Where it goes: a chat of that channel, or the outside id of one person (a direct chat). */
  @Text(128) chatId!: string
  @Text(10) target!: 'chat' | 'person'
  /** `reply` answers a message (`messageRef` names it), `push` tells of something. */
  @Text(10) kind!: 'reply' | 'push'
  @Text(191, { nullable: true }) messageRef!: string | null
  @Text(191) dedupeKey!: string
  @LongText() text!: string
  @Text(10) state!: 'pending' | 'sending' | 'sent' | 'dead'
  @Whole() attempts!: number
  @Instant() nextAt!: Date
  @Id({ nullable: true }) leaseOwner!: string | null
  @Instant({ nullable: true }) leaseUntilAt!: Date | null
  @Text(191, { nullable: true }) lastError!: string | null
  @Instant() createdAt!: Date
  @Instant({ nullable: true }) sentAt!: Date | null
}
