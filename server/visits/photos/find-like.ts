import type { Reader } from '../../platform/database'
import { bitsApart, bitsApartAtMost, marksOf } from './looks'

/** So many candidates are compared; a quarter that more photos share tells little. */
const candidatesAtMost = 400

/** The photo that another one is, or looks like: the same file first, then the nearest. Primary key of photo_mark. */
export async function photoLike(
  reader: Reader,
  orgId: string,
  picture: { sha256: string; looks: string },
): Promise<{ id: string; exact: boolean } | undefined> {
  const found = await reader.rows<{ id: string; sha256: string; looks: string }>(
    // The file's own hash stands first, so that it is never cut off.
    `select p.id, p.sha256, p.looks from photo p
     where p.org_id = ? and p.id in (select photo_id from (
       select m.photo_id, m.mark from photo_mark m where m.org_id = ? and m.mark in (?)
       order by m.mark desc, m.photo_id desc limit ${candidatesAtMost}) marked)`,
    [orgId, orgId, marksOf(picture)],
  )
  const near = found
    .map(({ id, sha256, looks }) => ({
      id,
      exact: sha256 === picture.sha256,
      apart: bitsApart(looks, picture.looks),
    }))
    .filter(({ exact, apart }) => exact || apart <= bitsApartAtMost)
    .toSorted((a, b) => Number(b.exact) - Number(a.exact) || a.apart - b.apart || (a.id < b.id ? -1 : 1))
  return near[0]
}
