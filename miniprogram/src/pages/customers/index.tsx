import { type CustomerRow as Customer, customersRoute } from '@shared/api/customers'
import { miniTexts } from '@shared/text/miniprogram'
import { Input, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { CustomerRow } from '@/components/customer-row'
import { faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { Icon } from '@/icons/icon'
import { chooseScope, loadMe, useMe, useScope } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'

export default function CustomersPage() {
  const me = useMe()
  const scope = useScope()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    // A request a keystroke would come back in any order and be thrown away.
    const timer = setTimeout(() => setQ(typed.trim()), typed ? 250 : 0)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    loadMe()
  }, [])
  // Who searches by name wants that customer, whoever's it is.
  const reach = q ? 'all' : scope
  const list = useList<Customer>(me && `${me.id}/${reach}/${q}`, (cursor) =>
    call(customersRoute, { query: { q, scope: reach, cursor } }),
  )
  useLive(list.refresh)
  const chips = me?.scopes ?? []

  return (
    <Screen title={miniTexts.customers()} tab="customers">
      {chips.length > 1 && <Chips chips={chips} on={q ? undefined : scope} onChoose={choose} />}
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody onRefresh={list.refresh} onMore={list.loadMore}>
        <ListView
          list={list}
          empty={
            q
              ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noMatchWhy() }
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
        <Foot
          field={
            <View className="field action">
              <Icon name="search" />
              <Input
                className="field-in"
                value={typed}
                placeholder={miniTexts.search()}
                placeholderClass="hint"
                maxlength={60}
                confirmType="search"
                onInput={(event) => setTyped(event.detail.value)}
                onConfirm={() => setQ(typed.trim())}
              />
              {typed && (
                <View
                  className="field-clear"
                  aria-label={miniTexts.clearSearch()}
                  onClick={() => setTyped('')}
                >
                  <Icon name="close" size="s" />
                </View>
              )}
            </View>
          }
        />
      )}
    </Screen>
  )

  function choose(code: NonNullable<typeof scope>) {
    setTyped('')
    setQ('')
    chooseScope(code)
  }
}
