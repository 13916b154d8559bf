import { Entity, Index } from 'typeorm'
import type { ImportKind, ImportState, RowChoice, RowProblem, RowState } from '../../shared/api/imports'
import { Id, Instant, Json, Text, Whole } from '../platform/columns'

/**
 * One file on its way in: what it holds, how its columns are meant, and how far it is. A work table: its index leads with
 * state and lease.
 */
@Entity('import_job')
@Index('import_job_by_state', ['state', 'leaseUntilAt'])
@Index('import_job_by_staff', ['orgId', 'staffId', 'id'])
export class ImportJob {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Text(16) kind!: ImportKind
  @Text(16) state!: ImportState
  @Id() staffId!: string
  @Text(120) fileName!: string
  /** Where the file lies until it has been read. */
  @Text(120, { nullable: true }) fileKey!: string | null
  /** The header as it stands in the file; known with the first lines. */
  @Json() columns!: string[]
  /** For each column what it is meant as; null is left out. */
  @Json() mapping!: (string | null)[]
  @Json() options!: ImportOptions
  @Whole() rowsRead!: number
  @Whole() rowsGood!: number
  @Whole() rowsBad!: number
  @Whole() rowsSame!: number
  @Whole() rowsWritten!: number
  /** The last row that the present step has gone through. */
  @Whole() rowsDone!: number
  /** Why it failed, or why nothing was written. */
  @Text(200, { nullable: true }) note!: string | null
  @Instant() createdAt!: Date
  @Instant({ nullable: true }) finishedAt!: Date | null
  /** Who works on it now; whoever died loses it when the lease ends. */
  @Id({ nullable: true }) leaseOwner!: string | null
  @Instant({ nullable: true }) leaseUntilAt!: Date | null
  @Whole() version!: number
}

export interface ImportOptions {
  createStores: boolean
  /** What a table of people made besides them. */
  /** The line that the present step has gone through to. */
  after?: number
  /** The line up to which it is noted whose each is, or that it is of all. */
  namedTo?: number | 'end'
  places?: { stores: string[]; regions: string[] }
}

/** A line of the file, kept until it is written or thrown away. */
@Entity('import_row')
@Index('import_row_by_state', ['orgId', 'importId', 'state', 'lineNumber'])
export class ImportRow {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) importId!: string
  @Whole({ primary: true }) lineNumber!: number
  @Text(10) state!: RowState
  @Json() cells!: string[]
  @Json({ nullable: true }) problems!: RowProblem[] | null
  /** The customer or person that is there already. */
  @Id({ nullable: true }) matchId!: string | null
  @Text(10, { nullable: true }) choice!: RowChoice | null
  /** What it became. */
  @Id({ nullable: true }) madeId!: string | null
}

/**
 * What two lines of one file must not share: a phone, an old id, a name in a store; and what a line is looked for by:
 * whose it is, whom it names (`referrers.ts`).
 */
@Entity('import_key')
@Index('import_key_by_line', ['orgId', 'importId', 'lineNumber'])
export class ImportKey {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) importId!: string
  @Text(160, { primary: true }) matchKey!: string
  @Whole({ primary: true }) lineNumber!: number
}
