import { Entity, Index } from 'typeorm'
import type { ExportFilter } from '../../shared/api/exports'
import { Id, Instant, Json, Text, Whole } from '../platform/columns'

/** Leave to take customers out: who, what, when; the file itself is made while it is downloaded. */
@Entity('export_job')
@Index('export_job_by_staff', ['orgId', 'staffId', 'id'])
export class ExportJob {
  @Id({ primary: true }) orgId!: string
  @Id({ primary: true }) id!: string
  @Id() staffId!: string
  @Text(8) format!: 'xlsx' | 'csv'
  @Json() filter!: ExportFilter
  @Whole({ nullable: true }) rowsWritten!: number | null
  @Instant() createdAt!: Date
  @Instant({ nullable: true }) downloadedAt!: Date | null
}
