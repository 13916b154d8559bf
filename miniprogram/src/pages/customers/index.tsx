import { type CustomerView, customerViewsRoute } from '@shared/api/customer-filter'
import { type CustomerRow as Customer, customersRoute } from '@shared/api/customers'
import type { AnswerOf, QueryOf } from '@shared/api/route'
import { fileTexts } from '@shared/text/customer-pages'
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
import { Icon } from '@/icons/icon'
import type { KeptOutcome } from '@/offline/call-kept'
import { findKept } from '@/offline/kept-customers'
import { chooseFilter, useFilter } from '@/state/customer-filter'
import { chooseScope, loadMe, useMe, useScope, whoIsHere } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'

/** Without a network those on this phone; a filter is the server's to apply. */
async function customersOrKept(query: QueryOf<typeof customersRoute>) {
  const outcome: KeptOutcome<AnswerOf<typeof customersRoute>> = await call(customersRoute, { query })
  const { q = '', scope: _, cursor, ...filter } = query
  if (outcome.fault?.code !== 'offline' || cursor || Object.keys(filter).length > 0) return outcome
  const staffId = await whoIsHere()
  const found = staffId ? await findKept(staffId, q) : undefined
  return found ? { answer: { items: found.items, nextCursor: null }, keptAt: found.at } : outcome
}

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
    customersOrKept({ q, scope: reach, cursor, ...filter }),
  )
  const { views, readViews } = useViews()
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
      <ScrollBody onRefresh={list.refresh} onMore={list.loadMore}>
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
              {items.map((customer) => (
                <CustomerRow key={customer.id} customer={customer} />
              ))}
            </View>
          )}
        </ListView>
      </ScrollBody>
      {list.fault && !list.items ? (
        <Foot {...faultDeeds(list.fault, list.refresh)} />
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

  function deeds(): Deed[] {
    const clear: Deed = { text: fileTexts.clear(), icon: 'close', onDo: () => chooseFilter(undefined) }
    const narrow: Deed = { text: fileTexts.filter(), icon: 'filter', onDo: () => go('filter') }
    const add: Deed = { text: fileTexts.create(), icon: 'plus', onDo: () => go('form') }
    return [chosen ? clear : narrow, add]
  }
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
