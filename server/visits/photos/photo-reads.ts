import type { Photo as PhotoShape } from '../../../shared/api/photos'
import { photoTexts } from '../../../shared/text/photos'
import { customerInReach, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import type { Part } from '../../platform/keyset'
import { Problem } from '../../platform/problem'
import { parsed } from '../../platform/value'
import { zonedIso } from '../../platform/zone'
import { momentShape, type StoredMoment } from '../moment'
import { photoFlags } from '../visit-parts'
import { visitReach } from '../visit-reach'
import { flagShapes } from '../visit-shape'
import { stands } from './stands'

/** A photo may be seen by who took it, whoever may see its visit, and who answers for the customer now. */
function photoReach(scope: Scope): Part {
  const visit = visitReach(scope).condition
  const customer = customerInReach(scope, 'p')
  return {
    sql: `(p.staff_id = ? or ${customer.sql} or (v.id is not null and ${visit.sql}))`,
    values: [scope.staffId, ...customer.values, ...visit.values],
  }
}

const withVisit = 'photo p left join visit v on v.org_id = p.org_id and v.id = p.visit_id'

/** Where the bytes of a photo lie. Primary key. @throws Problem 404 out of reach, as for one that is not there */
export async function photoKeys(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<{ fileKey: string; thumbKey: string }> {
  const reach = photoReach(scope)
  const keys = await reader.row<{ fileKey: string; thumbKey: string }>(
    `select p.file_key as fileKey, p.thumb_key as thumbKey from ${withVisit}
     where p.org_id = ? and p.id = ? and ${stands('p')} and ${reach.sql}`,
    [scope.orgId, id, ...reach.values],
  )
  if (!keys) throw new Problem(404, 'not_found', photoTexts.notFound())
  return keys
}

interface Row {
  id: string
  visitId: string | null
  customerId: string
  customerName: string | null
  staffId: string
  staffName: string
  takenAt: Date
  moment: StoredMoment | string
  width: number
  height: number
  bytes: number
  duplicateOfId: string | null
  duplicateExact: number | boolean
}

/** When, where and by whom, and what it looks like. Two queries by primary key. @throws Problem 404 as above */
export async function photoAbout(reader: Reader, scope: Scope, id: string): Promise<PhotoShape> {
  const row = await photoRow(reader, scope, id)
  if (!row) throw new Problem(404, 'not_found', photoTexts.notFound())
  const moment = parsed(row.moment)
  const { phoneAt, driftSeconds, place, distanceMetres, recordedAt } = momentShape(moment)
  return {
    id: row.id,
    visitId: row.visitId,
    customer: { id: row.customerId, name: row.customerName ?? '' },
    staff: { id: row.staffId, name: row.staffName },
    at: row.takenAt.toISOString(),
    recordedAt,
    phoneAt,
    driftSeconds,
    place,
    distanceMetres,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    flags: flagShapes(photoFlags(moment, row.duplicateOfId !== null)),
    duplicateOf: row.duplicateOfId
      ? await original(reader, scope, row.duplicateOfId, Boolean(row.duplicateExact))
      : null,
  }
}

function photoRow(reader: Reader, scope: Scope, id: string): Promise<Row | undefined> {
  const reach = photoReach(scope)
  return reader.row<Row>(
    `select p.id, p.visit_id as visitId, p.customer_id as customerId, c.name as customerName,
       p.staff_id as staffId, s.name as staffName, p.taken_at as takenAt, p.moment, p.width, p.height, p.bytes,
       p.duplicate_of_id as duplicateOfId, p.duplicate_exact as duplicateExact
     from ${withVisit}
     left join customer c on c.org_id = p.org_id and c.id = p.customer_id
     left join staff s on s.org_id = p.org_id and s.id = p.staff_id
     where p.org_id = ? and p.id = ? and ${stands('p')} and ${reach.sql}`,
    [scope.orgId, id, ...reach.values],
  )
}

/** The minute is told in any case; whose customer it was only to who may see that photo. */
async function original(
  reader: Reader,
  scope: Scope,
  photoId: string,
  exact: boolean,
): Promise<PhotoShape['duplicateOf']> {
  const seen = await photoRow(reader, scope, photoId)
  const first =
    seen ??
    (await reader.row<{ takenAt: Date }>(
      'select taken_at as takenAt from photo where org_id = ? and id = ?',
      [scope.orgId, photoId],
    ))
  if (!first) return null
  return {
    photoId,
    visitId: seen?.visitId ?? null,
    customer: seen ? { id: seen.customerId, name: seen.customerName ?? '' } : null,
    at: first.takenAt.toISOString(),
    exact,
  }
}

/**
 * What photos are called where they cannot be seen: when they were taken, and by whom. Primary key.
 * @example [...(await photoNames(reader, scope, ['pho_1'])).values()] // ['照片 2026-03-04 09:30 李雷']
 */
export async function photoNames(
  reader: Reader,
  { orgId, timezone }: Pick<Scope, 'orgId' | 'timezone'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.rows<{ id: string; takenAt: Date; name: string | null }>(
    `select p.id, p.taken_at as takenAt, s.name from photo p
       left join staff s on s.org_id = p.org_id and s.id = p.staff_id
     where p.org_id = ? and p.id in (?)`,
    [orgId, ids],
  )
  return new Map(
    rows.map(({ id, takenAt, name }) => [
      id,
      photoTexts.name(zonedIso(timezone, takenAt).slice(0, 16).replace('T', ' '), name ?? ''),
    ]),
  )
}
