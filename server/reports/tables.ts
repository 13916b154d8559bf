import { Entity, Index } from 'typeorm'
import { Day, Flag, Id, Instant, Whole } from '../platform/columns'

/** One week's check of the 15-second card on customers new that week. Durations are millionths of a second. */
@Entity('self_audit')
@Index('self_audit_week', ['orgId', 'weekFromOn'], { unique: true })
export class SelfAudit {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  /** The first day, and the one after the last. */
  @Day() weekFromOn!: string
  @Day() weekUntilOn!: string
  @Instant() auditedAt!: Date
  @Whole() newCustomers!: number
  @Whole() sampled!: number
  @Whole() passed!: number
  @Whole() medianMicros!: number
  @Whole() slowestMicros!: number
}

/** One customer that was looked at: which of the four questions had an answer, and how long the card took. */
@Entity('self_audit_sample')
export class SelfAuditSample {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) auditId!: string
  @Id({ primary: true }) customerId!: string
  @Flag() lastContact!: boolean
  @Flag() stage!: boolean
  @Flag() ownerToday!: boolean
  @Flag() refusals!: boolean
  @Whole() tookMicros!: number
  @Flag() passed!: boolean
}
