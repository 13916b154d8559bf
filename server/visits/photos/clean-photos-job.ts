import type { Clock } from '../../platform/clock'
import type { Database, Reader } from '../../platform/database'
import type { FileStore } from '../../platform/files'
import type { JobContext } from '../../platform/job-runner'
import { PhotoRemoval } from '../tables'
import { stands } from './stands'

const batch = 200
/** Whoever fills in a new customer's form does so within a day. */
const unclaimedHours = 24

/** Removes the bytes of photos that were taken back, and of those taken for a customer who was never made. */
export function cleanPhotos(parts: { database: Database; clock: Clock; files: FileStore }) {
  return async ({ orgId, signal }: Pick<JobContext, 'orgId' | 'signal'>): Promise<void> => {
    await giveUpUnclaimed(parts, orgId)
    await removeFiles(parts, orgId, signal)
  }
}

async function giveUpUnclaimed(
  { database, clock }: { database: Database; clock: Clock },
  orgId: string,
): Promise<void> {
  const at = clock.now()
  const before = new Date(at.getTime() - unclaimedHours * 3_600_000)
  await database.transaction(async (tx) => {
    const left = await unclaimedPhotos(tx, orgId, before)
    await tx.insert(
      PhotoRemoval,
      left.map((each) => ({ orgId, ...each, removedAt: at, fileGoneAt: null })),
    )
  })
}

async function removeFiles(
  { database, clock, files }: { database: Database; clock: Clock; files: FileStore },
  orgId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const gone = await database.read((reader) => photosToRemove(reader, orgId))
    for (const { fileKey, thumbKey } of gone) {
      await files.remove(fileKey)
      await files.remove(thumbKey)
    }
    if (gone.length === 0) return
    const ids = gone.map(({ photoId }) => photoId)
    await database.transaction((tx) =>
      tx.run('update photo_removal set file_gone_at = ? where org_id = ? and photo_id in (?)', [
        clock.now(),
        orgId,
        ids,
      ]),
    )
  }
}

/** Taken before that instant for a customer nobody made: none has an empty id. Index photo_by_customer. */
export function unclaimedPhotos(
  reader: Reader,
  orgId: string,
  before: Date,
): Promise<{ photoId: string; staffId: string }[]> {
  return reader.rows(
    `select p.id as photoId, p.staff_id as staffId from photo p
     where p.org_id = ? and p.customer_id = '' and p.taken_at < ? and ${stands('p')} limit ${batch}`,
    [orgId, before],
  )
}

/** Taken back, and their bytes still there. Index photo_removal_by_file, then the primary key of photo. */
export function photosToRemove(
  reader: Reader,
  orgId: string,
): Promise<{ photoId: string; fileKey: string; thumbKey: string }[]> {
  return reader.rows(
    `select x.photo_id as photoId, p.file_key as fileKey, p.thumb_key as thumbKey
     from photo_removal x join photo p on p.org_id = x.org_id and p.id = x.photo_id
     where x.org_id = ? and x.file_gone_at is null order by x.photo_id limit ${batch}`,
    [orgId],
  )
}
