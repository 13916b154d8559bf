import { tasksRoute } from '@shared/api/tasks'
import { visitPlanRoute } from '@shared/api/visit-plans'
import { now } from '@/state/clock'
import { dayOf } from '@/state/days'
import { callKept, dropOldReads } from './call-kept'
import { refreshCustomers } from './kept-customers'
import { sendWaiting } from './queue'

const everyMs = 10 * 60_000
let last = { staffId: '', at: Number.NEGATIVE_INFINITY }

/** Brings what is needed without a network onto the phone: today's plan and tomorrow's, the tasks, the customers. Sends what waits. */
export async function syncPhone(staffId: string): Promise<void> {
  sendWaiting()
  const running = globalThis.performance?.now?.() ?? Date.now()
  if (last.staffId === staffId && running - last.at < everyMs) return
  last = { staffId, at: running }
  const { fault } = await callKept(visitPlanRoute, { query: {} })
  if (fault) return
  // In the evening tomorrow's is put in order.
  await callKept(visitPlanRoute, { query: { on: dayOf(now(), 1) } })
  await callKept(tasksRoute, { query: { state: 'open', scope: 'mine', when: 'week' } })
  await refreshCustomers(staffId)
  await dropOldReads(staffId)
}
