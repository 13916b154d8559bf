import { type CustomerRow as Customer, customersRoute } from '@shared/api/customers'
import { transferAtMost } from '@shared/api/transfers'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { SearchField, useSearch } from '@/components/search-field'
import { TickRow } from '@/components/tick-row'
import { decoded } from '@/state/decoded'
import { loadMe } from '@/state/me'
import { endPicks, picked } from '@/state/picks'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { TransferSheet } from './transfer-sheet'

/**
 * Customers are ticked, then go to a colleague or a store. Opened for one customer (`id`) or for those ticked in the
 * customers' tab (`picked`) the sheet is there at once; for somebody who left (`from`) all of theirs may go.
 */
export default function TransferPage() {
  const { id, from, name, picked: byPicks } = useRouter().params
  const [given] = useState(() => (byPicks ? [...(picked()?.values() ?? [])] : []))
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(id ? [id] : given.map((each) => each.id)))
  const [open, setOpen] = useState(ticked.size > 0)
  const search = useSearch()
  const { q } = search
  const list = useList<Customer>(`transfer/${from ?? ''}/${q}`, async (cursor) =>
    given.length > 0
      ? { answer: { items: given, nextCursor: null } }
      : call(customersRoute, { query: { q, cursor, ...(from && { owner: from }) } }),
  )
  useLive(list.refresh)
  useEffect(() => {
    loadMe()
  }, [])
  const leaver = name && decoded(name)
  return (
    <ListScreen
      title={leaver ? mergePageTexts.ofLeaver(leaver) : mergePageTexts.transfer()}
      list={list}
      empty={
        q
          ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noMatchWhy() }
          : { icon: 'customers', title: mergePageTexts.noneToHand(), why: mergePageTexts.noneToHandWhy() }
      }
      foot={foot}
    >
      {(items) => (
        <View className="list flat">
          {items.map((customer) => (
            <TickRow
              key={customer.id}
              customer={customer}
              on={ticked.has(customer.id)}
              onTick={() => tick(customer.id)}
            />
          ))}
        </View>
      )}
    </ListScreen>
  )

  function tick(customerId: string) {
    const next = new Set(ticked)
    if (!next.delete(customerId) && next.size < transferAtMost) next.add(customerId)
    setTicked(next)
  }

  function foot() {
    if (open)
      return (
        <TransferSheet
          what={ticked.size > 0 ? { customerIds: [...ticked] } : { fromOwnerId: from ?? '' }}
          onDone={done}
          onFold={() => setOpen(false)}
        />
      )
    const all = from && ticked.size === 0 && (list.items?.length ?? 0) > 0
    const hand = all ? mergePageTexts.handAll() : mergePageTexts.hand(ticked.size)
    const none = all ? mergePageTexts.allUnlessPicked() : mergePageTexts.pickFirst()
    const note = ticked.size === 0 ? none : mergePageTexts.picked(ticked.size)
    const deed: Deed = {
      text: hand,
      icon: 'share',
      off: ticked.size === 0 && !all,
      onDo: () => setOpen(true),
    }
    if (given.length > 0) return <Foot last note={note} primary={deed} />
    return (
      <Foot
        last
        note={note}
        field={<SearchField search={search} placeholder={mergePageTexts.search()} />}
        sides={[deed]}
      />
    )
  }

  function done() {
    setOpen(false)
    setTicked(new Set())
    if (given.length > 0) endPicks()
    if (id || given.length > 0) Taro.navigateBack()
  }
}
