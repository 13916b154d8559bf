import type { VisitTarget } from '@shared/api/visit-shapes'
import { activeVisitRoute, visitRoute } from '@shared/api/visits'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { allWaiting } from '@/offline/queue'
import {
  isUnderWay,
  takeOver,
  underWay,
  useOpened,
  useRecords,
  type VisitRecord,
} from '@/offline/visit-records'
import { useMe } from '@/state/me'
import { useLive } from '@/state/use-live'
import { useTarget } from './use-target'

const waits = (visitId: string, kind: string) =>
  allWaiting().some(({ write }) => write.kind === kind && 'visitId' in write && write.visitId === visitId)

/**
 * The visit a page is about, which lives on this phone and is told to the server by the queue; what the server says of it
 * is taken over whenever it can be read.
 */
export function useVisit(customerId: string) {
  const staffId = useMe()?.id
  const opened = useOpened()
  const records = useRecords()
  const [visitId, setVisitId] = useState<string>()
  const record = records.find(({ id, customer, ...rest }) =>
    visitId ? id === visitId : customer.id === customerId && isUnderWay({ id, customer, ...rest }),
  )
  useEffect(() => {
    if (record) setVisitId(record.id)
  }, [record])
  const {
    target,
    active,
    fault,
    at,
    bare,
    read: readTarget,
  } = useTarget(record?.target ? undefined : customerId)

  const readVisit = async () => {
    if (!staffId || !record || waits(record.id, 'checkIn')) return
    const { answer } = await call(visitRoute, { params: { id: record.id } })
    if (answer) await takeOver(answer.visit, staffId, allWaiting())
  }
  const refresh = async () => {
    await Promise.all([readTarget(), readVisit()])
  }
  useLive(refresh)

  // Begun on another phone, or on this one before its store was emptied.
  const elsewhere = active?.customer.id === customerId && !record ? active?.id : undefined
  useEffect(() => {
    if (!staffId || !elsewhere) return
    call(activeVisitRoute).then(
      ({ answer }) => answer?.visit && takeOver(answer.visit, staffId, allWaiting()),
    )
  }, [staffId, elsewhere])

  const other: VisitRecord | undefined = underWay(
    records.filter(({ customer }) => customer.id !== customerId),
  )
  const busy = other
    ? { customer: other.customer, at: other.checkIn.at }
    : active && active.customer.id !== customerId
      ? { customer: active.customer, at: active.checkedInAt }
      : undefined
  const known: VisitTarget | undefined = record?.target ?? target
  return {
    staffId,
    ready: staffId !== undefined && opened,
    record,
    target: known,
    bare,
    busy,
    fault,
    at,
    refresh,
    begun: (id: string) => setVisitId(id),
    anew: () => setVisitId(undefined),
  }
}
