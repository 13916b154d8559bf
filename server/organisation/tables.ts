import { Entity, Index, PrimaryColumn } from 'typeorm'
import type { Role } from '../../shared/api/shapes'
import { Flag, Id, Instant, Json, Text, Whole } from '../platform/columns'

/** The tenant. Its zone decides what "today" is for everybody in it. */
@Entity('org')
export class Org {
  @Id({ primary: true }) id!: string
  @Text(100) name!: string
  @Text(40) timezone!: string
  @Text(64, { nullable: true }) wecomCorpId!: string | null
  @Flag() demo!: boolean
  @Instant() createdAt!: Date
}

@Entity('region')
export class Region {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(100) name!: string
  @Instant({ nullable: true }) closedAt!: Date | null
  @Whole() version!: number
}

@Entity('store')
@Index('store_by_region', ['orgId', 'regionId'])
export class Store {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(100) name!: string
  @Text(16) kind!: 'direct' | 'franchise'
  @Id() regionId!: string
  /** Nobody works from it and no customer comes to it any more; what it did keeps its name. */
  @Instant({ nullable: true }) closedAt!: Date | null
  @Whole() version!: number
}

@Entity('staff')
@Index('staff_by_role', ['orgId', 'role'])
@Index('staff_by_name', ['orgId', 'name'])
@Index('staff_by_phone', ['orgId', 'phone'])
export class Staff {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(60) name!: string
  @Text(20) role!: Role
  @Id({ nullable: true }) superiorId!: string | null
  @Text(20, { nullable: true }) phone!: string | null
  @Text(120, { nullable: true }) email!: string | null
  /** A leaver keeps the row (history names them), and loses every way in. */
  @Instant({ nullable: true }) leftAt!: Date | null
  @Instant() createdAt!: Date
  @Whole() version!: number
}

/** Which stores somebody runs (storeManager) or works from (rep); dated, many to many. */
@Entity('staff_store')
@Index('staff_store_by_store', ['orgId', 'storeId'])
export class StaffStore {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) staffId!: string
  @Id({ primary: true }) storeId!: string
  @Instant() sinceAt!: Date
  @Instant({ nullable: true }) untilAt!: Date | null
}

/** Which regions an area manager has. */
@Entity('staff_region')
@Index('staff_region_by_region', ['orgId', 'regionId'])
export class StaffRegion {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) staffId!: string
  @Id({ primary: true }) regionId!: string
  @Instant() sinceAt!: Date
  @Instant({ nullable: true }) untilAt!: Date | null
}

/** Who somebody outside is: (channel, outside id) → a person of ours or a customer's contact. */
@Entity('identity')
@Index('identity_by_staff', ['orgId', 'staffId'])
@Index('identity_by_contact', ['orgId', 'contactId'])
export class Identity {
  @Id({ primary: true }) orgId!: string
  @Text(20, { primary: true }) channel!: string
  @Text(128, { primary: true }) outsideId!: string
  @Id({ nullable: true }) staffId!: string | null
  @Id({ nullable: true }) contactId!: string | null
}

/** A conversation: with the bot alone, an internal group, or one where a customer sits. */
@Entity('chat')
@Index('chat_by_customer', ['orgId', 'customerId'])
export class Chat {
  @Id({ primary: true }) orgId!: string
  @Text(20, { primary: true }) channel!: string
  @Text(128, { primary: true }) chatId!: string
  @Text(16) kind!: 'direct' | 'internal' | 'customer'
  @Text(100) name!: string
  @Id({ nullable: true }) customerId!: string | null
}

/** The self-built WeCom app of a further organisation (one corp each); what is secret is sealed with SECRETS_KEY. */
@Entity('wecom_app')
@Index('wecom_app_by_corp', ['corpId'], { unique: true })
export class WecomApp {
  @Id({ primary: true }) orgId!: string
  @Text(64) corpId!: string
  @Whole() agentId!: number
  @Text(500) secretSealed!: string
  @Text(500) callbackTokenSealed!: string
  @Text(500) aesKeySealed!: string
  @Instant() createdAt!: Date
}

/** An opaque session token, stored as its hash: a leaver's session ends with its row. */
@Entity('session')
@Index('session_by_staff', ['orgId', 'staffId'])
export class Session {
  @PrimaryColumn({ type: 'varchar', length: 64 }) tokenHash!: string
  @Id() orgId!: string
  @Id() staffId!: string
  @Text(20) via!: string
  @Instant() createdAt!: Date
  @Instant() expiresAt!: Date
}

@Entity('login_code')
export class LoginCode {
  @PrimaryColumn({ type: 'varchar', length: 64 }) codeHash!: string
  @Id() orgId!: string
  @Id() staffId!: string
  @Instant() createdAt!: Date
  @Instant() expiresAt!: Date
  @Instant({ nullable: true }) usedAt!: Date | null
}

/** Configuration that is changed on a page, not in code. */
@Entity('setting')
export class Setting {
  @Id({ primary: true }) orgId!: string
  @Text(60, { primary: true }) name!: string
  @Json() value!: unknown
}

/** The next free human number of a kind (`task`, `customer`), drawn in blocks per process. */
@Entity('number_block')
export class NumberBlock {
  @Id({ primary: true }) orgId!: string
  @Text(20, { primary: true }) name!: string
  @Whole() nextNumber!: number
}
