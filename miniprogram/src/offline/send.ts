import { addNoteRoute } from '@shared/api/customers'
import { uploadPhotoRoute } from '@shared/api/photos'
import { completeTaskRoute } from '@shared/api/tasks'
import { addToPlanRoute, orderPlanRoute, removeFromPlanRoute } from '@shared/api/visit-plans'
import { addFindingRoute, checkInRoute, checkOutRoute } from '@shared/api/visits'
import { visitPageTexts } from '@shared/text/visit-pages'
import { call, upload } from '@/api/call'
import type { Fault } from '@/api/request'
import { kept } from './kept'
import type { Waiting } from './queue-rules'

export interface Sent {
  readonly fault?: Fault
  /** The way back, when this was the time it was written. */
  readonly undoId?: string
}

const planRoutes = { add: addToPlanRoute, remove: removeFromPlanRoute, order: orderPlanRoute } as const

/** Sends one write by its own route, under its own id. */
export async function send({ id, write }: Waiting): Promise<Sent> {
  const key = id
  const params: Record<string, string> = 'visitId' in write ? { id: write.visitId } : {}
  switch (write.kind) {
    case 'checkIn':
      return told(await call(checkInRoute, { body: write.body, key }))
    case 'finding':
      return told(await call(addFindingRoute, { params, body: write.body, key }))
    case 'checkOut':
      return told(await call(checkOutRoute, { params, body: write.body, key }))
    case 'note':
      return told(await call(addNoteRoute, { params: { id: write.customerId }, body: write.body, key }))
    case 'completeTask':
      return told(await call(completeTaskRoute, { params: { id: write.taskId }, body: write.body, key }))
    case 'plan':
      return told(await call(planRoutes[write.change], { body: write.body, key }))
    case 'photo': {
      const path = await kept.photoPath(id)
      if (!path) return { fault: { code: 'photo_gone', message: visitPageTexts.photoGone(), status: 410 } }
      return told(await upload(uploadPhotoRoute, { path, body: write.about, key }))
    }
  }
}

function told({ answer, fault }: { answer?: unknown; fault?: Fault }): Sent {
  return { fault, undoId: (answer as { undo?: { id: string } } | undefined)?.undo?.id }
}
