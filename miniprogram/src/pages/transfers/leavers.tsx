import { type LeaverRow, leaversRoute } from '@shared/api/transfers'
import { mergePageTexts } from '@shared/text/merge-pages'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import { Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { now } from '@/state/clock'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

type Row = LeaverRow & { id: string }

/** Who left, and what of theirs still waits for somebody. */
export default function LeaversPage() {
  const list = useList<Row>('leavers', async (cursor) => {
    const outcome = await call(leaversRoute, { query: { cursor } })
    if (!outcome.answer) return outcome
    const items = outcome.answer.items.map((item) => ({ ...item, id: item.staff.id }))
    return { answer: { ...outcome.answer, items } }
  })
  const [selected, select] = useSelection(list.items)
  useLive(list.refresh)
  return (
    <ListScreen
      title={mergePageTexts.leavers()}
      list={list}
      empty={{ icon: 'check', title: mergePageTexts.noLeavers(), why: mergePageTexts.noLeaversWhy() }}
      foot={foot}
    >
      {(items) => (
        <View className="list">
          {items.map(({ id, staff, leftAt, customers, tasks }) => (
            <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
              <View className="mark">{staff.name.slice(0, 1)}</View>
              <View className="row-m">
                <View className="name cut">{staff.name}</View>
                <View className="row-t">{mergePageTexts.leaverLine(customers, tasks)}</View>
                <View className="meta">{mergePageTexts.leftAt(minuteText(new Date(leftAt), now()))}</View>
              </View>
            </View>
          ))}
        </View>
      )}
    </ListScreen>
  )

  function foot() {
    if (!selected) return <Foot last />
    const { id, name } = selected.staff
    const url = `/pages/transfers/index?from=${id}&name=${encodeURIComponent(name)}`
    return (
      <Foot
        last
        primary={{
          text: mergePageTexts.goHand(name),
          icon: 'share',
          onDo: () => void Taro.navigateTo({ url }),
        }}
      />
    )
  }
}
