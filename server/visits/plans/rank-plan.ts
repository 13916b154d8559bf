import { type PlanRow, planReasonCodes } from '../../../shared/api/visit-plans'
import { taskReasons } from '../../../shared/text/tasks'
import { planReasons } from '../../../shared/text/visit-plans'
import { urgentStage } from '../rank'
import type { PlanFacts } from './plan-read'

type Code = PlanRow['reason']['code']
interface Reason {
  code: Code
  text: string
  /** Within its code, lower stands first. */
  order: number
}

const dayMs = 86_400_000
/** Fewer days without contact are not worth a word. */
const daysWorthSaying = 3

/**
 * Whom to see first: by the first of `planReasonCodes` that holds, then by its own order; who was seen that day stands last.
 * The sentence says that reason, and what else speaks for it.
 */
export function rankPlan(
  rows: readonly PlanFacts[],
  when: { at: Date; until: Date; offset: number },
): PlanRow[] {
  return rows
    .map((row) => ({ row, reasons: reasonsOf(row, when) }))
    .filter(({ row, reasons }) => reasons.length > 0 || row.visit !== null)
    .toSorted((a, b) => {
      const seen = Number(a.row.visit !== null) - Number(b.row.visit !== null)
      return seen || placeOf(a.reasons) - placeOf(b.reasons) || orderOf(a.reasons) - orderOf(b.reasons)
    })
    .map(({ row, reasons }) => shape(row, reasons, when.at))
}

const placeOf = ([first]: Reason[]) => (first ? planReasonCodes.indexOf(first.code) : planReasonCodes.length)
const orderOf = ([first]: Reason[]) => first?.order ?? 0

function reasonsOf(
  { target, planned, refused, opportunity }: PlanFacts,
  { at, until, offset }: { at: Date; until: Date; offset: number },
): Reason[] {
  const by = planned?.plannedByName ?? ''
  const task = target.openTasks.find(({ dueAt }) => dueAt !== null && new Date(dueAt) < until)
  const due = task?.dueAt ? new Date(task.dueAt) : undefined
  const grain = task?.dueGrain ?? 'minute'
  const days = daysSince(target.lastTouchAt, at)
  const found: (Reason | false)[] = [
    planned !== undefined &&
      planned.position !== null && {
        code: 'placed',
        text: planReasons.placed(by, planned.position),
        order: planned.position,
      },
    due !== undefined &&
      due < at && {
        code: 'overdue',
        text: taskReasons.overdue(due, grain, at, offset),
        order: due.getTime(),
      },
    target.stage.code === urgentStage && {
      code: 'urgent',
      text: planReasons.urgent(target.stage.name),
      order: due?.getTime() ?? Number.MAX_SAFE_INTEGER,
    },
    due !== undefined &&
      due >= at && { code: 'due', text: taskReasons.due(due, grain, at, offset), order: due.getTime() },
    planned !== undefined && {
      code: 'planned',
      text: planReasons.planned(by),
      order: planned.createdAt.getTime(),
    },
    refused && { code: 'refused', text: planReasons.refused(), order: -(days ?? 0) },
    opportunity !== undefined && {
      code: 'opportunity',
      text: planReasons.opportunity(opportunity),
      order: -(days ?? 0),
    },
    (days === null || days >= daysWorthSaying) && {
      code: 'untouched',
      text: planReasons.untouched(days),
      order: days === null ? -Number.MAX_SAFE_INTEGER : -days,
    },
  ]
  return found.filter((reason): reason is Reason => reason !== false)
}

function shape({ target, planned, visit }: PlanFacts, reasons: Reason[], at: Date): PlanRow {
  const [warning] = target.warnings
  return {
    target,
    reason: {
      code: reasons[0]?.code ?? 'untouched',
      text: planReasons.together([
        // Who placed it has thereby put it on the day.
        ...reasons
          .filter(({ code }) => code !== 'planned' || reasons[0]?.code === 'planned')
          .map(({ text }) => text),
        warning?.text ?? null,
      ]),
    },
    plannedBy: planned ? { id: planned.plannedById, name: planned.plannedByName ?? '' } : null,
    daysSinceTouch: daysSince(target.lastTouchAt, at),
    visit,
  }
}

function daysSince(lastTouchAt: string | null, at: Date): number | null {
  return lastTouchAt === null
    ? null
    : Math.max(0, Math.floor((at.getTime() - new Date(lastTouchAt).getTime()) / dayMs))
}
