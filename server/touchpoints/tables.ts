import { Entity, Index } from 'typeorm'
import type { TouchpointKind } from '../../shared/api/touchpoints'
import { Flag, Id, Instant, Json, LongText, Text } from '../platform/columns'

/**
 * One recorded contact or fact about a customer; append-only. Owner, store and region are those of that time, so
 * that a transfer never rewrites the past. What people wrote stands apart (`TouchpointText`), so that it can be
 * erased while the fact stays.
 */
@Entity('touchpoint')
@Index('touchpoint_by_source', ['orgId', 'sourceKey'], { unique: true })
@Index('touchpoint_by_customer', ['orgId', 'customerId', 'occurredAt', 'id'])
@Index('touchpoint_by_owner', ['orgId', 'ownerId', 'occurredAt', 'id'])
@Index('touchpoint_by_store', ['orgId', 'storeId', 'occurredAt', 'id'])
@Index('touchpoint_by_region', ['orgId', 'regionId', 'occurredAt', 'id'])
@Index('touchpoint_by_time', ['orgId', 'occurredAt', 'id'])
@Index('touchpoint_by_corrected', ['orgId', 'correctsId'])
export class Touchpoint {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Text(20) kind!: TouchpointKind
  @Instant() occurredAt!: Date
  @Instant() recordedAt!: Date
  /** Where `occurredAt` comes from: the server's clock, a phone with a server anchor, or an import. */
  @Text(10) timeFrom!: 'server' | 'phone' | 'import'
  @Flag() countsAsContact!: boolean
  @Id({ nullable: true }) actorStaffId!: string | null
  @Id({ nullable: true }) actorContactId!: string | null
  @Text(16) via!: 'chat' | 'miniprogram' | 'api' | 'job' | 'demo'
  /** The message's or client's id: the same thing told twice is one touchpoint. */
  @Text(191) sourceKey!: string
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
  /** What it is about: a task, an opportunity, a rejection … */
  @Text(16, { nullable: true }) subjectKind!: string | null
  @Id({ nullable: true }) subjectId!: string | null
  @Json({ nullable: true }) facts!: Record<string, unknown> | null
  @Id({ nullable: true }) correctsId!: string | null
  /** Set when a later fact took this one back: it leaves the feed and the figures, and stays in the timeline. */
  @Instant({ nullable: true }) voidedAt!: Date | null
}

@Entity('touchpoint_text')
export class TouchpointText {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) touchpointId!: string
  @LongText() body!: string
}
