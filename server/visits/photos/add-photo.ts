import { type PhotoAbout, photosAVisitAtMost } from '../../../shared/api/photos'
import { photoTexts } from '../../../shared/text/photos'
import { visitMessages } from '../../../shared/text/visits'
import { customerOf, reachableCustomer } from '../../customers/reachable-customer'
import { mayDo } from '../../organisation/access'
import type { Doer } from '../../organisation/doer'
import { audit } from '../../platform/audit'
import type { Reader, Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Problem } from '../../platform/problem'
import { offerUndo, type UndoOffer } from '../../platform/undo-entries'
import { withFlags } from '../flags'
import { momentOf, type StoredMoment } from '../moment'
import { Photo, PhotoMark, Visit } from '../tables'
import { reachableVisit } from '../visit-to-change'
import { placeOfCustomer } from '../visitable-customer'
import { photoLike } from './find-like'
import { marksOf } from './looks'
import type { Picture } from './picture'

/** A photo that may be taken, before its bytes are looked at; of a customer who is only being made, id and name are empty. */
export interface PhotoToAdd {
  customer: { id: string; name: string }
  visitId: string | null
  moment: StoredMoment
}

/**
 * What a photo is about, and whether it may be: asked before any work on its bytes, and again when it is stored. The id of
 * one that is here already answers that one.
 * @throws Problem 403, 404 `visit_not_here_yet`, `customer_not_found`, 409 `too_many_photos`, `id_taken`,
 *   `visit_withdrawn`, 400 `time_in_future`
 */
export async function photoToAdd(
  reader: Reader,
  doer: Doer,
  about: PhotoAbout,
): Promise<PhotoToAdd | { known: string }> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  if (!mayDo(scope, 'visit.act')) throw new Problem(403, 'not_allowed', photoTexts.mayNot())
  const known = await reader.findOne(Photo, { orgId, id: about.id })
  if (known?.staffId === staffId) return { known: known.id }
  if (known) throw new Problem(409, 'id_taken', visitMessages.idTaken())
  const visit = about.visitId ? await reachableVisit(reader, doer, about.visitId) : undefined
  if (visit && visit.staffId !== staffId) throw new Problem(403, 'not_yours', photoTexts.notYours())
  if (visit && visit.photoCount >= photosAVisitAtMost)
    throw new Problem(409, 'too_many_photos', photoTexts.tooMany(photosAVisitAtMost))
  const moment = (place: Parameters<typeof momentOf>[2]) => momentOf(about, at, place)
  // Of one that was merged, the customer it went into: the phone may still have the old id.
  const customer = visit
    ? await customerOf(reader, orgId, visit.customerId)
    : about.customerId && (await reachableCustomer(reader, scope, about.customerId))
  if (!customer) return { customer: { id: '', name: '' }, visitId: null, moment: moment(null) }
  const { id, name } = customer
  return {
    customer: { id, name },
    visitId: visit?.id ?? null,
    moment: moment(await placeOfCustomer(reader, orgId, id)),
  }
}

/** Stores what the file store already holds, and the way back; nothing when the same photo came in meanwhile. */
export async function addPhoto(
  tx: Transaction,
  doer: Doer,
  about: PhotoAbout,
  picture: Picture,
  files: { fileKey: string; thumbKey: string },
): Promise<UndoOffer | undefined> {
  const { scope, at } = doer
  const { orgId, staffId } = scope
  if (about.visitId) await hold(tx, 'visit', orgId, [about.visitId])
  const adding = await photoToAdd(tx, doer, about)
  if ('known' in adding) return undefined
  const { customer, visitId, moment } = adding
  const like = await photoLike(tx, orgId, picture)
  await tx.insert(Photo, {
    orgId,
    id: about.id,
    visitId,
    customerId: customer.id,
    staffId,
    takenAt: new Date(moment.at),
    moment,
    width: picture.width,
    height: picture.height,
    bytes: picture.jpeg.length,
    ...files,
    sha256: picture.sha256,
    looks: picture.looks,
    duplicateOfId: like?.id ?? null,
    duplicateExact: like?.exact ?? false,
  })
  await tx.insert(
    PhotoMark,
    marksOf(picture).map((mark) => ({ orgId, mark, photoId: about.id })),
  )
  if (visitId) {
    const visit = (await tx.findOne(Visit, { orgId, id: visitId }))!
    const flags = like ? withFlags(visit.flags, [{ code: 'duplicate_photo' }]) : visit.flags
    await tx.update(Visit, { orgId, id: visitId }, { photoCount: visit.photoCount + 1, flags })
  }
  await audit(tx, {
    orgId,
    at,
    actorId: staffId,
    action: 'photo.add',
    subjectKind: 'photo',
    subjectId: about.id,
    via: doer.via,
    detail: { ...(visitId ? { visitId } : { customerId: customer.id }) },
  })
  return offerUndo(tx, {
    orgId,
    staffId,
    at,
    chatRef: doer.chatRef,
    kind: 'photo.add',
    subjectId: about.id,
    payload: {},
  })
}
