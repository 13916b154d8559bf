import { type CustomerView, customerViewsRoute } from '@shared/api/customer-filter'
import type { CustomerRow as Customer } from '@shared/api/customers'
import { transferAtMost } from '@shared/api/transfers'
import { fileTexts } from '@shared/text/customer-pages'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { CustomerRow } from '@/components/customer-row'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { SearchField, useSearch } from '@/components/search-field'
import { StaleStrip } from '@/components/stale-strip'
import { TickRow } from '@/components/tick-row'
import { Icon } from '@/icons/icon'
import { findCustomers } from '@/offline/find-customers'
import { chooseFilter, useFilter } from '@/state/customer-filter'
import { chooseScope, loadMe, useMe, useScope } from '@/state/me'
import { beginPicks, endPicks, pick, usePicks } from '@/state/picks'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'

export default function CustomersPage() {
  const me = useMe()
  const scope = useScope()
  const search = useSearch()
  const { q } = search
  useEffect(() => {
    loadMe()
  }, [])
  // Who searches by name wants that customer, whoever's it is.
  const reach = q ? 'all' : scope
  const chosen = useFilter()
  const filter = chosen?.filter
  const list = useList<Customer>(me && `${me.id}/${reach}/${q}/${JSON.stringify(filter)}`, (cursor) =>
    findCustomers({ q, scope: reach, cursor, ...filter }),
  )
  const { views, readViews } = useViews()
  const picks = usePicks()
  const [searching, setSearching] = useState(false)
  // Finance looks, and does not act on customers.
  const mayPick = me !== undefined && me.role !== 'finance'
  useLive(() => Promise.all([list.refresh(), readViews()]))
  // A saved filter is a way to look, like a scope; chosen again it is put away.
  const chips = [
    ...((me?.scopes.length ?? 0) > 1 ? (me?.scopes ?? []) : []),
    ...views.map(({ id, name }) => ({ code: id, text: name })),
  ]

  return (
    <Screen title={miniTexts.customers()} tab="customers">
      {chips.length > 0 && (
        <Chips chips={chips} on={chosen?.viewId ?? (q ? undefined : scope)} onChoose={choose} />
      )}
      {chosen && (
        <View className="strip filter">
          <Icon name="filter" size="s" />
          <View className="row-m cut">{fileTexts.filterOn(chosen.words)}</View>
        </View>
      )}
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody tight={mayPick} onRefresh={list.refresh} onMore={list.loadMore}>
        {mayPick && list.items && list.items.length > 0 && (
          <View className="sec pick" onClick={() => (picks ? stopPicking() : beginPicks())}>
            <View className="pick-t">{picks ? mergePageTexts.stopPicking() : mergePageTexts.pick()}</View>
          </View>
        )}
        <ListView
          list={list}
          empty={
            q
              ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noMatchWhy() }
              : chosen
                ? { icon: 'filter', title: fileTexts.noFiltered(), why: fileTexts.noFilteredWhy() }
                : { icon: 'customers', title: miniTexts.noCustomers(), why: miniTexts.noCustomersWhy() }
          }
        >
          {(items) => (
            <View className="list flat">
              {items.map((customer) =>
                picks ? (
                  <TickRow
                    key={customer.id}
                    customer={customer}
                    on={picks.has(customer.id)}
                    onTick={() => pick(customer, transferAtMost)}
                  />
                ) : (
                  <CustomerRow key={customer.id} customer={customer} />
                ),
              )}
            </View>
          )}
        </ListView>
      </ScrollBody>
      {list.fault && !list.items ? (
        <Foot {...faultDeeds(list.fault, list.refresh)} />
      ) : picks && !searching ? (
        <Foot note={pickedWords(picks)} {...pickDeeds(picks)} />
      ) : (
        <Foot sides={deeds()} field={<SearchField search={search} placeholder={miniTexts.search()} />} />
      )}
    </Screen>
  )

  function choose(code: string) {
    const view = views.find(({ id }) => id === code)
    if (view) {
      const again = chosen?.viewId === view.id
      return chooseFilter(again ? undefined : { filter: view.filter, words: view.name, viewId: view.id })
    }
    search.clear()
    const scoped = me?.scopes.find((each) => each.code === code)
    if (scoped) chooseScope(scoped.code)
  }

  function stopPicking() {
    setSearching(false)
    endPicks()
  }

  function pickDeeds(chosen: NonNullable<typeof picks>): { sides: Deed[]; primary: Deed } {
    const two: Deed = {
      text: mergePageTexts.mergeTwo(),
      icon: 'customers',
      onDo: () => {
        // The older one stays, unless they are swapped on the page.
        const [survivor, merged] = [...chosen.keys()].sort()
        void Taro.navigateTo({ url: `/pages/merges/merge?survivor=${survivor}&merged=${merged}` })
      },
    }
    return {
      sides: [
        { text: mergePageTexts.stopPicking(), icon: 'close', onDo: stopPicking },
        { text: mergePageTexts.find(), icon: 'search', onDo: () => setSearching(true) },
        ...(chosen.size === 2 ? [two] : []),
      ],
      primary: {
        text: mergePageTexts.hand(chosen.size),
        icon: 'share',
        off: chosen.size === 0,
        onDo: () => void Taro.navigateTo({ url: '/pages/transfers/index?picked=1' }),
      },
    }
  }

  function deeds(): Deed[] {
    if (picks) return [{ text: mergePageTexts.found(), icon: 'check', onDo: () => setSearching(false) }]
    const clear: Deed = { text: fileTexts.clear(), icon: 'close', onDo: () => chooseFilter(undefined) }
    const narrow: Deed = { text: fileTexts.filter(), icon: 'filter', onDo: () => go('filter') }
    const add: Deed = { text: fileTexts.create(), icon: 'plus', onDo: () => go('form') }
    return [chosen ? clear : narrow, add]
  }
}

function pickedWords(picks: ReadonlyMap<string, Customer>): string {
  if (picks.size === 0) return mergePageTexts.pickHint()
  const names = [...picks.values()].map(({ name }) => name)
  if (picks.size >= transferAtMost) return mergePageTexts.pickedFull(transferAtMost)
  return mergePageTexts.pickedNames(picks.size, names)
}

const go = (page: string) => void Taro.navigateTo({ url: `/pages/customer-file/${page}` })

function useViews() {
  const [views, setViews] = useState<CustomerView[]>([])
  const readViews = useCallback(async () => {
    const { answer } = await call(customerViewsRoute)
    if (answer) setViews(answer.items)
  }, [])
  useEffect(() => {
    readViews()
  }, [readViews])
  return { views, readViews }
}
