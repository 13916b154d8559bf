import { visitPlanRoute } from '@shared/api/visit-plans'
import { planWithChanges } from '@/offline/plan-with-changes'
import { planWithPhone } from '@/offline/plan-with-phone'
import { useWaiting } from '@/offline/queue'
import { useRecords } from '@/offline/visit-records'
import { now } from './clock'
import { dayOf } from './days'
import { useKeptRead } from './use-kept-read'
import { useLive } from './use-live'

/** The plan of a day, so many after today, of oneself or of somebody one leads. Today's lies on the phone. */
export function usePlan(daysAhead: number, staff?: string) {
  const on = daysAhead === 0 ? undefined : dayOf(now(), daysAhead)
  const { answer: plan, ...read } = useKeptRead(visitPlanRoute, {
    query: { ...(on && { on }), ...(staff && { staff }) },
  })
  const records = useRecords()
  const waiting = useWaiting()
  useLive(read.read)
  const rows =
    plan &&
    planWithPhone(
      planWithChanges(plan, waiting),
      records.filter(({ by }) => by === plan.staff.id),
      waiting,
      plan.on,
      (at) => dayOf(new Date(at), 0),
    )
  return { plan, rows, ...read }
}
