import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Text, Whole } from './columns'

/** Every write leaves one row: who, what, when, by which way. Ids and codes, never personal text. */
@Entity('audit')
@Index('audit_by_subject', ['orgId', 'subjectId', 'at'])
@Index('audit_by_time', ['orgId', 'at', 'id'])
export class Audit {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Instant() at!: Date
  /** A person of ours, or null for a customer or a job. */
  @Id({ nullable: true }) actorId!: string | null
  @Text(40) action!: string
  @Text(20) subjectKind!: string
  @Id() subjectId!: string
  @Text(16) via!: string
  @Json({ nullable: true }) detail!: Record<string, unknown> | null
}

/** How one write is taken back: within its time, once, by its author, while nobody acted on it. */
@Entity('undo_entry')
@Index('undo_by_author', ['orgId', 'staffId', 'createdAt'])
export class Undo {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() staffId!: string
  @Text(30) kind!: string
  @Id() subjectId!: string
  @Json() payload!: Record<string, unknown>
  /** The chat it was written in, so that 撤销 there takes back what was written there; null for the phone. */
  @Text(191, { nullable: true }) chatRef!: string | null
  @Instant() createdAt!: Date
  @Instant() untilAt!: Date
  @Instant({ nullable: true }) undoneAt!: Date | null
}

/** The answer to a write with an idempotency key: the same key again answers the same and does nothing. */
@Entity('idempotency')
@Index('idempotency_by_time', ['createdAt'])
export class Idempotency {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) staffId!: string
  @Text(128, { primary: true }) requestKey!: string
  @Text(191) route!: string
  @Json() answer!: unknown
  @Instant() createdAt!: Date
}

/** One run of one job for one organisation and period; the row is the claim. */
@Entity('job_run')
@Index('job_run_by_state', ['state', 'leaseUntilAt'])
export class JobRun {
  @Text(40, { primary: true }) job!: string
  @Id({ primary: true }) orgId!: string
  @Text(40, { primary: true }) period!: string
  @Text(10) state!: 'running' | 'done' | 'failed'
  @Whole() attempts!: number
  @Id() leaseOwner!: string
  @Instant() leaseUntilAt!: Date
  @Instant() startedAt!: Date
  @Instant({ nullable: true }) finishedAt!: Date | null
  @Text(191, { nullable: true }) error!: string | null
}
