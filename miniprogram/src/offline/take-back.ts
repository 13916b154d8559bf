import { allWaiting, giveUp } from './queue'
import { changeRecord, dropRecord } from './visit-records'

/** A photo the server took back, which this phone's own copy of the visit still names. */
export const forgetPhoto = (visitId: string, id: string): Promise<void> =>
  changeRecord(visitId, (record) => ({
    ...record,
    photos: record.photos.filter((photo) => photo.id !== id),
    ...(record.server && {
      server: { ...record.server, photos: record.server.photos.filter((photo) => photo.id !== id) },
    }),
  }))

/** 放弃: out of the queue, and out of the visit it was part of. */
export async function takeBack(id: string): Promise<void> {
  const item = allWaiting().find((each) => each.id === id)
  await giveUp(id)
  if (!item || !('visitId' in item.write)) return
  const { kind, visitId } = item.write
  if (kind === 'checkIn') return dropRecord(visitId)
  await changeRecord(visitId, (record) => ({
    ...record,
    photos: record.photos.filter((photo) => photo.id !== id),
    findings: record.findings.filter(({ input }) => input.id !== id),
    ...(kind === 'checkOut' && { checkOut: undefined }),
  }))
}
