import { type DuplicatePairRow, dismissPairRoute, duplicatesRoute } from '@shared/api/merges'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '@/api/call'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Icon } from '@/icons/icon'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'
import { Side } from './side'

/** Pairs of customers that may be one: a row marks, the thumb decides. */
export default function DuplicatesPage() {
  const list = useList<DuplicatePairRow>('duplicates', (cursor) =>
    call(duplicatesRoute, { query: { cursor } }),
  )
  const [selected, select] = useSelection(list.items)
  const { write, busy, fault } = useWrite()
  useLive(list.refresh)
  useEffect(() => {
    if (fault) tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
  }, [fault])
  return (
    <ListScreen
      title={mergePageTexts.duplicates()}
      list={list}
      empty={{
        icon: 'check',
        title: mergePageTexts.noDuplicates(),
        why: mergePageTexts.noDuplicatesWhy(),
      }}
      foot={foot}
    >
      {(items) => (
        <View className="list flat">
          {items.map(({ id, reason, customers }) => (
            <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
              <View className="row-m">
                <View className="why amber">
                  <Icon name="warning" size="s" />
                  <View className="row-m">{reason.text}</View>
                </View>
                <View className="sides">
                  {customers.map((side) => (
                    <Side key={side.id} side={side} />
                  ))}
                </View>
              </View>
            </View>
          ))}
        </View>
      )}
    </ListScreen>
  )

  function foot() {
    const history: Deed = {
      text: mergePageTexts.historyDeed(),
      icon: 'clock',
      onDo: () => void Taro.navigateTo({ url: '/pages/merges/history' }),
    }
    if (!selected) return <Foot last primary={list.items && history} />
    const { id, customers } = selected
    const [older, newer] = customers
    const dismiss = () => write(dismissPairRoute, id, {}, (minute) => mergePageTexts.dismissed(minute))
    const look = () =>
      Taro.navigateTo({ url: `/pages/merges/merge?survivor=${older?.id}&merged=${newer?.id}` })
    return (
      <Foot
        last
        selected={customers.map(({ name }) => name).join(' / ')}
        sides={[
          { text: mergePageTexts.notSame(), icon: 'close', off: busy, onDo: () => void dismiss() },
          history,
        ]}
        primary={{ text: mergePageTexts.look(), icon: 'customers', onDo: () => void look() }}
      />
    )
  }
}
