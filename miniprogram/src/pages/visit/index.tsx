import { photosAVisitAtMost } from '@shared/api/photos'
import { miniTexts } from '@shared/text/miniprogram'
import { clockText, minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Bones } from '@/components/bones'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { Guards } from '@/components/guards'
import { openCustomer } from '@/components/open-customer'
import { openVisit } from '@/components/open-visit'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { retry, useWaiting } from '@/offline/queue'
import { takeBack } from '@/offline/take-back'
import { addPhoto, checkIn, checkOut } from '@/offline/visit-deeds'
import { type PhotoPart, visitView } from '@/offline/visit-view'
import { now } from '@/state/clock'
import { loadMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useMinute } from '@/state/use-minute'
import { useSlow } from '@/state/use-slow'
import { CheckInStep } from './check-in-step'
import { FindingSheet } from './finding-sheet'
import { LeaveStep, nextStepOf, noDraft } from './leave-step'
import { Parts } from './parts'
import { PhotoFoot } from './photo-foot'
import { RecordView } from './record-view'
import { RemarkSheet } from './remark-sheet'
import { type Step, Steps } from './steps'
import { takePhotos } from './take-photos'
import { placeNow, usePlace } from './use-place'
import { useVisit } from './use-visit'
import { waysThere } from './ways-there'
import './visit.css'

/** A visit in three steps: check in, look and take photos, leave with a next step. It all works without a network. */
export default function VisitPage() {
  const { customer = '', task } = useRouter().params
  const { staffId, ready, record, target, bare, busy, fault, at, refresh, begun, anew } = useVisit(customer)
  const waiting = useWaiting()
  const [seen, setSeen] = useState<1 | 2>(1)
  const [taskId, setTaskId] = useState(task)
  const [open, setOpen] = useState<'finding' | 'remark'>()
  const [chosen, choose] = useState<string>()
  const [draft, setDraft] = useState(noDraft)
  const [remark, setRemark] = useState('')
  const [working, setWorking] = useState(false)
  const { found, find } = usePlace(ready && !record)
  useMinute()
  useEffect(() => {
    loadMe()
  }, [])
  const first = target?.openTasks[0]?.id
  useEffect(() => setTaskId((chosen) => chosen ?? task ?? first), [task, first])
  const slow = useSlow(!target && !record && !fault)

  const view = record && visitView(record, waiting)
  const over = record?.checkOut !== undefined
  const step: Step = record ? seen : 0
  const barred = !target && (fault?.status === 403 || fault?.status === 404)
  const subject = record?.customer ?? target?.customer
  const warnings = target?.warnings ?? []
  const failed =
    view && [...view.photos, ...view.findings].find(({ id, state }) => id === chosen && state === 'failed')
  const picked = view?.photos.find(({ id, state }) => id === chosen && state !== 'failed')
  const minutes = record
    ? Math.max(0, Math.floor((now().getTime() - Date.parse(record.checkIn.at)) / 60_000))
    : 0

  if (record && view && over)
    return (
      <Screen title={visitPageTexts.visit()} back>
        <StaleStrip fault={fault} at={undefined} />
        <ScrollBody tight onRefresh={refresh}>
          <RecordView record={record} view={view} on={picked?.id} onSelect={choose} />
        </ScrollBody>
        {picked ? (
          photoFoot(record.id, picked)
        ) : (
          <Foot
            last
            sides={[
              {
                text: miniTexts.openCustomer(),
                icon: 'person',
                onDo: () => openCustomer(record.customer.id),
              },
              { text: visitPageTexts.again(), icon: 'visit', onDo: startAnew },
            ]}
            primary={{ text: visitPageTexts.toTasks(), icon: 'tasks', onDo: toTasks }}
          />
        )}
      </Screen>
    )
  return (
    <Screen title={visitPageTexts.visit()} back>
      <Steps
        at={step}
        results={[
          record && visitPageTexts.checkedInStep(clockText(new Date(record.checkIn.at))),
          view && view.photos.length > 0 ? visitPageTexts.photosStep(view.photos.length) : undefined,
        ]}
        onChoose={(step) => step > 0 && setSeen(step as 1 | 2)}
      />
      <StaleStrip fault={fault} at={record ? undefined : at} />
      <ScrollBody tight onRefresh={refresh}>
        {!subject && slow && <Bones />}
        {!subject && fault && !barred && <FaultFace fault={fault} />}
        {barred && <Empty icon="lock" title={miniTexts.notYours()} why={miniTexts.notYoursWhy()} />}
        {subject && (
          <View className="who">
            <View className="who-name two">{subject.name}</View>
            {record ? (
              <View className="who-meta meta">
                {visitPageTexts.inStore(minuteText(new Date(record.checkIn.at), now()), minutes)}
              </View>
            ) : (
              target && (
                <Dotted
                  className="who-meta meta"
                  parts={[
                    target.store.name,
                    target.owner ? miniTexts.owner(target.owner.name) : miniTexts.noOwner(),
                    target.contacts[0] && visitPageTexts.contact(target.contacts[0].name),
                  ]}
                />
              )
            )}
          </View>
        )}
        {!record && target && (
          <CheckInStep target={target} bare={bare} found={found} taskId={taskId} onTask={setTaskId} />
        )}
        {view && step === 1 && (
          <>
            <Parts
              photos={view.photos}
              findings={view.findings}
              on={(failed ?? picked)?.id}
              onSelect={choose}
            />
            {warnings.length > 0 && (
              <View className="list visit-card">
                <Guards warnings={warnings} />
              </View>
            )}
          </>
        )}
        {view && step === 2 && <LeaveStep draft={draft} warnings={warnings} onChange={setDraft} />}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!record) return arrivalFoot()
    if (open === 'finding')
      return <FindingSheet visitId={record.id} warnings={warnings} onFold={() => setOpen(undefined)} />
    if (open === 'remark')
      return (
        <RemarkSheet
          remark={remark}
          onFold={() => setOpen(undefined)}
          onDone={(text) => {
            setRemark(text)
            setOpen(undefined)
          }}
        />
      )
    return step === 1 ? seenFoot() : leaveFoot()
  }

  function arrivalFoot() {
    if (!target) return <Foot last {...(fault ? faultDeeds(fault, refresh) : {})} />
    if (busy)
      return (
        <Foot
          last
          note={visitPageTexts.otherActive(busy.customer.name, minuteText(new Date(busy.at), now()))}
          primary={{
            text: visitPageTexts.backToActive(),
            icon: 'visit',
            onDo: () => openVisit(busy.customer.id),
          }}
        />
      )
    const again: Deed = { text: visitPageTexts.findAgain(), icon: 'target', onDo: find }
    return (
      <Foot
        last
        sides={[...waysThere(target), ...(found.state === 'none' ? [again] : [])]}
        primary={{ text: visitPageTexts.checkIn(), icon: 'visit', off: !ready || working, onDo: arrive }}
      />
    )
  }

  function seenFoot() {
    if (failed)
      return (
        <Foot
          last
          note={failed.why}
          sides={[{ text: visitPageTexts.giveUp(), icon: 'close', onDo: () => takeBack(failed.id) }]}
          primary={{ text: visitPageTexts.retry(), icon: 'undo', onDo: () => retry(failed.id) }}
        />
      )
    if (picked && record) return photoFoot(record.id, picked)
    const room = photosAVisitAtMost - (view?.photos.length ?? 0)
    return (
      <Foot
        last
        sides={[
          { text: visitPageTexts.addSeen(), icon: 'edit', onDo: () => setOpen('finding') },
          {
            text: working ? visitPageTexts.compressing() : visitPageTexts.shoot(),
            icon: 'camera',
            off: working,
            onDo: () => shoot(room),
          },
        ]}
        primary={{ text: visitPageTexts.toNextStep(), icon: 'next', onDo: () => setSeen(2) }}
      />
    )
  }

  function photoFoot(visitId: string, photo: PhotoPart) {
    return <PhotoFoot key={photo.id} visitId={visitId} photo={photo} onFold={() => choose(undefined)} />
  }

  function leaveFoot() {
    const next = nextStepOf(draft)
    const text = next
      ? visitPageTexts.checkOut(visitPageTexts.stepWords(next))
      : visitPageTexts.checkOutBare()
    return (
      <Foot
        last
        note={next ? visitPageTexts.leaving(minuteText(now(), now()), minutes) : visitPageTexts.lacking()}
        sides={[{ text: visitPageTexts.addRemark(), icon: 'edit', onDo: () => setOpen('remark') }]}
        primary={{ text, icon: 'check', off: !next || working, onDo: () => next && leave(next) }}
      />
    )
  }

  /** What is made is durable once this resolves; a phone without room says so, and nothing is half made. */
  async function make(work: () => Promise<unknown>): Promise<void> {
    if (working) return
    setWorking(true)
    await work().catch(() => tell({ text: visitPageTexts.full(), fault: true }))
    setWorking(false)
  }

  function arrive() {
    if (!staffId || !target) return
    make(async () => {
      // Whoever taps while the place is being looked for waits a moment for it.
      const place = found.state === 'found' ? found.place : found.state === 'none' ? null : await placeNow()
      const task = target.openTasks.some(({ id }) => id === taskId) ? taskId : undefined
      begun((await checkIn(staffId, target, task, place)).id)
    })
  }

  async function shoot(room: number) {
    if (!record) return
    if (room <= 0) return tell({ text: visitPageTexts.photosFull(photosAVisitAtMost), fault: true })
    await make(async () => {
      for (const path of await takePhotos(Math.min(room, 9)))
        await addPhoto(record.id, path, await placeNow())
    })
  }

  function leave(nextStep: NonNullable<ReturnType<typeof nextStepOf>>) {
    if (!record) return
    make(async () => checkOut(record.id, { nextStep, remark, place: await placeNow() }))
  }

  function startAnew() {
    anew()
    setSeen(1)
    setDraft(noDraft)
    setRemark('')
  }
}

function toTasks() {
  Taro.switchTab({ url: '/pages/tasks/index' })
}
