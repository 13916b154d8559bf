import { visitPlanRoute } from '@shared/api/visit-plans'
import type { VisitRow, VisitTarget } from '@shared/api/visit-shapes'
import { visitTargetRoute } from '@shared/api/visits'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Fault, offlineFault } from '@/api/request'
import { bareTarget } from '@/offline/bare-target'
import { callKept, lastKept } from '@/offline/call-kept'
import { keptCustomer } from '@/offline/kept-customers'
import { now } from '@/state/clock'
import { whoIsHere } from '@/state/me'

interface Known {
  readonly target?: VisitTarget
  /** The visit this person has not ended, as the server knows it. */
  readonly active?: VisitRow | null
  readonly fault?: Fault
  readonly at?: Date
  /** Only name, store, owner and stage: what a phone knows of a customer nobody planned. */
  readonly bare: boolean
}

/** What is needed to check in at a customer: from the server, or from what lies on the phone. */
export function useTarget(customerId: string | undefined) {
  const [known, setKnown] = useState<Known>({ bare: false })
  const turn = useRef(0)
  const read = useCallback(async () => {
    if (customerId === undefined) return
    const mine = ++turn.current
    const next = await find(customerId)
    if (mine === turn.current) setKnown((old) => (next.target ? next : { ...old, fault: next.fault }))
  }, [customerId])
  useEffect(() => {
    read()
  }, [read])
  return { ...known, read }
}

async function find(id: string): Promise<Known> {
  const { answer, fault, keptAt } = await callKept(visitTargetRoute, { params: { id } })
  if (answer && !keptAt) return { target: answer.target, active: answer.active, at: now(), bare: false }
  if (fault && fault.code !== 'offline') return { fault, bare: false }
  const offline = { fault: offlineFault() }
  const staffId = await whoIsHere()
  const plan = staffId ? await lastKept(staffId, visitPlanRoute) : undefined
  const row = plan?.answer.rows.find(({ target }) => target.customer.id === id)
  // The newer of the two: the plan is read more often than one customer.
  if (row && plan && !(keptAt && keptAt > plan.keptAt))
    return { ...offline, target: row.target, at: plan.keptAt, bare: false }
  if (answer) return { ...offline, target: answer.target, at: keptAt, bare: false }
  const found = staffId ? await keptCustomer(staffId, id) : undefined
  return found
    ? { ...offline, target: bareTarget(found.customer), at: found.at, bare: true }
    : { ...offline, bare: true }
}
