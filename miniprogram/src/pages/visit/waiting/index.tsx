import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Dotted } from '@/components/dotted'
import { Empty } from '@/components/empty'
import { type Deed, Foot } from '@/components/foot'
import { Name } from '@/components/name'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Sheet } from '@/components/sheet'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { retry, sendWaiting, useWaiting } from '@/offline/queue'
import { goneWith, held, type Waiting } from '@/offline/queue-rules'
import { takeBack } from '@/offline/take-back'
import { now } from '@/state/clock'
import { loadMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useSelection } from '@/state/use-selection'
import { PartWord } from '../parts'
import '../visit.css'

const icons: Record<Waiting['write']['kind'], IconName> = {
  checkIn: 'visit',
  finding: 'edit',
  photo: 'camera',
  checkOut: 'check',
  note: 'message',
  completeTask: 'tasks',
  plan: 'grip',
}

/** Everything made on this phone that the server has not got: what waits, what failed and why, and what to do about it. */
export default function WaitingPage() {
  const items = [...useWaiting()].sort((a, b) => a.order - b.order)
  const failedFirst = [...items.filter(isFailed), ...items.filter((item) => !isFailed(item))]
  const behind = held(items)
  const [selected, select] = useSelection(failedFirst)
  const [asking, ask] = useState(false)
  useEffect(() => {
    loadMe()
  }, [])
  return (
    <Screen title={visitPageTexts.waitingList()} back>
      <ScrollBody onRefresh={sendWaiting}>
        {items.length === 0 && (
          <Empty icon="check" title={visitPageTexts.noWaiting()} why={visitPageTexts.noWaitingWhy()} />
        )}
        <View className="list">{failedFirst.map(row)}</View>
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function row(item: Waiting) {
    const { id, about, write, madeAt, fault } = item
    const failed = isFailed(item)
    return (
      <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => choose(id)}>
        <View className={`disc ${failed ? 'red' : 'amber'}`}>
          <Icon name={icons[write.kind]} />
        </View>
        <View className="row-m">
          <Name className="name" text={about} />
          <View className="part-f">
            <Dotted
              className="meta"
              parts={[visitPageTexts.waitingWord(write.kind), minuteText(new Date(madeAt), now())]}
            />
            <PartWord state={failed ? 'failed' : 'waiting'} />
          </View>
          {fault && <View className="part-why meta">{fault.message}</View>}
          {behind.has(id) && <View className="meta">{visitPageTexts.behind()}</View>}
        </View>
      </View>
    )
  }

  function choose(id: string) {
    ask(false)
    select(id)
  }

  function foot() {
    if (!selected) return <Foot last />
    const word = visitPageTexts.waitingWord(selected.write.kind)
    if (asking)
      return (
        <Sheet
          last
          title={visitPageTexts.giveUpTitle(word)}
          about={selected.about}
          send={{ text: visitPageTexts.giveUpSend(), icon: 'close' }}
          busy={false}
          onFold={() => ask(false)}
          onSend={() => giveUp(selected.id, word)}
        >
          <View className="sheet-p">{visitPageTexts.giveUpWhy(goneWith(items, selected.id).length - 1)}</View>
        </Sheet>
      )
    const away: Deed = { text: visitPageTexts.giveUp(), icon: 'close', onDo: () => ask(true) }
    const again: Deed = isFailed(selected)
      ? { text: visitPageTexts.retry(), icon: 'undo', onDo: () => retry(selected.id) }
      : { text: visitPageTexts.sendNow(), icon: 'send', onDo: sendWaiting }
    return <Foot last selected={selected.about} sides={[away]} primary={again} />
  }

  async function giveUp(id: string, word: string) {
    await takeBack(id)
    ask(false)
    const at = now()
    tell({ text: visitPageTexts.givenUp(minuteText(at, at), word) })
  }
}

const isFailed = ({ state }: Waiting) => state === 'failed'
