import type { Reference } from '@shared/api/shapes'
import type {
  FindingInput,
  NextStepInput,
  PhoneClock,
  Place,
  Visit,
  VisitTarget,
} from '@shared/api/visit-shapes'
import { now } from '@/state/clock'
import { createStore } from '@/state/store'
import { kept } from './kept'
import { visitOf, type Waiting } from './queue-rules'

/** A visit as this phone made it, or took it over from the server: enough to go on without a network. */
export interface VisitRecord {
  readonly id: string
  readonly by: string
  readonly customer: Reference
  /** Not known of a visit that was begun on another phone, until it has been read. */
  readonly target?: VisitTarget
  readonly checkIn: { readonly at: string; readonly phone?: PhoneClock; readonly place: Place | null }
  readonly photos: readonly { readonly id: string; readonly at: string }[]
  readonly findings: readonly { readonly at: string; readonly input: FindingInput }[]
  readonly checkOut?: { readonly at: string; readonly nextStep: NextStepInput; readonly remark?: string }
  /** As the server last told it. */
  readonly server?: Visit
}

const records = createStore<readonly VisitRecord[]>([])
export const useRecords = records.use

/** Whether what lies on the phone has been read: before that, no visit means nothing. */
const opened = createStore(false)
export const useOpened = opened.use

/** A visit that is over stays at hand for as long as somebody may look for it. */
const keptDays = 2
const prefix = (by: string) => `visit/${by}/`

export async function openRecords(staffId: string): Promise<void> {
  const found = await kept.all<VisitRecord>(prefix(staffId)).catch(() => [])
  const until = now().getTime() - keptDays * 86_400_000
  const old = found.filter(({ checkOut }) => checkOut && Date.parse(checkOut.at) < until)
  records.set(found.filter((record) => !old.includes(record)))
  opened.set(true)
  for (const { by, id } of old) await kept.remove(prefix(by) + id)
}

export const recordOf = (id: string): VisitRecord | undefined => records.get().find((each) => each.id === id)

/** The visit this phone knows to be under way. */
export const underWay = (all: readonly VisitRecord[]): VisitRecord | undefined => all.find(isUnderWay)

export const isUnderWay = ({ checkOut, server }: VisitRecord): boolean =>
  !checkOut && (server?.state ?? 'active') === 'active'

export async function putRecord(record: VisitRecord): Promise<void> {
  records.set([...records.get().filter(({ id }) => id !== record.id), record])
  await kept.write(prefix(record.by) + record.id, record)
}

/** Changes what is there now, which may be newer than what a page has drawn. */
export async function changeRecord(id: string, change: (record: VisitRecord) => VisitRecord): Promise<void> {
  const record = recordOf(id)
  if (record) await putRecord(change(record))
}

export async function dropRecord(id: string): Promise<void> {
  const record = recordOf(id)
  if (!record) return
  records.set(records.get().filter((each) => each.id !== id))
  await kept.remove(prefix(record.by) + id)
}

/**
 * What the server says of a visit, taken over; one that was taken back leaves the phone. So does what neither waits nor is
 * there: it was taken back. A check-out that was taken back on the server opens the record again.
 */
export async function takeOver(visit: Visit, by: string, waiting: readonly Waiting[]): Promise<void> {
  if (visit.state === 'withdrawn') return dropRecord(visit.id)
  const known = recordOf(visit.id)
  const mine = waiting.filter((item) => visitOf(item) === visit.id)
  const waits = (id: string) => mine.some((item) => item.id === id)
  const checkOutWaits = mine.some(({ write }) => write.kind === 'checkOut')
  const stands = known?.checkOut && (visit.state === 'done' || checkOutWaits)
  await putRecord({
    ...recordFrom(visit),
    by,
    target: known?.target,
    checkIn: { ...known?.checkIn, at: visit.checkIn.at, place: visit.checkIn.place },
    photos: known?.photos.filter(({ id }) => waits(id)) ?? [],
    findings: known?.findings.filter(({ input }) => waits(input.id)) ?? [],
    ...(stands && { checkOut: known.checkOut }),
  })
}

/** A visit this phone has not made, in the shape its pages show. */
export function recordFrom(visit: Visit): VisitRecord {
  return {
    id: visit.id,
    by: visit.staff.id,
    customer: visit.customer,
    checkIn: { at: visit.checkIn.at, place: visit.checkIn.place },
    photos: [],
    findings: [],
    checkOut: checkOutOf(visit),
    server: visit,
  }
}

function checkOutOf(visit: Visit): VisitRecord['checkOut'] {
  if (!visit.checkOut || !visit.nextStep) return undefined
  return { at: visit.checkOut.at, nextStep: asInput(visit), ...(visit.remark && { remark: visit.remark }) }
}

/** Ended elsewhere: its next step is shown as the server words it. */
function asInput({ nextStep }: Visit): NextStepInput {
  return { kind: 'none', reason: nextStep?.text ?? '' }
}
