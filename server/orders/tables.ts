import { Entity, Index } from 'typeorm'
import { BigWhole, Id, Instant, Json, Text } from '../platform/columns'

@Entity('product')
@Index('product_by_name', ['orgId', 'nameKey'])
export class Product {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(60) name!: string
  @Text(60) nameKey!: string
  @Text(40) category!: string
  @Text(20) unit!: string
  @Json() aliases!: string[]
}

/** 拒收: what a customer sent back, when and why; it warns for 30 days wherever the category is proposed. */
@Entity('rejection')
@Index('rejection_by_customer', ['orgId', 'customerId', 'rejectedAt'])
@Index('rejection_by_owner', ['orgId', 'ownerId', 'rejectedAt', 'id'])
export class Rejection {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  /** The customer's owner at that time. */
  @Id({ nullable: true }) ownerId!: string | null
  @Id({ nullable: true }) productId!: string | null
  @Text(60) productName!: string
  @Text(40, { nullable: true }) category!: string | null
  @BigWhole({ nullable: true }) quantityMilli!: number | null
  @Text(20, { nullable: true }) unit!: string | null
  @Text(200, { nullable: true }) reason!: string | null
  @Instant() rejectedAt!: Date
  @Id() touchpointId!: string
}
