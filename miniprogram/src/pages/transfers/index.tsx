import { type CustomerRow as Customer, customersRoute } from '@shared/api/customers'
import { transferAtMost } from '@shared/api/transfers'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { Dotted } from '@/components/dotted'
import { faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Name } from '@/components/name'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { SearchField, useSearch } from '@/components/search-field'
import { StaleStrip } from '@/components/stale-strip'
import { Icon } from '@/icons/icon'
import { decoded } from '@/state/decoded'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { TransferSheet } from './transfer-sheet'

/**
 * Customers are ticked, then go to a colleague. Opened for one customer (`id`) the sheet is there at once; for somebody
 * who left (`from`) all of theirs may go.
 */
export default function TransferPage() {
  const { id, from, name } = useRouter().params
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(id ? [id] : []))
  const [open, setOpen] = useState(Boolean(id))
  const search = useSearch()
  const { q } = search
  const list = useList<Customer>(`transfer/${from ?? ''}/${q}`, (cursor) =>
    call(customersRoute, { query: { q, cursor, ...(from && { owner: from }) } }),
  )
  useLive(list.refresh)
  const leaver = name && decoded(name)
  return (
    <Screen title={leaver ? mergePageTexts.ofLeaver(leaver) : mergePageTexts.transfer()} back>
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody onRefresh={list.refresh} onMore={list.loadMore}>
        <ListView
          list={list}
          empty={
            q
              ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noMatchWhy() }
              : { icon: 'customers', title: mergePageTexts.noneToHand(), why: mergePageTexts.noneToHandWhy() }
          }
        >
          {(items) => <View className="list flat">{items.map(row)}</View>}
        </ListView>
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function row(customer: Customer) {
    const on = ticked.has(customer.id)
    return (
      <View
        key={customer.id}
        className={`row ticked ${on ? 'on' : ''}`}
        aria-role="checkbox"
        aria-checked={on}
        onClick={() => tick(customer.id)}
      >
        <View className={`tick ${on ? 'on' : ''}`}>{on && <Icon name="check" size="s" />}</View>
        <View className="row-m">
          <Name className="name" text={customer.name} />
          <Dotted
            className="meta"
            parts={[customer.store.name, customer.owner?.name ?? miniTexts.noOwner(), customer.code]}
          />
        </View>
      </View>
    )
  }

  function tick(customerId: string) {
    const next = new Set(ticked)
    if (!next.delete(customerId) && next.size < transferAtMost) next.add(customerId)
    setTicked(next)
  }

  function foot() {
    if (list.fault && !list.items) return <Foot last {...faultDeeds(list.fault, list.refresh)} />
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
    return (
      <Foot
        last
        note={note}
        field={<SearchField search={search} placeholder={mergePageTexts.search()} />}
        sides={[{ text: hand, icon: 'share', off: ticked.size === 0 && !all, onDo: () => setOpen(true) }]}
      />
    )
  }

  function done() {
    setOpen(false)
    setTicked(new Set())
    if (id) Taro.navigateBack()
  }
}
