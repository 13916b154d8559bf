import type { CustomerRow as Customer } from '@shared/api/customers'
import { addToPlanRoute } from '@shared/api/visit-plans'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Dotted } from '@/components/dotted'
import { Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Name } from '@/components/name'
import { SearchField, useSearch } from '@/components/search-field'
import { StageChip } from '@/components/stage-chip'
import { findCustomers } from '@/offline/find-customers'
import { now } from '@/state/clock'
import { dayOf } from '@/state/days'
import { loadMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useWrite } from '@/state/use-write'
import '../visit.css'

/** Which customers to put on the plan of a day. */
export default function ChoosePage() {
  const { on: asked = '', staff } = useRouter().params
  const on = /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : dayOf(now(), 0)
  const search = useSearch()
  const { q } = search
  const [chosen, setChosen] = useState<readonly Customer[]>([])
  const { write, busy, fault: refused } = useWrite()
  useEffect(() => {
    loadMe()
  }, [])
  useEffect(() => {
    if (refused) tell({ text: refused.message, fault: true })
  }, [refused])
  const list = useList<Customer>(`choose/${q}`, (cursor) =>
    findCustomers({ q, ...(staff ? { owner: staff } : { scope: q ? 'all' : 'mine' }), cursor }),
  )
  const isChosen = (id: string) => chosen.some((each) => each.id === id)
  const toggle = (customer: Customer) =>
    setChosen((all) =>
      isChosen(customer.id) ? all.filter(({ id }) => id !== customer.id) : [...all, customer],
    )

  return (
    <ListScreen
      title={visitPageTexts.choose()}
      list={list}
      empty={
        q
          ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noMatchWhy() }
          : { icon: 'customers', title: miniTexts.noCustomers(), why: miniTexts.noCustomersWhy() }
      }
      foot={() => (
        <Foot
          last
          field={field()}
          primary={{
            text: visitPageTexts.chosen(chosen.length),
            icon: 'plus',
            off: busy || chosen.length === 0,
            onDo: add,
          }}
        />
      )}
    >
      {(items) => <View className="list flat">{items.map(row)}</View>}
    </ListScreen>
  )

  function row(customer: Customer) {
    const { id, name, stage, store, owner, lastTouchAt } = customer
    const on = isChosen(id)
    return (
      <View key={id} className={`row way ${on ? 'on' : ''}`} onClick={() => toggle(customer)}>
        <View className={`radio ${on ? 'on' : ''}`} />
        <View className="row-m">
          <View className="row-h">
            <Name className="name" text={name} />
            <StageChip stage={stage} />
          </View>
          <Dotted
            className="meta"
            parts={[
              lastTouchAt ? minuteText(new Date(lastTouchAt), now()) : miniTexts.noTouch(),
              store.name,
              owner?.name ?? miniTexts.noOwner(),
            ]}
          />
        </View>
      </View>
    )
  }

  function field() {
    return <SearchField search={search} placeholder={miniTexts.search()} />
  }

  async function add() {
    const body = { on, ...(staff && { staffId: staff }), customerIds: chosen.map(({ id }) => id) }
    const about = visitPageTexts.severalAbout(chosen[0]?.name ?? '', chosen.length)
    const done = await write(
      addToPlanRoute,
      '',
      body,
      (minute) => visitPageTexts.added(minute, chosen.length),
      { about, write: { kind: 'plan', change: 'add', body, added: chosen } },
    )
    if (done) Taro.navigateBack()
  }
}
