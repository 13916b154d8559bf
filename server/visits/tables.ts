import { Entity, Index } from 'typeorm'
import { BigWhole, Flag, Id, Instant, LongText, Text, Whole } from '../platform/columns'

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
