import { type MergeRow, mergesRoute, undoMergeRoute } from '@shared/api/merges'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { Dotted } from '@/components/dotted'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Name } from '@/components/name'
import { openCustomer } from '@/components/open-customer'
import { Sheet } from '@/components/sheet'
import { Icon } from '@/icons/icon'
import { now } from '@/state/clock'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'

const minute = (instant: string) => minuteText(new Date(instant), now())

/** Which customers were made one, by whom and when; of one customer (`customer`) or all. However old, they can be parted. */
export default function MergeHistoryPage() {
  const { customer } = useRouter().params
  const list = useList<MergeRow>(`merges/${customer ?? ''}`, (cursor) =>
    call(mergesRoute, { query: { customer, cursor } }),
  )
  const [selected, select] = useSelection(list.items)
  const [parting, setParting] = useState(false)
  const { write, busy, fault, forgive } = useWrite()
  useLive(list.refresh)
  return (
    <ListScreen
      title={mergePageTexts.history()}
      list={list}
      empty={{ icon: 'customers', title: mergePageTexts.noHistory(), why: mergePageTexts.noHistoryWhy() }}
      foot={foot}
    >
      {(items) => (
        <View className="list flat">
          {items.map((merge) => (
            <MergeWords
              key={merge.id}
              merge={merge}
              on={merge.id === selected?.id}
              onSelect={() => {
                fold()
                select(merge.id)
              }}
            />
          ))}
        </View>
      )}
    </ListScreen>
  )

  function foot() {
    if (!selected) return <Foot last />
    if (parting && !selected.undoneAt) return partingSheet(selected)
    const see: Deed = {
      text: miniTexts.openCustomer(),
      icon: 'person',
      onDo: () => openCustomer(selected.survivor.id),
    }
    const part: Deed = { text: mergePageTexts.part(), icon: 'undo', onDo: () => setParting(true) }
    const name = `${selected.survivor.name} / ${selected.merged.name}`
    return selected.undoneAt ? (
      <Foot last selected={name} primary={see} />
    ) : (
      <Foot last selected={name} sides={[see]} primary={part} />
    )
  }

  function partingSheet({ id, survivor, merged }: MergeRow) {
    const conflicts = conflictsOf(fault)
    return (
      <Sheet
        last
        title={conflicts ? mergePageTexts.cannotPart() : mergePageTexts.partAsk(merged.name)}
        send={{ text: mergePageTexts.part(), icon: 'undo', off: conflicts !== undefined }}
        busy={busy}
        fault={conflicts ? undefined : fault}
        onFold={fold}
        onSend={async () => {
          if (await write(undoMergeRoute, id, {}, (at, { text }) => `${at} ${text}`)) fold()
        }}
      >
        {!conflicts && <View className="sheet-p">{mergePageTexts.partWhy(survivor.name, merged.name)}</View>}
        {conflicts?.map((conflict) => (
          <View key={conflict} className="sheet-p why amber">
            <Icon name="warning" size="s" />
            <View className="row-m">{conflict}</View>
          </View>
        ))}
        {conflicts && <View className="sheet-p">{mergePageTexts.cannotPartWhy()}</View>}
      </Sheet>
    )
  }

  function fold() {
    forgive()
    setParting(false)
  }
}

/** What is in the way, each as a sentence; undefined when that is not what went wrong. */
function conflictsOf(fault: Fault | undefined): string[] | undefined {
  if (fault?.code !== 'merge_conflicts') return undefined
  return (fault.current as { conflicts?: string[] } | undefined)?.conflicts ?? [fault.message]
}

function MergeWords({ merge, on, onSelect }: { merge: MergeRow; on: boolean; onSelect(): void }) {
  const { at, staff, survivor, merged, undoneAt, undoneBy } = merge
  return (
    <View className={`row ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={survivor.name} />
          {undoneAt && <View className="stage lost">{mergePageTexts.parted()}</View>}
        </View>
        <View className="row-t two">{mergePageTexts.tookIn(merged.name)}</View>
        <Dotted className="meta row-f" parts={[staff.name, mergePageTexts.mergedAt(minute(at))]} />
        {undoneAt && (
          <Dotted className="meta" parts={[undoneBy?.name, mergePageTexts.partedAt(minute(undoneAt))]} />
        )}
      </View>
    </View>
  )
}
