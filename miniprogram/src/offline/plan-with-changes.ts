import type { Reference } from '../../../shared/api/shapes'
import type { PlanRow, VisitPlan } from '../../../shared/api/visit-plans'
import { planReasons } from '../../../shared/text/visit-plans'
import { bareTarget } from './bare-target'
import type { Waiting, Write } from './queue-rules'

type Change = Extract<Write, { kind: 'plan' }>

/** The rows of a plan as they will be once what waits on this phone has been sent, in the order it was made. */
export function planWithChanges(
  { on, staff, rows }: Pick<VisitPlan, 'on' | 'staff' | 'rows'>,
  waiting: readonly Waiting[],
): PlanRow[] {
  return [...waiting]
    .sort((a, b) => a.order - b.order)
    .flatMap(({ write, by }) =>
      write.kind === 'plan' && write.body.on === on && (write.body.staffId ?? by) === staff.id ? [write] : [],
    )
    .reduce((shown, change) => changed(shown, change, staff), [...rows])
}

function changed(rows: PlanRow[], { change, body, added }: Change, staff: Reference): PlanRow[] {
  const { customerIds: ids } = body
  const isNamed = ({ target }: PlanRow) => ids.includes(target.customer.id)
  // Who has something due that day stays: that is no matter of the plan.
  if (change === 'remove')
    return rows.flatMap((row) =>
      !isNamed(row) ? [row] : row.target.openTasks.length > 0 ? [{ ...row, plannedBy: null }] : [],
    )
  const known = rows.map((row) => (isNamed(row) && !row.plannedBy ? { ...row, plannedBy: staff } : row))
  const isThere = (id: string) => rows.some(({ target }) => target.customer.id === id)
  const all = [...known, ...added.filter(({ id }) => !isThere(id)).map((customer) => newRow(customer, staff))]
  if (change === 'add') return all
  const place = ({ target }: PlanRow) => ids.indexOf(target.customer.id)
  return [...all.filter(isNamed).sort((a, b) => place(a) - place(b)), ...all.filter((row) => !isNamed(row))]
}

const newRow = (customer: Change['added'][number], staff: Reference): PlanRow => ({
  target: bareTarget(customer),
  reason: { code: 'planned', text: planReasons.planned(staff.name) },
  plannedBy: staff,
  daysSinceTouch: null,
  visit: null,
})
