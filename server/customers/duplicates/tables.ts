import { Entity, Index } from 'typeorm'
import { Id, Instant, Text } from '../../platform/columns'

/**
 * Two customers that may be one. Owner, store and region are the first one's now, kept beside it: scopes pick the rows
 * by them. 「不是同一家」 is remembered as `dismissed`.
 */
@Entity('duplicate_pair')
@Index('duplicate_pair_of_two', ['orgId', 'firstId', 'secondId'], { unique: true })
@Index('duplicate_pair_by_second', ['orgId', 'secondId'])
@Index('duplicate_pair_by_owner', ['orgId', 'ownerId', 'state', 'id'])
@Index('duplicate_pair_by_store', ['orgId', 'storeId', 'state', 'id'])
@Index('duplicate_pair_by_region', ['orgId', 'regionId', 'state', 'id'])
@Index('duplicate_pair_by_state', ['orgId', 'state', 'id'])
export class DuplicatePair {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  /** The smaller id of the two. */
  @Id() firstId!: string
  @Id() secondId!: string
  @Text(10) reason!: 'id' | 'phone' | 'name' | 'core' | 'sound'
  /** What both have: the number, the phone, the name or the core of it. */
  @Text(128) sharedValue!: string
  @Text(10) state!: 'open' | 'dismissed' | 'merged'
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
  @Instant() foundAt!: Date
  @Instant({ nullable: true }) decidedAt!: Date | null
  @Id({ nullable: true }) decidedById!: string | null
}

/** The core of a customer's name (`core-key.ts`): names that differ in brackets, separators and 店 are found by it. */
@Entity('customer_core')
@Index('customer_core_by_customer', ['orgId', 'customerId'])
export class CustomerCore {
  @Id({ primary: true }) orgId!: string
  @Text(100, { primary: true }) core!: string
  @Id({ primary: true }) customerId!: string
}
