import type { AnswerOf } from '@shared/api/route'
import { issueLoginCodeRoute, staffRoute } from '@shared/api/staff'
import { miniTexts } from '@shared/text/miniprogram'
import { useState } from 'react'
import { call } from '@/api/call'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { noPeople, type Person, PersonRows } from '@/components/person-rows'
import { SearchField, useSearch } from '@/components/search-field'
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
    <ListScreen title={miniTexts.people()} list={list} empty={noPeople(q)} foot={foot}>
      {(items) => <PersonRows people={items} on={selected?.id} onSelect={choose} />}
    </ListScreen>
  )

  function choose(id: string) {
    setIssued(undefined)
    select(id)
  }

  function foot() {
    if (issued)
      return <CodeSheet name={issued.name} issued={issued.answer} onFold={() => setIssued(undefined)} />
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
