import type { AnswerOf } from '@shared/api/route'
import { issueLoginCodeRoute, staffRoute } from '@shared/api/staff'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { type Person, PersonRow } from '@/components/person-row'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { SearchField, useSearch } from '@/components/search-field'
import { StaleStrip } from '@/components/stale-strip'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useSelection } from '@/state/use-selection'
import { CodeSheet } from './code-sheet'

/** An admin gives a colleague without WeCom a way in: a code that works once. */
export default function PeoplePage() {
  const search = useSearch()
  const { q } = search
  const [issued, setIssued] = useState<{ name: string; answer: AnswerOf<typeof issueLoginCodeRoute> }>()
  const [busy, setBusy] = useState(false)
  const list = useList<Person>(`people/${q}`, (cursor) => call(staffRoute, { query: { q, cursor } }))
  const [selected, select] = useSelection(list.items)

  return (
    <Screen title={miniTexts.people()} back>
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
                  onSelect={() => choose(person.id)}
                />
              ))}
            </View>
          )}
        </ListView>
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function choose(id: string) {
    setIssued(undefined)
    select(id)
  }

  function foot() {
    if (issued)
      return <CodeSheet name={issued.name} issued={issued.answer} onFold={() => setIssued(undefined)} />
    if (list.fault && !list.items) return <Foot last {...faultDeeds(list.fault, list.refresh)} />
    const left = selected?.state === 'left'
    const primary: Deed | undefined = selected && {
      text: miniTexts.giveCode(selected.name),
      icon: 'lock',
      off: busy || left,
      onDo: () => issue(selected),
    }
    return (
      <Foot
        last
        selected={left ? miniTexts.hasLeftWhy(selected.name) : selected?.name}
        field={searchField()}
        primary={primary}
      />
    )
  }

  function searchField() {
    return <SearchField search={search} placeholder={miniTexts.searchPeople()} />
  }

  async function issue({ id, name }: Person) {
    if (busy) return
    setBusy(true)
    const { answer, fault } = await call(issueLoginCodeRoute, { params: { id } })
    setBusy(false)
    if (fault) tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
    else setIssued({ name, answer })
  }
}
