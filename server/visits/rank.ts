import type { TaskRow } from '../../shared/api/tasks'
import { taskReasons } from '../../shared/text/tasks'

export interface Ranked {
  state: 'open' | 'done' | 'cancelled'
  dueAt: Date | null
  dueGrain: 'minute' | 'part' | 'day' | null
  /** When it ended, for one that is no longer open. */
  sortAt: Date
  stage: { code: string; name: string }
}

/** The template's stage of urgent demand (紧急需求). */
export const urgentStage = 'urgent'

/** Whom to see first: overdue, then urgent demand, then what is due, then the rest. The visit plan goes by the same. */
export function rankOf({ dueAt, stage }: Pick<Ranked, 'dueAt' | 'stage'>, now: Date): number {
  if (dueAt && dueAt < now) return 0
  if (stage.code === urgentStage) return 1
  return dueAt ? 2 : 3
}

/** Why a task stands where it stands; `offset` is the zone's, in minutes east of UTC. */
export function reasonOf(task: Ranked, now: Date, offset: number): TaskRow['reason'] {
  const grain = task.dueGrain ?? 'minute'
  if (task.state === 'done') return { code: 'done', text: taskReasons.done(task.sortAt, now, offset) }
  if (task.state === 'cancelled')
    return { code: 'cancelled', text: taskReasons.cancelled(task.sortAt, now, offset) }
  if (task.dueAt && task.dueAt < now)
    return { code: 'overdue', text: taskReasons.overdue(task.dueAt, grain, now, offset) }
  if (task.stage.code === urgentStage)
    return { code: 'urgent', text: taskReasons.urgent(task.stage.name, task.dueAt, grain, now, offset) }
  if (task.dueAt) return { code: 'due', text: taskReasons.due(task.dueAt, grain, now, offset) }
  return { code: 'no_due', text: taskReasons.noDue() }
}
