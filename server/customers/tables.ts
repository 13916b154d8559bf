import { Entity, Index } from 'typeorm'
import { BigWhole, Day, Flag, Id, Instant, Json, Text, Whole } from '../platform/columns'

/**
 * Who buys. `storeId` is our shop that serves them; an own store that orders has a customer record with `ownStoreId`.
 * `lastTouch…` and `stageId` stand beside the facts they are taken from, kept in the same transaction, rebuildable.
 */
@Entity('customer')
@Index('customer_by_creation', ['orgId', 'createdAt', 'id'])
@Index('customer_by_code', ['orgId', 'code'], { unique: true })
@Index('customer_by_name', ['orgId', 'nameKey'])
@Index('customer_by_owner', ['orgId', 'ownerId', 'id'])
@Index('customer_by_owner_stage', ['orgId', 'ownerId', 'stageId', 'lastTouchAt', 'id'])
@Index('customer_by_store', ['orgId', 'storeId', 'id'])
@Index('customer_by_region', ['orgId', 'regionId', 'id'])
@Index('customer_by_stage', ['orgId', 'stageId', 'id'])
@Index('customer_by_source', ['orgId', 'sourceId', 'id'])
@Index('customer_by_touch', ['orgId', 'lastTouchAt', 'id'])
export class Customer {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  /** Human number, e.g. `C-000123`. */
  @Text(20) code!: string
  @Text(100) name!: string
  /** `nameKey(name)`: what names are compared by. */
  @Text(100) nameKey!: string
  @Id() storeId!: string
  /** The store's region, kept beside it: region scopes read it. */
  @Id() regionId!: string
  @Id({ nullable: true }) ownerId!: string | null
  @Id() stageId!: string
  @Instant({ nullable: true }) stageSinceAt!: Date | null
  /** 获客渠道 as it stands now; the first one is kept in `CustomerSourceChange`. */
  @Id() sourceId!: string
  @Id({ nullable: true }) ownStoreId!: string | null
  @Text(200, { nullable: true }) address!: string | null
  /** Millionths of a degree, with the datum they are in (GCJ-02 from WeChat). */
  @Whole({ nullable: true }) latitudeE6!: number | null
  @Whole({ nullable: true }) longitudeE6!: number | null
  @Text(10, { nullable: true }) datum!: string | null
  @Instant({ nullable: true }) lastTouchAt!: Date | null
  @Id({ nullable: true }) lastTouchId!: string | null
  @Text(20, { nullable: true }) lastTouchKind!: string | null
  @Id({ nullable: true }) lastTouchStaffId!: string | null
  @Id({ nullable: true }) lastTouchContactId!: string | null
  @Id({ nullable: true }) mergedIntoId!: string | null
  /** Merged into another, or taken back: no list shows it, its id stays resolvable. */
  @Instant({ nullable: true }) retiredAt!: Date | null
  @Instant() createdAt!: Date
  @Whole() version!: number
}

/** WeChat names, phones, external and old ids: other names for a customer, never the customer itself. */
@Entity('customer_alias')
@Index('customer_alias_by_value', ['orgId', 'kind', 'valueKey'])
@Index('customer_alias_by_customer', ['orgId', 'customerId'])
@Index('customer_alias_unique', ['orgId', 'uniqueKey'], { unique: true })
export class CustomerAlias {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Text(16) kind!: 'name' | 'wechat' | 'external' | 'phone' | 'oldId'
  @Text(128) value!: string
  @Text(128) valueKey!: string
  /** `aliasUniqueKey`: external and old ids name one customer; names, WeChat names and phones may name several. */
  @Text(160, { nullable: true }) uniqueKey!: string | null
}

/** What people sort customers by in their own words. */
@Entity('customer_tag')
@Index('customer_tag_by_tag', ['orgId', 'tag', 'customerId'])
export class CustomerTag {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) customerId!: string
  @Text(20, { primary: true }) tag!: string
}

/** Each change of a customer's source, with its reason; the first one's `fromSourceId` is where they came from first. */
@Entity('customer_source_change')
@Index('customer_source_change_by_customer', ['orgId', 'customerId', 'changedAt'])
export class CustomerSourceChange {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Id() fromSourceId!: string
  @Id() toSourceId!: string
  @Text(200) reason!: string
  @Id() staffId!: string
  @Instant() changedAt!: Date
}

/**
 * A customer that lacks a required field; kept beside its values in the same transaction, rebuildable. Owner, store and
 * region are the customer's (`move-customer.ts`): a scope's list is found by them.
 */
@Entity('customer_to_complete')
@Index('customer_to_complete_by_owner', ['orgId', 'ownerId', 'customerId'])
@Index('customer_to_complete_by_store', ['orgId', 'storeId', 'customerId'])
@Index('customer_to_complete_by_region', ['orgId', 'regionId', 'customerId'])
export class CustomerToComplete {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) customerId!: string
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
}

/** A person's own filter of the customer list, under a name. */
@Entity('customer_view')
@Index('customer_view_by_staff', ['orgId', 'staffId', 'createdAt'])
export class CustomerView {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() staffId!: string
  @Text(20) name!: string
  @Json() filter!: unknown
  @Instant() createdAt!: Date
}

/** Who owned or helped with a customer, and when; append-only. */
@Entity('customer_assignment')
@Index('customer_assignment_by_customer', ['orgId', 'customerId'])
@Index('customer_assignment_by_staff', ['orgId', 'staffId', 'role'])
export class CustomerAssignment {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() customerId!: string
  @Id() staffId!: string
  @Text(16) role!: 'owner' | 'collaborator'
  @Instant() sinceAt!: Date
  @Instant({ nullable: true }) untilAt!: Date | null
}

/** A person at a customer; one may stand for several customers. */
@Entity('contact')
@Index('contact_by_name', ['orgId', 'nameKey'])
@Index('contact_by_phone', ['orgId', 'phone'])
export class Contact {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(60) name!: string
  @Text(60) nameKey!: string
  @Text(20, { nullable: true }) phone!: string | null
  @Instant() createdAt!: Date
}

@Entity('contact_customer')
@Index('contact_customer_by_customer', ['orgId', 'customerId'])
export class ContactCustomer {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) contactId!: string
  @Id({ primary: true }) customerId!: string
  @Instant() sinceAt!: Date
  @Instant({ nullable: true }) untilAt!: Date | null
}

/**
 * Search by prefix: each row is one way to start naming a customer (the tails of its names, initials, phone tail).
 * Owner, store and region are the customer's, kept beside the term (`move-customer.ts`), so that a search within a
 * scope begins with what is in it; whether somebody may see the customer is checked against the customer itself.
 */
@Entity('customer_term')
@Index('customer_term_by_term', ['orgId', 'term', 'customerId'])
@Index('customer_term_by_owner', ['orgId', 'ownerId', 'term', 'customerId'])
@Index('customer_term_by_store', ['orgId', 'storeId', 'term', 'customerId'])
@Index('customer_term_by_region', ['orgId', 'regionId', 'term', 'customerId'])
export class CustomerTerm {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) customerId!: string
  @Text(24, { primary: true }) term!: string
  @Text(16) kind!: 'name' | 'alias' | 'contact' | 'phone' | 'pinyin'
  @Id({ nullable: true }) ownerId!: string | null
  @Id() storeId!: string
  @Id() regionId!: string
}

@Entity('customer_field')
@Index('customer_field_by_code', ['orgId', 'code'], { unique: true })
export class CustomerField {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(40) code!: string
  @Text(60) name!: string
  @Text(16) type!: 'number' | 'text' | 'date' | 'choice' | 'photo' | 'reference'
  /** Required at creation, to be completed later, or free. */
  @Text(16) required!: 'creation' | 'later' | 'no'
  @Json({ nullable: true }) choices!: string[] | null
  @Whole() position!: number
  @Flag() inUse!: boolean
  /** The field fills itself from these facts when it is read; nobody types it, and no value of it is stored. */
  @Text(24, { nullable: true }) computedFrom!: 'rejections' | 'orders' | null
  @Whole() version!: number
}

/**
 * One typed value of a custom field; the column that is filled follows the field's type. 「无」 is an answer to any
 * field, in `textValue`; a field nobody answered has no row.
 */
@Entity('customer_field_value')
@Index('customer_field_value_by_text', ['orgId', 'fieldId', 'textValue', 'customerId'])
@Index('customer_field_value_by_number', ['orgId', 'fieldId', 'numberMilli', 'customerId'])
@Index('customer_field_value_by_day', ['orgId', 'fieldId', 'dayOn', 'customerId'])
export class CustomerFieldValue {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) customerId!: string
  @Id({ primary: true }) fieldId!: string
  @Text(191, { nullable: true }) textValue!: string | null
  @BigWhole({ nullable: true }) numberMilli!: number | null
  @Day({ nullable: true }) dayOn!: string | null
  @Instant() changedAt!: Date
}

/** 获客渠道: where a customer came from; the first one is kept. */
@Entity('source')
export class Source {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(20) code!: string
  @Text(60) name!: string
  @Whole() position!: number
  @Flag() inUse!: boolean
  @Whole() version!: number
}
