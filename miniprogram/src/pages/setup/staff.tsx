import { staffRoute } from '@shared/api/staff'
import { miniTexts } from '@shared/text/miniprogram'
import { setupPageTexts } from '@shared/text/setup-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import { faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { type Person, PersonRow } from '@/components/person-row'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { SearchField, useSearch } from '@/components/search-field'
import { StaleStrip } from '@/components/stale-strip'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

const open = (id?: string) =>
  void Taro.navigateTo({ url: `/pages/setup/person${id ? `?id=${encodeURIComponent(id)}` : ''}` })

/** The people of the organisation, to be added and changed. */
export default function StaffPage() {
  const search = useSearch()
  const { q } = search
  const list = useList<Person>(`staff/${q}`, (cursor) => call(staffRoute, { query: { q, cursor } }))
  const [selected, select] = useSelection(list.items)
  useLive(list.refresh)
  return (
    <Screen title={setupPageTexts.person()} back>
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody onRefresh={list.refresh} onMore={list.loadMore}>
        <ListView
          list={list}
          empty={
            q
              ? { icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noPersonWhy() }
              : { icon: 'customers', title: miniTexts.noPeople(), why: miniTexts.noPeopleWhy() }
          }
        >
          {(items) => (
            <View className="list">
              {items.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  on={person.id === selected?.id}
                  onSelect={() => select(person.id)}
                />
              ))}
            </View>
          )}
        </ListView>
      </ScrollBody>
      {list.fault && !list.items ? (
        <Foot last {...faultDeeds(list.fault, list.refresh)} />
      ) : (
        <Foot
          last
          selected={selected?.name}
          field={<SearchField search={search} placeholder={miniTexts.searchPeople()} />}
          sides={[
            { text: setupPageTexts.newPerson(), icon: 'plus', onDo: () => open() },
            ...(selected
              ? [{ text: setupPageTexts.edit(), icon: 'edit' as const, onDo: () => open(selected.id) }]
              : []),
          ]}
        />
      )}
    </Screen>
  )
}
