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
  const { id, owner, from, name, picked: byPicks } = useRouter().params
  const [given] = useState(() => (byPicks ? [...(picked()?.values() ?? [])] : []))
  /** Customers that go, each with its present owner. */
  const [ticked, setTicked] = useState<ReadonlyMap<string, string | undefined>>(
    () => new Map(id ? [[id, owner]] : given.map((each) => [each.id, each.owner?.id])),
  )
  const [handed, setHanded] = useState(false)
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
          : handed
            ? { icon: 'check', title: mergePageTexts.allHanded(), why: mergePageTexts.allHandedWhy() }
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
              onTick={() => tick(customer)}
            />
          ))}
        </View>
      )}
    </ListScreen>
  )

  function tick(customer: Customer) {
    const next = new Map(ticked)
    if (!next.delete(customer.id) && next.size < transferAtMost) next.set(customer.id, customer.owner?.id)
    setTicked(next)
    setHanded(false)
  }

  function foot() {
    if (open)
      return (
        <TransferSheet
          what={ticked.size > 0 ? { customerIds: [...ticked.keys()] } : { fromOwnerId: from ?? '' }}
          ownerId={onlyOwner([...ticked.values()]) ?? from}
          onDone={done}
          onFold={() => setOpen(false)}
        />
      )
    const all = from && ticked.size === 0 && (list.items?.length ?? 0) > 0
    const over = ticked.size === 0 && (handed || (list.items?.length === 0 && !q))
    const some = given.length > 0 ? mergePageTexts.hand(ticked.size) : mergePageTexts.short()
    const hand: Deed = {
      text: all ? mergePageTexts.handAll() : some,
      icon: 'share',
      off: ticked.size === 0 && !all,
      onDo: () => setOpen(true),
    }
    const back: Deed = {
      text: mergePageTexts.handedAll(),
      icon: 'check',
      onDo: () => void Taro.navigateBack(),
    }
    const deed = over && !all ? back : hand
    const note = all ? mergePageTexts.allUnlessPicked() : noteOf(over)
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

  function noteOf(over: boolean): string | undefined {
    if (ticked.size > 0) return mergePageTexts.picked(ticked.size)
    if (list.items?.length === 0) return undefined
    return over ? mergePageTexts.handedOn() : mergePageTexts.pickFirst()
  }

  function done() {
    setOpen(false)
    setTicked(new Map())
    setHanded(true)
    if (given.length > 0) endPicks()
    if (id || given.length > 0) Taro.navigateBack()
  }
}

/** Whose they are, where all are one person's. */
const onlyOwner = (owners: readonly (string | undefined)[]) =>
  new Set(owners).size === 1 ? owners[0] : undefined
