import { Entity, Index } from 'typeorm'
import { Id, Instant, Text, Whole } from '../platform/columns'

/** 推进阶段 of customers: configurable, with the template's as the start. */
@Entity('stage')
export class Stage {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(20) code!: string
  @Text(40) name!: string
  @Whole() position!: number
}

/** Append-only: every move of a customer's stage, with who or which rule, and why. */
@Entity('stage_change')
@Index('stage_change_by_customer', ['orgId', 'customerId', 'changedAt'])
export class StageChange {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Id({ nullable: true }) fromStageId!: string | null
  @Id() toStageId!: string
  @Instant() changedAt!: Date
  @Id({ nullable: true }) staffId!: string | null
  @Id({ nullable: true }) ruleId!: string | null
  @Text(200) reason!: string
}

/** 商机. `openKey` is set while open: one open opportunity per customer and signal, by a unique key. */
@Entity('opportunity')
@Index('opportunity_open', ['orgId', 'openKey'], { unique: true })
@Index('opportunity_by_owner', ['orgId', 'ownerId', 'state', 'createdAt', 'id'])
@Index('opportunity_by_store', ['orgId', 'storeId', 'state', 'createdAt', 'id'])
@Index('opportunity_by_region', ['orgId', 'regionId', 'state', 'createdAt', 'id'])
@Index('opportunity_by_time', ['orgId', 'state', 'createdAt', 'id'])
@Index('opportunity_by_customer', ['orgId', 'customerId', 'createdAt'])
export class Opportunity {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
  @Text(20) signalCode!: string
  @Instant({ nullable: true }) dueAt!: Date | null
  @Text(10, { nullable: true }) dueGrain!: 'minute' | 'part' | 'day' | null
  /** `closed` is what lists ask for; `outcome` says how it ended. */
  @Text(10) state!: 'open' | 'closed'
  @Text(10, { nullable: true }) outcome!: 'won' | 'lost' | 'withdrawn' | null
  @Text(80, { nullable: true }) openKey!: string | null
  @Instant() createdAt!: Date
  @Instant({ nullable: true }) closedAt!: Date | null
  @Whole() version!: number
}
