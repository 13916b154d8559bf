import { type FeedItem, feedRoute } from '@shared/api/touchpoints'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useDidHide } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { Chips } from '@/components/chips'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { FeedRow } from '@/components/feed-row'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { NoteSheet } from '@/components/note-sheet'
import { openCustomer } from '@/components/open-customer'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { TaskPicker } from '@/components/task-picker'
import { chooseScope, loadMe, useMe, useScope } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

export default function HomePage() {
  const me = useMe()
  const scope = useScope()
  const [lost, setLost] = useState<Fault>()
  const [open, setOpen] = useState<'note' | 'task'>()
  const list = useList<FeedItem>(
    me && `${me.id}/${scope}`,
    (cursor) => call(feedRoute, { query: { scope, cursor } }),
    { merge: true },
  )
  const [selected, select] = useSelection(list.items)

  const refresh = async () => {
    const fault = await loadMe()
    setLost(fault)
    if (!fault) await list.refresh()
  }
  useEffect(() => {
    loadMe().then(setLost)
  }, [])
  useLive(refresh, 15_000)
  useDidHide(list.seen)

  const chips = me?.scopes ?? []
  const chosen = chips.find((chip) => chip.code === scope)
  const fault = me ? list.fault : lost
  const may = (code: string) => selected?.actions.some((action) => action.code === code)

  return (
    <Screen title={miniTexts.home()} tab="home">
      {chips.length > 1 && <Chips chips={chips} on={scope} onChoose={chooseScope} />}
      <StaleStrip fault={list.fault ?? lost} at={list.at} />
      <ScrollBody onRefresh={refresh} onMore={list.loadMore}>
        {!me && lost ? (
          <FaultFace fault={lost} />
        ) : (
          <ListView
            list={list}
            empty={{ icon: 'feed', title: miniTexts.noFeed(chosen?.text ?? ''), why: miniTexts.noFeedWhy() }}
          >
            {(items) => (
              <View className="list">
                {items.map((item) => (
                  <FeedRow
                    key={item.id}
                    item={item}
                    on={item.id === selected?.id}
                    fresh={list.fresh.has(item.id)}
                    onSelect={() => touch(item)}
                  />
                ))}
              </View>
            )}
          </ListView>
        )}
      </ScrollBody>
      {selected && open === 'note' ? (
        <NoteSheet customer={selected.customer} onFold={() => setOpen(undefined)} />
      ) : selected && open === 'task' ? (
        <TaskPicker customer={selected.customer} onFold={() => setOpen(undefined)} />
      ) : selected ? (
        <Foot
          selected={selected.customer.name}
          sides={[
            ...(may('note')
              ? [{ text: miniTexts.note(), icon: 'edit' as const, onDo: () => setOpen('note') }]
              : []),
            ...(may('completeTask')
              ? [{ text: miniTexts.complete(), icon: 'check' as const, onDo: () => setOpen('task') }]
              : []),
          ]}
          primary={{
            text: miniTexts.openCustomer(),
            icon: 'person',
            onDo: () => openCustomer(selected.customer.id),
          }}
        />
      ) : (
        <Foot {...emptyDeeds()} />
      )}
    </Screen>
  )

  /** A tap selects; a tap on the selected row opens its customer. */
  function touch(item: FeedItem) {
    list.seen()
    setOpen(undefined)
    if (item.id === selected?.id) openCustomer(item.customer.id)
    else select(item.id)
  }

  function emptyDeeds() {
    if (fault) return faultDeeds(fault, refresh)
    if (!list.items) return {}
    const wider = chips[chips.length - 1]
    if (wider && wider.code !== scope)
      return {
        primary: {
          text: miniTexts.allScope(wider.text),
          icon: 'feed' as const,
          onDo: () => chooseScope(wider.code),
        },
      }
    return { primary: { text: miniTexts.refresh(), icon: 'feed' as const, onDo: () => void refresh() } }
  }
}
