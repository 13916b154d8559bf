import { Entity, Index } from 'typeorm'
import { Id, Instant, Json, Text, Whole } from '../../platform/columns'
import type { CustomerColumns } from './customer-columns'

/**
 * One customer taken into another. `changes` are the survivor's columns as they were and as the merge wrote them; owner,
 * store and region are the survivor's now, kept beside it: scopes pick the rows by them.
 */
@Entity('customer_merge')
@Index('customer_merge_by_survivor', ['orgId', 'survivorId'])
@Index('customer_merge_by_owner', ['orgId', 'ownerId', 'id'])
@Index('customer_merge_by_store', ['orgId', 'storeId', 'id'])
@Index('customer_merge_by_region', ['orgId', 'regionId', 'id'])
export class CustomerMerge {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() survivorId!: string
  @Id() mergedId!: string
  @Id() staffId!: string
  @Instant() mergedAt!: Date
  @Json() changes!: { before: Partial<CustomerColumns>; after: Partial<CustomerColumns> }
  @Instant({ nullable: true }) undoneAt!: Date | null
  @Id({ nullable: true }) undoneById!: string | null
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
}

/**
 * Every row that a merge touched in another table, so that it is turned back exactly. `in`: it came from the merged
 * customer; `out`: it was the survivor's and went to the merged one; `made` by the merge; `changed` in place.
 */
@Entity('customer_merge_row')
export class CustomerMergeRow {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) mergeId!: string
  @Text(30, { primary: true }) tableName!: string
  /** The row's id, or a JSON list of its key columns besides organisation and customer. */
  @Text(191, { primary: true }) rowKey!: string
  @Text(10) did!: 'in' | 'out' | 'made' | 'changed'
  /** Of a table with versions: the row's version as the merge left it. */
  @Whole({ nullable: true }) rowVersion!: number | null
  /** The columns besides the customer that the merge wrote, as they were. */
  @Json({ nullable: true }) rowBefore!: Record<string, string | null> | null
}
