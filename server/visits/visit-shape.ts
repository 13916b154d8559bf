import type { z } from 'zod'
import type { Finding, VisitRow, Visit as VisitShape, visitPhotoSchema } from '../../shared/api/visit-shapes'
import { action } from '../../shared/text/actions'
import { flagText, type StoredFlag } from '../../shared/text/visits'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Part } from '../platform/keyset'
import { parsed } from '../platform/value'
import { momentShape, type StoredMoment } from './moment'
import type { Visit } from './tables'

export interface VisitColumns
  extends Pick<
    Visit,
    | 'id'
    | 'customerId'
    | 'staffId'
    | 'storeId'
    | 'taskId'
    | 'state'
    | 'sortAt'
    | 'checkedInAt'
    | 'checkedOutAt'
    | 'endedById'
    | 'nextStep'
    | 'nextStepText'
    | 'nextTaskId'
    | 'remark'
    | 'photoCount'
    | 'version'
  > {
  flags: StoredFlag[] | string
  customerName: string
  staffName: string
  storeName: string
  taskNumber: string | null
  nextNumber: string | null
  nextDueAt: Date | null
  nextDueGrain: 'minute' | 'part' | 'day' | null
  endedByName: string | null
}

export const visitColumns = `v.id, v.customer_id as customerId, v.staff_id as staffId, v.store_id as storeId,
  v.task_id as taskId, v.state, v.sort_at as sortAt, v.checked_in_at as checkedInAt, v.checked_out_at as checkedOutAt,
  v.ended_by_id as endedById, v.next_step as nextStep, v.next_step_text as nextStepText, v.next_task_id as nextTaskId,
  v.remark, v.photo_count as photoCount, v.flags, v.version`

/** Rows of `page` with what they name, each by primary key. */
export const namedVisits = (page: Part, orgId: string): Part => ({
  sql: `select p.*, c.name as customerName, s.name as staffName, t.name as storeName, k.number as taskNumber,
       n.number as nextNumber, n.due_at as nextDueAt, n.due_grain as nextDueGrain, e.name as endedByName
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.customerId
     left join staff s on s.org_id = ? and s.id = p.staffId
     left join store t on t.org_id = ? and t.id = p.storeId
     left join task k on k.org_id = ? and k.id = p.taskId
     left join task n on n.org_id = ? and n.id = p.nextTaskId
     left join staff e on e.org_id = ? and e.id = p.endedById`,
  values: [...page.values, ...Array<string>(6).fill(orgId)],
})

function head(row: VisitColumns) {
  return {
    id: row.id,
    customer: { id: row.customerId, name: row.customerName },
    staff: { id: row.staffId, name: row.staffName },
    store: { id: row.storeId, name: row.storeName },
    task: row.taskId ? { id: row.taskId, number: row.taskNumber ?? '' } : null,
    state: row.state,
    minutes: row.checkedOutAt
      ? Math.floor((row.checkedOutAt.getTime() - row.checkedInAt.getTime()) / 60_000)
      : null,
    nextStep: row.nextStep && {
      kind: row.nextStep,
      text: row.nextStepText ?? '',
      closes: row.nextStep !== 'none',
      task: row.nextTaskId
        ? {
            id: row.nextTaskId,
            number: row.nextNumber ?? '',
            dueAt: row.nextDueAt?.toISOString() ?? null,
            ...(row.nextDueGrain && { dueGrain: row.nextDueGrain }),
          }
        : null,
    },
    remark: row.remark,
    flags: flagShapes(parsed(row.flags)),
  }
}

export const flagShapes = (flags: readonly StoredFlag[]) =>
  flags.map((flag) => ({ code: flag.code, text: flagText(flag) }))

export function visitRow(row: VisitColumns): VisitRow {
  return {
    ...head(row),
    checkedInAt: row.checkedInAt.toISOString(),
    checkedOutAt: row.checkedOutAt?.toISOString() ?? null,
    photoCount: row.photoCount,
  }
}

export function visitShape(
  scope: Scope,
  row: VisitColumns & { checkIn: StoredMoment | string; checkOut: StoredMoment | string | null },
  findings: Finding[],
  photos: z.infer<typeof visitPhotoSchema>[],
): VisitShape {
  const checkOut = row.checkOut ? momentShape(parsed(row.checkOut)) : null
  return {
    ...head(row),
    checkIn: momentShape(parsed(row.checkIn)),
    checkOut: checkOut && {
      ...checkOut,
      by: { id: row.endedById ?? '', name: row.endedByName ?? '' },
    },
    findings,
    photos,
    actions: visitActions(scope, row),
    version: row.version,
  }
}

/** The same rule as the use cases': what is seen is noted by who was there, a leader may end a visit left open. */
function visitActions(scope: Scope, { staffId, state }: VisitColumns): VisitShape['actions'] {
  const acts = mayDo(scope, 'visit.act') && state !== 'withdrawn'
  const own = staffId === scope.staffId
  return [
    ...(acts && own ? [action('photo'), action('finding')] : []),
    ...(acts && state === 'active' && (own || mayDo(scope, 'visit.end-for-others'))
      ? [action('checkOut')]
      : []),
    action('openCustomer'),
  ]
}
