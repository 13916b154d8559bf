import { type PlanRow, planReasonCodes } from '../../../shared/api/visit-plans'
import type { VisitTarget } from '../../../shared/api/visit-shapes'
import { minuteText } from '../../../shared/text/minutes'
import { taskReasons } from '../../../shared/text/tasks'
import { planReasons } from '../../../shared/text/visit-plans'
import { urgentStage } from '../rank'
import type { PlannedRow } from './candidates'

/** What ranking goes by. */
export interface PlanFacts {
  target: VisitTarget
  planned: PlannedRow | undefined
  visit: PlanRow['visit']
  refused: boolean
  opportunity: string | undefined
}

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
    .map((row) => ({ row, reasons: row.visit ? [visited(row.visit, when)] : reasonsOf(row, when) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => placeOf(a.reasons) - placeOf(b.reasons) || orderOf(a.reasons) - orderOf(b.reasons))
    .map(({ row, reasons }) => shape(row, reasons, when.at))
}

function visited({ at, state }: NonNullable<PlanRow['visit']>, now: { at: Date; offset: number }): Reason {
  const seenAt = new Date(at)
  const text = planReasons.visited(minuteText(seenAt, now.at, now.offset), state)
  return { code: 'visited', text, order: seenAt.getTime() }
}

const placeOf = ([first]: Reason[]) => planReasonCodes.indexOf(first?.code ?? 'visited')
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
      code: reasons[0]?.code ?? 'visited',
      text: planReasons.together([
        // Who placed it has thereby put it on the day; what was refused is told by the warning.
        ...reasons
          .filter(({ code }) => code !== 'planned' || reasons[0]?.code === 'planned')
          .filter(({ code }) => code !== 'refused' || !warning)
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
