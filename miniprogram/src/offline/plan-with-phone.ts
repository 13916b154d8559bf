import type { PlanRow } from '@shared/api/visit-plans'
import type { Waiting } from './queue-rules'
import type { VisitRecord } from './visit-records'

export interface PlanRowHere extends PlanRow {
  readonly id: string
  readonly waits: boolean
}

/** A plan as it stands with what this phone has done since: who was seen stands last, also before the server knows. */
export function planWithPhone(
  rows: readonly PlanRow[],
  records: readonly VisitRecord[],
  waiting: readonly Waiting[],
  day: string,
  dayOfInstant: (at: string) => string,
): PlanRowHere[] {
  const shown = rows.map((row): PlanRowHere => {
    const { id } = row.target.customer
    const here = records
      .filter((each) => each.customer.id === id && dayOfInstant(each.checkIn.at) === day)
      .at(-1)
    const visit = here
      ? {
          id: here.id,
          state: here.checkOut ? ('done' as const) : ('active' as const),
          at: (here.checkOut ?? here.checkIn).at,
        }
      : row.visit
    const done = waiting.flatMap(({ write }) => (write.kind === 'completeTask' ? [write.taskId] : []))
    const openTasks = row.target.openTasks.filter((task) => !done.includes(task.id))
    return {
      ...row,
      target: { ...row.target, openTasks },
      id,
      visit,
      waits:
        openTasks.length < row.target.openTasks.length ||
        waiting.some(
          ({ write }) =>
            ('visitId' in write && here?.id === write.visitId) ||
            (write.kind === 'plan' && write.body.on === day && write.body.customerIds.includes(id)),
        ),
    }
  })
  const seen = ({ visit }: PlanRowHere) => visit?.state === 'done'
  return [...shown.filter((row) => !seen(row)), ...shown.filter(seen)]
}
