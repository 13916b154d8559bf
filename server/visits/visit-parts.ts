import type { z } from 'zod'
import type { Finding, visitPhotoSchema } from '../../shared/api/visit-shapes'
import { findingText } from '../../shared/text/visits'
import type { Reader } from '../platform/database'
import { parsed } from '../platform/value'
import { momentFlags } from './flags'
import type { StoredMoment } from './moment'
import { stands } from './photos/stands'
import { mayGoUntil } from './photos/take-back-photo'
import type { VisitFinding } from './tables'
import { flagShapes } from './visit-shape'

type FindingRow = Pick<
  VisitFinding,
  'id' | 'kind' | 'occurredAt' | 'productName' | 'quantityMilli' | 'unit' | 'body'
>

/** What was seen in a visit, oldest first, without what was taken back. Index visit_finding_by_visit. */
export async function findingsOf(reader: Reader, orgId: string, visitId: string): Promise<Finding[]> {
  const rows = await reader.rows<FindingRow>(
    `select f.id, f.kind, f.occurred_at as occurredAt, f.product_name as productName,
       f.quantity_milli as quantityMilli, f.unit, f.body
     from visit_finding f join touchpoint t on t.org_id = f.org_id and t.id = f.touchpoint_id
     where f.org_id = ? and f.visit_id = ? and t.voided_at is null order by f.occurred_at, f.id limit 200`,
    [orgId, visitId],
  )
  return rows.map(findingShape)
}

export function findingShape(row: FindingRow): Finding {
  // A bigint of a raw query is text on one engine.
  const quantity = row.quantityMilli === null ? null : Number(row.quantityMilli) / 1000
  return {
    id: row.id,
    kind: row.kind,
    at: row.occurredAt.toISOString(),
    text: findingText(row.kind, {
      product: row.productName ?? undefined,
      quantity: quantity ?? undefined,
      unit: row.unit ?? undefined,
      text: row.body ?? undefined,
    }),
    product: row.productName,
    quantity,
    unit: row.unit,
  }
}

interface PhotoRow {
  id: string
  takenAt: Date
  width: number
  height: number
  moment: StoredMoment | string
  duplicateOfId: string | null
}

/** Photos of a visit, oldest first. Index photo_by_visit. */
export async function photosOf(
  reader: Reader,
  orgId: string,
  visitId: string,
): Promise<z.infer<typeof visitPhotoSchema>[]> {
  const rows = await reader.rows<PhotoRow>(
    `select id, taken_at as takenAt, width, height, moment, duplicate_of_id as duplicateOfId
     from photo p where org_id = ? and visit_id = ? and ${stands('p')} order by taken_at, id`,
    [orgId, visitId],
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.takenAt.toISOString(),
    width: row.width,
    height: row.height,
    flags: flagShapes(photoFlags(parsed(row.moment), row.duplicateOfId !== null)),
    mayGoUntil: mayGoUntil(new Date(parsed(row.moment).recordedAt)).toISOString(),
  }))
}

export function photoFlags(moment: StoredMoment, duplicate: boolean) {
  return [...momentFlags(moment), ...(duplicate ? [{ code: 'duplicate_photo' as const }] : [])]
}
