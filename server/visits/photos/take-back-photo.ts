import { photoTexts } from '../../../shared/text/photos'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Problem } from '../../platform/problem'
import { markUndone, undoMinutes } from '../../platform/undo-entries'
import { parsed } from '../../platform/value'
import { PhotoRemoval, Visit } from '../tables'
import { marksOf } from './looks'
import { heldPhoto, stands } from './stands'

/**
 * A photo taken by mistake, taken back by who took it: a fact beside it says so, and nobody is shown it any more. Its
 * bytes go with the next clean-up.
 * @throws Problem 404 for somebody else's or one that is gone, 409 `too_late`, `acted_on`
 */
export async function takePhotoBack(tx: Transaction, doer: Doer, photoId: string): Promise<string> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  const photo = await heldPhoto(tx, orgId, photoId)
  if (photo?.staffId !== staffId) throw new Problem(404, 'not_found', photoTexts.notFound())
  const recordedAt = new Date(parsed(photo.moment).recordedAt)
  if (at.getTime() > mayGoUntil(recordedAt).getTime())
    throw new Problem(409, 'too_late', photoTexts.tooLate())
  const said = await removePhoto(tx, doer, photoId)
  const offered = await tx.row<{ id: string }>(
    // index undo_by_author
    `select id from undo_entry where org_id = ? and staff_id = ? and created_at >= ? and kind = 'photo.add'
       and subject_id = ? and undone_at is null`,
    [orgId, staffId, recordedAt, photoId],
  )
  if (offered) await markUndone(tx, orgId, offered.id, at)
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action: 'photo.take-back',
    subjectKind: 'photo',
    subjectId: photoId,
    via: doer.via,
    detail: photo.visitId ? { visitId: photo.visitId } : { customerId: photo.customerId },
  })
  return said
}

/** @example mayGoUntil(new Date('2026-03-04T01:30:00Z')) // 2026-03-04T01:40:00Z */
export const mayGoUntil = (recordedAt: Date): Date => new Date(recordedAt.getTime() + undoMinutes * 60_000)

/** @throws Problem 404 for one that is gone already, 409 `acted_on` while a customer's field answers with it */
export async function removePhoto(tx: Transaction, { scope, at }: Doer, photoId: string): Promise<string> {
  const { orgId, staffId } = scope
  const photo = await heldPhoto(tx, orgId, photoId)
  if (!photo) throw new Problem(404, 'not_found', photoTexts.notFound())
  const answers = await tx.row(
    // primary key (org_id, customer_id, field_id)
    'select field_id from customer_field_value where org_id = ? and customer_id = ? and text_value = ?',
    [orgId, photo.customerId, photoId],
  )
  if (answers) throw new Problem(409, 'acted_on', photoTexts.inUse())
  await tx.insert(PhotoRemoval, { orgId, photoId, staffId, removedAt: at, fileGoneAt: null })
  // What is gone is not what a later photo looks like.
  await tx.run('delete from photo_mark where org_id = ? and mark in (?) and photo_id = ?', [
    orgId,
    marksOf(photo),
    photoId,
  ])
  if (photo.visitId) await leaveVisit(tx, orgId, photo.visitId)
  return photoTexts.takenBack()
}

/** The visit has one photo less, and is flagged for what is left. */
async function leaveVisit(tx: Transaction, orgId: string, id: string): Promise<void> {
  await hold(tx, 'visit', orgId, [id])
  const visit = await tx.findOne(Visit, { orgId, id })
  if (!visit) return
  const alike = await tx.row(
    // index photo_by_visit
    `select p.id from photo p where p.org_id = ? and p.visit_id = ? and p.duplicate_of_id is not null and ${stands('p')}`,
    [orgId, id],
  )
  const flags = alike ? visit.flags : parsed(visit.flags).filter(({ code }) => code !== 'duplicate_photo')
  await tx.update(Visit, { orgId, id }, { photoCount: visit.photoCount - 1, flags })
}
