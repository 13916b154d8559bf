import type { Finding, VisitFlag } from '@shared/api/visit-shapes'
import { findingText } from '@shared/text/visits'
import type { Waiting } from './queue-rules'
import type { VisitRecord } from './visit-records'

export type PartState = 'sent' | 'waiting' | 'failed'

interface Part {
  readonly id: string
  readonly at: string
  readonly state: PartState
  readonly why?: string
}
export interface PhotoPart extends Part {
  readonly flags: readonly VisitFlag[]
  /** Of one the server has. */
  readonly mayGoUntil?: string
}
export interface FindingPart extends Part {
  readonly kind: Finding['kind']
  readonly text: string
}

/** What a visit's page shows: what the server has, and what still waits on this phone, each once. */
export function visitView(
  { id, photos, findings, server }: VisitRecord,
  waiting: readonly Waiting[],
): { photos: PhotoPart[]; findings: FindingPart[]; checkIn: PartState; checkOut: PartState; count: number } {
  const mine = waiting.filter(({ write }) => 'visitId' in write && write.visitId === id)
  const partState = (partId: string): Pick<Part, 'state' | 'why'> => {
    const item = mine.find((each) => each.id === partId)
    if (!item) return { state: 'sent' }
    return item.state === 'failed' ? { state: 'failed', why: item.fault?.message } : { state: 'waiting' }
  }
  const stateOf = (kind: string) => {
    const item = mine.find(({ write }) => write.kind === kind)
    return item ? partState(item.id).state : 'sent'
  }
  const inTime = <P extends Part>(parts: P[]) => parts.sort((a, b) => a.at.localeCompare(b.at))
  const there = server?.photos ?? []
  const told = server?.findings ?? []
  return {
    photos: inTime([
      ...there.map(
        (photo): PhotoPart => ({
          id: photo.id,
          at: photo.at,
          state: 'sent',
          flags: photo.flags,
          mayGoUntil: photo.mayGoUntil,
        }),
      ),
      ...photos
        .filter((photo) => !there.some((each) => each.id === photo.id))
        .map((photo): PhotoPart => ({ ...photo, ...partState(photo.id), flags: [] })),
    ]),
    findings: inTime([
      ...told.map(
        (each): FindingPart => ({
          id: each.id,
          at: each.at,
          state: 'sent',
          kind: each.kind,
          text: each.text,
        }),
      ),
      ...findings
        .filter(({ input }) => !told.some((each) => each.id === input.id))
        .map(
          ({ at, input }): FindingPart => ({
            id: input.id,
            at,
            ...partState(input.id),
            kind: input.kind,
            text: findingText(input.kind, {
              ...input,
              text: input.kind === 'rejection' ? input.reason : input.text,
            }),
          }),
        ),
    ]),
    checkIn: stateOf('checkIn'),
    checkOut: stateOf('checkOut'),
    count: mine.length,
  }
}
