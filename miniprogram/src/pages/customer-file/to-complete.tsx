import { toCompleteRoute } from '@shared/api/customer-file'
import type { AnswerOf } from '@shared/api/route'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { Dotted } from '@/components/dotted'
import { Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Name } from '@/components/name'
import { chooseScope, useMe, useScope } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

type Row = AnswerOf<typeof toCompleteRoute>['items'][number]

/** Customers that lack what has to be known of them, and the way to fill it in. */
export default function ToCompletePage() {
  const me = useMe()
  const scope = useScope()
  const [checking, setChecking] = useState(false)
  const list = useList<Row>(`to-complete/${scope}`, async (cursor) => {
    const outcome = await call(toCompleteRoute, { query: { scope, cursor } })
    if (outcome.answer) setChecking(outcome.answer.checking)
    return outcome
  })
  const [selected, select] = useSelection(list.items)
  useLive(list.refresh)
  const chips = me?.scopes ?? []
  return (
    <ListScreen
      title={fileTexts.toComplete()}
      list={list}
      empty={{ icon: 'check', title: fileTexts.allComplete(), why: fileTexts.allCompleteWhy() }}
      head={
        <>
          {chips.length > 1 && <Chips chips={chips} on={scope} onChoose={chooseScope} />}
          {checking && <View className="strip amber">{fileTexts.checking()}</View>}
        </>
      }
      foot={() => (
        <Foot
          last
          selected={selected?.name}
          primary={
            selected && {
              text: fileTexts.goFill(selected.name),
              icon: 'edit',
              onDo: () => void Taro.navigateTo({ url: `/pages/customer-file/form?id=${selected.id}` }),
            }
          }
        />
      )}
    >
      {(items) => (
        <View className="list flat">
          {items.map(({ id, name, store, owner, lacking }) => (
            <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
              <View className="row-m">
                <Name className="name" text={name} />
                <View className="row-t">{fileTexts.lacks(lacking.map((field) => field.name))}</View>
                <Dotted className="meta" parts={[store.name, owner?.name ?? miniTexts.noOwner()]} />
              </View>
            </View>
          ))}
        </View>
      )}
    </ListScreen>
  )
}
