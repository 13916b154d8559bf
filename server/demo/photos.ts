import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import { watermarkLines } from '../../shared/text/photos'
import type { Database } from '../platform/database'
import type { FileStore } from '../platform/files'
import { parsed } from '../platform/value'
import { zonedIso } from '../platform/zone'
import type { StoredMoment } from '../visits/moment'
import { images } from '../visits/photos/images'
import { marksOf } from '../visits/photos/looks'
import { type Picture, readPicture } from '../visits/photos/picture'
import { Photo, PhotoMark, Visit } from '../visits/tables'
import { demoOrgId } from './organisation'
import { demoId, seededFor } from './random'

const visitsWithPhotos = 4

/** Drawn shelves for the newest visits of these people; the last one shows the first one's picture once more. */
export async function writePhotos(
  database: Database,
  files: FileStore,
  staffIds: readonly string[],
): Promise<void> {
  const visits = await database.read((reader) =>
    Promise.all(
      staffIds.slice(0, visitsWithPhotos).map((staffId) =>
        reader.row<VisitRow>(
          // index visit_by_staff
          `select v.id, v.customer_id as customerId, v.staff_id as staffId, v.check_in as checkIn, c.name as customer,
             s.name as person
           from visit v join customer c on c.org_id = v.org_id and c.id = v.customer_id
           join staff s on s.org_id = v.org_id and s.id = v.staff_id
           where v.org_id = ? and v.staff_id = ? and v.state = 'done' order by v.sort_at desc, v.id desc limit 1`,
          [demoOrgId, staffId],
        ),
      ),
    ),
  )
  const found = visits.filter((visit) => visit !== undefined)
  const folder = await mkdtemp(join(tmpdir(), 'sl-demo-'))
  try {
    for (const [n, visit] of found.entries()) {
      const last = n > 0 && n === found.length - 1
      await addPhotos(database, files, visit, folder, last ? [n * 2, 0] : [n * 2, n * 2 + 1])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface VisitRow {
  id: string
  customerId: string
  staffId: string
  checkIn: StoredMoment | string
  customer: string
  person: string
}

async function addPhotos(
  database: Database,
  files: FileStore,
  visit: VisitRow,
  folder: string,
  drawings: number[],
): Promise<void> {
  const checkIn = parsed(visit.checkIn)
  const rows: Photo[] = []
  const marks: PhotoMark[] = []
  for (const [n, drawing] of drawings.entries()) {
    const at = new Date(new Date(checkIn.at).getTime() + (n + 1) * 60_000)
    const moment = { ...checkIn, at: at.toISOString(), recordedAt: at.toISOString() }
    const path = join(folder, `${drawing}.jpg`)
    await shelf(drawing).toFile(path)
    const picture = await readPicture(path, linesOf(visit, moment))
    const id = demoId('pho', at.getTime(), drawings[0]! * 16 + n)
    const keys = { fileKey: `photos/${demoOrgId}/${id}.jpg`, thumbKey: `photos/${demoOrgId}/${id}-thumb.jpg` }
    await files.put(keys.fileKey, picture.jpeg)
    await files.put(keys.thumbKey, picture.thumb)
    rows.push(photoRow(visit, id, moment, picture, keys))
    marks.push(...marksOf(picture).map((mark) => ({ orgId: demoOrgId, mark, photoId: id })))
  }
  await database.transaction(async (tx) => {
    for (const row of rows) {
      const [before] = await tx.find(Photo, { orgId: demoOrgId, sha256: row.sha256 })
      await tx.insert(Photo, { ...row, duplicateOfId: before?.id ?? null, duplicateExact: Boolean(before) })
      if (before)
        await tx.update(Visit, { orgId: demoOrgId, id: visit.id }, { flags: [{ code: 'duplicate_photo' }] })
    }
    await tx.insert(PhotoMark, marks)
    await tx.update(Visit, { orgId: demoOrgId, id: visit.id }, { photoCount: rows.length })
  })
}

const linesOf = (visit: VisitRow, moment: StoredMoment) =>
  watermarkLines({
    customer: visit.customer,
    minute: zonedIso('Asia/Shanghai', new Date(moment.at)).slice(0, 16).replace('T', ' '),
    person: visit.person,
    place: moment.place,
    distanceMetres: moment.distanceMetres,
  })

function photoRow(
  visit: VisitRow,
  id: string,
  moment: StoredMoment,
  { jpeg, width, height, sha256, looks }: Picture,
  keys: { fileKey: string; thumbKey: string },
): Photo {
  return {
    orgId: demoOrgId,
    id,
    visitId: visit.id,
    customerId: visit.customerId,
    staffId: visit.staffId,
    takenAt: new Date(moment.at),
    moment,
    width,
    height,
    bytes: jpeg.length,
    ...keys,
    sha256,
    looks,
    duplicateOfId: null,
    duplicateExact: false,
  }
}

const colours = ['#b8433a', '#d98a2b', '#6b9a47', '#4064a8', '#6d4a95', '#c7a94f', '#e0d3c2']

/** Three boards with boxes on them, and a gap where something is out of stock. */
function shelf(drawing: number): Sharp {
  const random = seededFor(8, drawing)
  const boxes: string[] = []
  for (let board = 0; board < 3; board++) {
    const floor = 240 + board * 230
    const gap = random.whole(0, 9)
    for (let n = 0; n < 10; n++) {
      const height = random.whole(90, 170)
      const x = 20 + n * 94
      if (n !== gap)
        boxes.push(
          `<rect x="${x}" y="${floor - height}" width="82" height="${height}" rx="6" fill="${random.pick(colours)}"/>
           <rect x="${x + 12}" y="${floor - height + 22}" width="58" height="20" fill="#fff" opacity="0.8"/>`,
        )
    }
    boxes.push(`<rect x="0" y="${floor}" width="960" height="16" fill="#8d7f6c"/>`)
  }
  return images()(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="#d9d2c5"/>${boxes.join('')}</svg>`,
    ),
  ).jpeg({ quality: 80 })
}
