import { type CustomerCard as Card, cardRoute } from '@shared/api/customers'
import { timelineRoute } from '@shared/api/touchpoints'
import { dueWords, miniTexts } from '@shared/text/miniprogram'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '@/api/call'
import { type Fault, offlineFault } from '@/api/request'
import { AlikeEntries } from '@/components/alike-entries'
import { Bones } from '@/components/bones'
import { CardEssentials } from '@/components/card-essentials'
import { CustomerCard } from '@/components/customer-card'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { Entries, entries } from '@/components/entries'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { NoteSheet } from '@/components/note-sheet'
import { openVisit } from '@/components/open-visit'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { TaskChoice } from '@/components/task-choice'
import { Timeline, type TimelineItem } from '@/components/timeline'
import { callKept } from '@/offline/call-kept'
import { now } from '@/state/clock'
import { loadMe } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSlow } from '@/state/use-slow'

export default function CustomerPage() {
  const id = useRouter().params.id ?? ''
  const { card, fault, at, read } = useCard(id)
  const [open, setOpen] = useState<'note' | 'task'>()
  const list = useList<TimelineItem>(
    id,
    (cursor) => call(timelineRoute, { params: { id }, query: { cursor } }),
    { merge: true },
  )
  const refresh = async () => {
    await Promise.all([read(), list.refresh()])
  }
  useLive(refresh)
  useEffect(() => {
    loadMe()
  }, [])
  const slow = useSlow(!card && !fault)
  const barred = fault?.status === 403 || fault?.status === 404

  return (
    <Screen title={miniTexts.customer()} back>
      <StaleStrip fault={fault} at={card && at} />
      <ScrollBody tight onRefresh={refresh} onMore={list.loadMore}>
        {!card && slow && <Bones />}
        {!card && fault && !barred && <CardEssentials id={id} fault={fault} />}
        {!card && barred && <Empty icon="lock" title={miniTexts.notYours()} why={miniTexts.notYoursWhy()} />}
        {card && (
          <>
            <Head card={card} />
            <CustomerCard card={card} />
            <OpenTasks card={card} />
            <Entries
              entries={[
                entries.file(card.customer.id),
                entries.handOver(card.customer.id),
                ...(card.actions.some(({ code }) => code === 'transferCustomer')
                  ? [entries.handThis(card.customer.id, card.owner?.id)]
                  : []),
              ]}
            />
            <AlikeEntries id={card.customer.id} />
            <View className="sec">
              <View className="sec-t">{miniTexts.timeline()}</View>
              <View>{miniTexts.timelineNote()}</View>
            </View>
            <ListView
              list={list}
              empty={{ icon: 'clock', title: miniTexts.noTimeline(), why: miniTexts.timelineNote() }}
            >
              {(items) => <Timeline items={items} />}
            </ListView>
          </>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    const fold = () => setOpen(undefined)
    if (!card) return <Foot last {...bareDeeds()} />
    if (open === 'note') return <NoteSheet last customer={card.customer} onFold={fold} />
    if (open === 'task')
      return <TaskChoice last tasks={card.openTasks} about={card.customer.name} onFold={fold} />
    const may = (code: string) => card.actions.some((action) => action.code === code)
    const note: Deed = { text: miniTexts.note(), icon: 'edit', onDo: () => setOpen('note') }
    const [first] = card.openTasks
    const number = card.openTasks.length === 1 ? first?.number : undefined
    const complete: Deed = {
      text: miniTexts.complete(may('note') ? undefined : number),
      icon: 'check',
      onDo: () => setOpen('task'),
    }
    const visit: Deed = {
      text: visitPageTexts.visit(),
      icon: 'visit',
      onDo: () => openVisit(card.customer.id, first?.id),
    }
    const deeds = [
      may('note') && note,
      may('completeTask') && first && complete,
      may('note') && visit,
    ].filter((deed) => !!deed)
    const primary = deeds.pop()
    return <Foot last sides={deeds} primary={primary} />
  }

  function bareDeeds(): { sides?: Deed[]; primary?: Deed } {
    if (fault?.code !== 'offline') return fault ? faultDeeds(fault, refresh) : {}
    const visit: Deed = { text: visitPageTexts.visit(), icon: 'visit', onDo: () => openVisit(id) }
    return { sides: [{ text: miniTexts.retry(), icon: 'undo', onDo: () => void refresh() }], primary: visit }
  }
}

function useCard(id: string) {
  const [card, setCard] = useState<Card>()
  const [fault, setFault] = useState<Fault>()
  const [at, setAt] = useState<Date>()
  const turn = useRef(0)
  const read = useCallback(async () => {
    const mine = ++turn.current
    const { answer, fault, keptAt } = await callKept(cardRoute, { params: { id } })
    if (mine !== turn.current) return
    setFault(keptAt ? offlineFault() : fault)
    if (fault) return
    setCard(answer)
    setAt(keptAt ?? now())
  }, [id])
  useEffect(() => {
    read()
  }, [read])
  return { card, fault, at, read }
}

function Head({ card }: { card: Card }) {
  const owner = card.owner ? miniTexts.owner(card.owner.name) : miniTexts.noOwner()
  return (
    <View className="who">
      <View className="who-name two">{card.customer.name}</View>
      <Dotted className="who-meta meta" parts={[miniTexts.code(card.code), card.store.name, owner]} />
    </View>
  )
}

function OpenTasks({ card: { openTasks } }: { card: Card }) {
  if (openTasks.length === 0) return null
  return (
    <>
      <View className="sec">
        <View className="sec-t">{miniTexts.openTasks(openTasks.length)}</View>
      </View>
      <View className="list flat">
        {openTasks.map(({ id, number, text, dueAt, dueGrain }) => (
          <View key={id} className="row">
            <View className="row-m">
              <View className="two">{text}</View>
              <Dotted
                className="meta"
                parts={[dueAt ? dueWords(new Date(dueAt), dueGrain, now()) : miniTexts.noDue(), number]}
              />
            </View>
          </View>
        ))}
      </View>
    </>
  )
}
