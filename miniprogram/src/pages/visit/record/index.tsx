import { visitRoute } from '@shared/api/visits'
import { miniTexts } from '@shared/text/miniprogram'
import { visitPageTexts } from '@shared/text/visit-pages'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { Bones } from '@/components/bones'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { openCustomer } from '@/components/open-customer'
import { openVisit } from '@/components/open-visit'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { useWaiting } from '@/offline/queue'
import { recordFrom } from '@/offline/visit-records'
import { visitView } from '@/offline/visit-view'
import { loadMe, useMe } from '@/state/me'
import { useKeptRead } from '@/state/use-kept-read'
import { useLive } from '@/state/use-live'
import { useSlow } from '@/state/use-slow'
import { RecordView } from '../record-view'
import '../visit.css'

/** Anybody's visit within reach, as the server has it. */
export default function RecordPage() {
  const id = useRouter().params.id ?? ''
  const me = useMe()
  const { answer, fault, at, read } = useKeptRead(visitRoute, { params: { id } })
  const waiting = useWaiting()
  useLive(read)
  useEffect(() => {
    loadMe()
  }, [])
  const slow = useSlow(!answer && !fault)
  const barred = fault?.status === 403 || fault?.status === 404
  const record = answer && recordFrom(answer.visit)
  return (
    <Screen title={visitPageTexts.record()} back>
      <StaleStrip fault={fault} at={answer && at} />
      <ScrollBody tight onRefresh={read}>
        {!answer && slow && <Bones />}
        {!answer && fault && !barred && <FaultFace fault={fault} />}
        {!answer && barred && (
          <Empty icon="lock" title={visitPageTexts.notYours()} why={visitPageTexts.notYoursWhy()} />
        )}
        {record && <RecordView record={record} view={visitView(record, waiting)} />}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!answer) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    const { customer, staff, state } = answer.visit
    const see: Deed = {
      text: miniTexts.openCustomer(),
      icon: 'person',
      onDo: () => openCustomer(customer.id),
    }
    if (state !== 'active' || staff.id !== me?.id) return <Foot last primary={see} />
    const onward: Deed = { text: visitPageTexts.onward(), icon: 'visit', onDo: () => openVisit(customer.id) }
    return <Foot last sides={[see]} primary={onward} />
  }
}
