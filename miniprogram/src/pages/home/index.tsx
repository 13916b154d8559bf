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
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { NoteSheet } from '@/components/note-sheet'
import { openCustomer } from '@/components/open-customer'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { SetupEntry } from '@/components/setup-entry'
import { StaleStrip } from '@/components/stale-strip'
import { TaskPicker } from '@/components/task-picker'
import { Composer } from '@/composer/composer'
import { useFreshNames } from '@/composer/names'
import { Icon } from '@/icons/icon'
import { chooseScope, loadMe, useMe, useScope } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

export default function HomePage() {
  const me = useMe()
  const scope = useScope()
  const [lost, setLost] = useState<Fault>()
  const [open, setOpen] = useState<'line' | 'note' | 'task'>()
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
  useFreshNames(me?.id)

  const chips = me?.scopes ?? []
  const chosen = chips.find((chip) => chip.code === scope)
  const fault = me ? list.fault : lost
  const may = (code: string) => selected?.actions.some((action) => action.code === code)

  return (
    <Screen title={miniTexts.home()} tab="home">
      {chips.length > 1 && <Chips chips={chips} on={scope} onChoose={chooseScope} />}
      <StaleStrip fault={list.fault ?? lost} at={list.at} />
      <ScrollBody onRefresh={refresh} onMore={list.loadMore}>
        {me?.role === 'admin' && <SetupEntry />}
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
      {foot()}
    </Screen>
  )

  function foot() {
    const onFold = () => setOpen(undefined)
    if (me && open === 'line')
      return <Composer staffId={me.id} customer={selected?.customer} onFold={onFold} />
    if (!selected) return <Foot {...emptyDeeds()} />
    const { customer } = selected
    if (open === 'note') return <NoteSheet customer={customer} onFold={onFold} />
    if (open === 'task') return <TaskPicker customer={customer} onFold={onFold} />
    const sides: Deed[] = [
      { text: miniTexts.openCustomer(), icon: 'person', onDo: () => openCustomer(customer.id) },
    ]
    if (may('completeTask'))
      sides.unshift({ text: miniTexts.complete(), icon: 'check', onDo: () => setOpen('task') })
    if (may('note')) sides.unshift({ text: miniTexts.note(), icon: 'message', onDo: () => setOpen('note') })
    return <Foot selected={customer.name} field={field()} sides={sides} />
  }

  function field() {
    return (
      <View className="field say action" aria-role="button" onClick={() => setOpen('line')}>
        <Icon name="edit" />
        <View className="cut">{miniTexts.compose()}</View>
      </View>
    )
  }

  /** A tap selects; a tap on the selected row opens its customer. */
  function touch(item: FeedItem) {
    list.seen()
    // A line being written goes on; what was tapped is where it would be noted.
    if (open === 'line') return select(item.id)
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
        field: field(),
        primary: {
          text: miniTexts.allScope(wider.text),
          icon: 'feed' as const,
          onDo: () => chooseScope(wider.code),
        },
      }
    return {
      field: field(),
      sides: [{ text: miniTexts.refresh(), icon: 'feed' as const, onDo: () => void refresh() }],
    }
  }
}
