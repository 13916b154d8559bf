import { Entity, Index } from 'typeorm'
import type { findingKinds, nextStepKinds } from '../../shared/api/visit-shapes'
import type { StoredFlag } from '../../shared/text/visits'
import { BigWhole, Flag, Id, Instant, Json, LongText, Text, Whole } from '../platform/columns'
import type { StoredMoment } from './moment'

/** Field work that somebody planned. */
@Entity('task')
@Index('task_by_number', ['orgId', 'number'], { unique: true })
@Index('task_by_assignee', ['orgId', 'assigneeId', 'state', 'sortAt', 'id'])
@Index('task_by_store', ['orgId', 'storeId', 'state', 'sortAt', 'id'])
@Index('task_by_region', ['orgId', 'regionId', 'state', 'sortAt', 'id'])
@Index('task_by_time', ['orgId', 'state', 'sortAt', 'id'])
@Index('task_by_customer', ['orgId', 'customerId', 'state', 'sortAt'])
export class Task {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  /** Human number, e.g. `T-1042`. */
  @Text(20) number!: string
  @Id() customerId!: string
  @Id({ nullable: true }) contactId!: string | null
  @Id() assigneeId!: string
  @Id() creatorId!: string
  @Id() storeId!: string
  @Id() regionId!: string
  @Text(16) kind!: 'visit'
  @Instant({ nullable: true }) dueAt!: Date | null
  @Text(10, { nullable: true }) dueGrain!: 'minute' | 'part' | 'day' | null
  @Text(10) state!: 'open' | 'done' | 'cancelled'
  /** What lists are ordered by: the due while open (far future without one), the minute it ended after. */
  @Instant() sortAt!: Date
  @Instant({ nullable: true }) completedAt!: Date | null
  @Id({ nullable: true }) completedById!: string | null
  @LongText({ nullable: true }) remark!: string | null
  @Instant() createdAt!: Date
  @Whole() version!: number
}

/** One thing to do in a task: 补货 车厘子 20 箱. Quantities are whole thousandths plus unit. */
@Entity('task_item')
export class TaskItem {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) taskId!: string
  @Whole({ primary: true }) position!: number
  @Text(20, { nullable: true }) action!: string | null
  @Id({ nullable: true }) productId!: string | null
  @Text(60, { nullable: true }) productName!: string | null
  @BigWhole({ nullable: true }) quantityMilli!: number | null
  @BigWhole({ nullable: true }) quantityMaxMilli!: number | null
  @Text(20, { nullable: true }) unit!: string | null
  @Flag() approx!: boolean
}

/**
 * One person's stay at one customer. Its id was made on the phone; place and time are written once. What stands behind the
 * id in an index is what closure rates are counted by: they read no row.
 */
@Entity('visit')
@Index('visit_active', ['orgId', 'activeKey'], { unique: true })
@Index('visit_by_staff', ['orgId', 'staffId', 'state', 'sortAt', 'id', 'closed', 'storeId', 'regionId'])
@Index('visit_by_store', ['orgId', 'storeId', 'state', 'sortAt', 'id', 'closed', 'staffId', 'regionId'])
@Index('visit_by_region', ['orgId', 'regionId', 'state', 'sortAt', 'id', 'closed', 'staffId', 'storeId'])
@Index('visit_by_time', ['orgId', 'state', 'sortAt', 'id', 'closed', 'staffId', 'storeId', 'regionId'])
@Index('visit_by_customer', ['orgId', 'customerId', 'sortAt', 'id'])
@Index('visit_by_check_in', ['orgId', 'staffId', 'checkedInAt'])
export class Visit {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Id() staffId!: string
  /** As they were at the check-in. */
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
  @Id({ nullable: true }) taskId!: string | null
  @Text(10) state!: 'active' | 'done' | 'withdrawn'
  /** The person while it is under way: one at a time, by a unique key. */
  @Id({ nullable: true }) activeKey!: string | null
  /** What lists are ordered by: the check-in while under way, the check-out after. */
  @Instant() sortAt!: Date
  @Instant() checkedInAt!: Date
  @Json() checkIn!: StoredMoment
  @Id() checkInTouchId!: string
  @Instant({ nullable: true }) checkedOutAt!: Date | null
  @Json({ nullable: true }) checkOut!: StoredMoment | null
  @Id({ nullable: true }) checkOutTouchId!: string | null
  /** The phone's id of the check-out that won. */
  @Id({ nullable: true }) checkOutId!: string | null
  @Id({ nullable: true }) endedById!: string | null
  @Text(16, { nullable: true }) nextStep!: (typeof nextStepKinds)[number] | null
  @LongText({ nullable: true }) nextStepText!: string | null
  @Id({ nullable: true }) nextTaskId!: string | null
  /** Done and followed by a next step: what the closure rate counts. */
  @Flag() closed!: boolean
  @LongText({ nullable: true }) remark!: string | null
  @Json() flags!: StoredFlag[]
  @Whole() photoCount!: number
  @Whole() version!: number
}

/** One thing seen or heard in a visit. */
@Entity('visit_finding')
@Index('visit_finding_by_visit', ['orgId', 'visitId', 'occurredAt'])
@Index('visit_finding_by_customer', ['orgId', 'customerId', 'occurredAt'])
export class VisitFinding {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() visitId!: string
  @Id() customerId!: string
  @Text(16) kind!: (typeof findingKinds)[number]
  @Instant() occurredAt!: Date
  @Instant() recordedAt!: Date
  @Text(60, { nullable: true }) productName!: string | null
  @BigWhole({ nullable: true }) quantityMilli!: number | null
  @Text(20, { nullable: true }) unit!: string | null
  @LongText({ nullable: true }) body!: string | null
  @Id() touchpointId!: string
}

/** A photo of a visit, or of a customer (its id is empty until that customer is made); the bytes lie in the file store. */
@Entity('photo')
@Index('photo_by_visit', ['orgId', 'visitId', 'takenAt', 'id'])
@Index('photo_by_customer', ['orgId', 'customerId', 'takenAt', 'id'])
export class Photo {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id({ nullable: true }) visitId!: string | null
  @Id() customerId!: string
  @Id() staffId!: string
  @Instant() takenAt!: Date
  @Json() moment!: StoredMoment
  @Whole() width!: number
  @Whole() height!: number
  @Whole() bytes!: number
  @Text(120) fileKey!: string
  @Text(120) thumbKey!: string
  @Text(64) sha256!: string
  /** Difference hash, 16 hexadecimal digits. */
  @Text(16) looks!: string
  @Id({ nullable: true }) duplicateOfId!: string | null
  @Flag() duplicateExact!: boolean
}

/** A photo that was taken back, by whom and when. The photo's row stays; nobody is shown it any more. */
@Entity('photo_removal')
@Index('photo_removal_by_file', ['orgId', 'fileGoneAt', 'photoId'])
export class PhotoRemoval {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) photoId!: string
  @Id() staffId!: string
  @Instant() removedAt!: Date
  /** When its bytes were removed from the file store. */
  @Instant({ nullable: true }) fileGoneAt!: Date | null
}

/** What photos are found by when another one comes: the file's hash, and four quarters of how it looks. */
@Entity('photo_mark')
export class PhotoMark {
  @Id({ primary: true }) orgId!: string
  @Text(70, { primary: true }) mark!: string
  @Id({ primary: true }) photoId!: string
}

/** A customer on somebody's plan of a local day. */
@Entity('visit_plan')
@Index('visit_plan_by_customer', ['orgId', 'customerId', 'dayOn'])
export class VisitPlan {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) staffId!: string
  @Text(10, { primary: true }) dayOn!: string
  @Id({ primary: true }) customerId!: string
  /** Where somebody put it; null is ranked by the rule. */
  @Whole({ nullable: true }) position!: number | null
  @Id() plannedById!: string
  @Instant() createdAt!: Date
}
