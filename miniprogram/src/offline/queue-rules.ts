import type { addNoteRoute, CustomerRow } from '../../../shared/api/customers'
import type { PhotoAbout } from '../../../shared/api/photos'
import type { BodyOf } from '../../../shared/api/route'
import type { completeTaskRoute } from '../../../shared/api/tasks'
import type { orderPlanRoute } from '../../../shared/api/visit-plans'
import type { addFindingRoute, checkInRoute, checkOutRoute } from '../../../shared/api/visits'

/** Why a write was not taken, as far as the rules look at it. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly status: number
  readonly reference?: string
}

/** A write made on the phone, and what its route takes. */
export type Write =
  | { readonly kind: 'checkIn'; readonly visitId: string; readonly body: BodyOf<typeof checkInRoute> }
  | { readonly kind: 'finding'; readonly visitId: string; readonly body: BodyOf<typeof addFindingRoute> }
  | { readonly kind: 'photo'; readonly visitId: string; readonly about: PhotoAbout }
  | { readonly kind: 'checkOut'; readonly visitId: string; readonly body: BodyOf<typeof checkOutRoute> }
  | { readonly kind: 'note'; readonly customerId: string; readonly body: BodyOf<typeof addNoteRoute> }
  | {
      readonly kind: 'completeTask'
      readonly taskId: string
      readonly body: BodyOf<typeof completeTaskRoute>
    }
  | {
      readonly kind: 'plan'
      readonly change: 'add' | 'remove' | 'order'
      readonly body: BodyOf<typeof orderPlanRoute>
      /** Who is put on it, as the phone knows them: shown before the server knows. */
      readonly added: readonly CustomerRow[]
    }

/**
 * One write that waits on the phone. Its life:
 *
 *     waiting ──send──▶ sending ──written, or written before──▶ (gone)
 *        ▲                 │ no network, server away ──▶ waiting, and the whole queue pauses
 *        │                 │ refused, or broken too often ──▶ failed ──放弃──▶ (gone)
 *        └──────────────────── 再试一次 ────────────────────────┘
 *
 * Every write carries an id made here, so that sending it twice is one write: a page closed while `sending` simply
 * begins again at `waiting`.
 */
export interface Waiting {
  /** The thing's own id (`vis_…`, `fnd_…`, `pho_…`, `out_…`), or the idempotency key of a write that has none. */
  readonly id: string
  /** Whose it is: nobody else's session sends it. */
  readonly by: string
  readonly order: number
  /** By the server's clock, as far as the phone knows it. */
  readonly madeAt: string
  /** Whom it is about, for the list of what waits. */
  readonly about: string
  readonly write: Write
  readonly state: 'waiting' | 'sending' | 'failed'
  /** How often the server broke over it. */
  readonly tries: number
  /** Why it failed, as the server said it. */
  readonly fault?: Refusal
}

export const visitOf = ({ write }: Waiting): string | undefined =>
  'visitId' in write ? write.visitId : undefined

const inOrder = (items: readonly Waiting[]) => [...items].sort((a, b) => a.order - b.order)

/** What stands behind a check-in that failed: it waits for the person to try that again, or to give it up. */
export function held(items: readonly Waiting[]): ReadonlySet<string> {
  const failed = new Set(
    items.filter(({ state, write }) => state === 'failed' && write.kind === 'checkIn').map(visitOf),
  )
  return new Set(
    items
      .filter((item) => item.write.kind !== 'checkIn' && failed.has(visitOf(item) ?? ''))
      .map(({ id }) => id),
  )
}

/** It is not waiting for a person to do something about it. */
export const goesByItself = ({ state }: Waiting): boolean => state !== 'failed'

/** First made, first sent; a failed one is passed by, and what hangs on it with it. */
export function nextToSend(items: readonly Waiting[]): Waiting | undefined {
  const behind = held(items)
  return inOrder(items).find(({ id, state }) => state === 'waiting' && !behind.has(id))
}

/** A server that breaks over one write this often is not asked again by itself: the others go on. */
const triesAtMost = 5

export type Step = { readonly next: 'gone' } | { readonly next: 'waiting' | 'failed'; readonly item: Waiting }

/** What becomes of a write that was sent. `waiting`: the queue pauses before anything else is sent. */
export function afterSending(item: Waiting, fault: Refusal | undefined): Step {
  if (!fault) return { next: 'gone' }
  const waiting = (tries: number): Step => ({
    next: 'waiting',
    item: { ...item, state: 'waiting', tries, fault: undefined },
  })
  const nobodyAnswered = fault.status === 0 || fault.code === 'offline' || fault.code === 'no_answer'
  const later = fault.status === 401 || fault.status === 408 || fault.status === 429
  if (nobodyAnswered || later) return waiting(item.tries)
  const tries = item.tries + 1
  if (fault.status >= 500 && tries < triesAtMost) return waiting(tries)
  return { next: 'failed', item: { ...item, state: 'failed', tries, fault } }
}

/** A queue as it is found when the page opens: what was on its way is sent again. */
export const atStart = (item: Waiting): Waiting =>
  item.state === 'sending' ? { ...item, state: 'waiting' } : item

/** 再试一次, with fresh tries; what failed only because of it needs no tap of its own. */
export const tryAgain = (item: Waiting): Waiting => ({
  ...item,
  state: 'waiting',
  tries: 0,
  fault: undefined,
})

/** What goes when one is given up: with a check-in all of its visit, since nothing of it can be written without it. */
export function goneWith(items: readonly Waiting[], id: string): readonly string[] {
  const item = items.find((each) => each.id === id)
  if (!item) return []
  if (item.write.kind !== 'checkIn') return [id]
  return items.filter((each) => visitOf(each) === visitOf(item)).map((each) => each.id)
}

/** 2, 4, 8 … 60 seconds. */
export const pauseMs = (pauses: number): number => Math.min(60_000, 1000 * 2 ** Math.min(pauses, 6))
