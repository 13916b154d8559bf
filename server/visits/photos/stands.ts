import type { Transaction } from '../../platform/database'
import { hold } from '../../platform/hold'
import { Photo, PhotoRemoval } from '../tables'

/** The condition on a row of `photo` that nobody has taken it back. Primary key of photo_removal. */
export const stands = (photo: string): string =>
  `(select x.photo_id from photo_removal x where x.org_id = ${photo}.org_id and x.photo_id = ${photo}.id) is null`

/** A photo that nobody has taken back, and that nobody takes back or gives away before this ends. Primary keys. */
export async function heldPhoto(tx: Transaction, orgId: string, id: string): Promise<Photo | undefined> {
  await hold(tx, 'photo', orgId, [id])
  const photo = await tx.findOne(Photo, { orgId, id })
  return photo && !(await tx.findOne(PhotoRemoval, { orgId, photoId: id })) ? photo : undefined
}
