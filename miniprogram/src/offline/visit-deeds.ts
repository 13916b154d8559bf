import { uploadPhotoRoute } from '@shared/api/photos'
import type { FindingInput, NextStepInput, Place, VisitTarget } from '@shared/api/visit-shapes'
import { upload } from '@/api/call'
import { makeId } from '@/api/make-key'
import { phoneClock, reckoned } from '@/state/clock'
import { refreshEverything } from '@/state/refresh'
import { kept } from './kept'
import { enqueue } from './queue'
import { changeRecord, putRecord, recordOf, type VisitRecord } from './visit-records'

/** What a visit consists of, made on the phone: durable first, sent when it can be. The queue is written before the page's record. */

export async function checkIn(
  by: string,
  target: VisitTarget,
  taskId: string | undefined,
  place: Place | null,
): Promise<VisitRecord> {
  const id = makeId('vis')
  const phone = phoneClock()
  const { customer } = target
  await enqueue(by, id, customer.name, {
    kind: 'checkIn',
    visitId: id,
    body: { id, customerId: customer.id, ...(taskId && { taskId }), place, phone },
  })
  const record: VisitRecord = {
    id,
    by,
    customer,
    target,
    checkIn: { at: reckoned(phone).toISOString(), phone, place },
    photos: [],
    findings: [],
  }
  await putRecord(record)
  return record
}

/** @param path where the compressed photo lies @throws when this phone has no room left and there is no network */
export async function addPhoto(visitId: string, path: string, place: Place | null): Promise<void> {
  const record = recordOf(visitId)
  if (!record) return
  const id = makeId('pho')
  const phone = phoneClock()
  const about = { id, visitId, place, phone }
  try {
    await kept.keepPhoto(id, path)
    await enqueue(record.by, id, record.customer.name, { kind: 'photo', visitId, about })
  } catch (full) {
    // No room to keep it: with a network it goes at once, without one it is not taken, and the page says so.
    await kept.dropPhoto(id).catch(() => {})
    const { fault } = await upload(uploadPhotoRoute, { path, body: about, key: id })
    if (fault) throw full
    return refreshEverything()
  }
  const photo = { id, at: reckoned(phone).toISOString() }
  await changeRecord(visitId, (now) => ({ ...now, photos: [...now.photos, photo] }))
}

export type Said = FindingInput extends infer Each
  ? Each extends FindingInput
    ? Omit<Each, 'id' | 'phone'>
    : never
  : never

export async function addFinding(visitId: string, said: Said): Promise<void> {
  const record = recordOf(visitId)
  if (!record) return
  const phone = phoneClock()
  const input = { ...said, id: makeId('fnd'), phone } as FindingInput
  await enqueue(record.by, input.id, record.customer.name, { kind: 'finding', visitId, body: input })
  const finding = { at: reckoned(phone).toISOString(), input }
  await changeRecord(visitId, (now) => ({ ...now, findings: [...now.findings, finding] }))
}

export async function checkOut(
  visitId: string,
  { nextStep, remark, place }: { nextStep: NextStepInput; remark: string; place: Place | null },
): Promise<void> {
  const record = recordOf(visitId)
  if (!record) return
  const id = makeId('out')
  const phone = phoneClock()
  await enqueue(record.by, id, record.customer.name, {
    kind: 'checkOut',
    visitId,
    body: { id, place, phone, nextStep, ...(remark && { remark }) },
  })
  const ended = { at: reckoned(phone).toISOString(), nextStep, ...(remark && { remark }) }
  await changeRecord(visitId, (now) => ({ ...now, checkOut: ended }))
}
