import { staffRoute } from '@shared/api/staff'
import { miniTexts } from '@shared/text/miniprogram'
import { setupPageTexts } from '@shared/text/setup-pages'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import { Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { noPeople, type Person, PersonRows } from '@/components/person-rows'
import { SearchField, useSearch } from '@/components/search-field'
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
    <ListScreen
      title={setupPageTexts.person()}
      list={list}
      empty={noPeople(q)}
      foot={() => (
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
    >
      {(items) => <PersonRows people={items} on={selected?.id} onSelect={select} />}
    </ListScreen>
  )
}
