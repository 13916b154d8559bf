import { customerChoicesRoute } from '@shared/api/customer-file'
import {
  type CustomerFilter,
  customerViewsRoute,
  removeCustomerViewRoute,
  saveCustomerViewRoute,
} from '@shared/api/customer-filter'
import { fileTexts } from '@shared/text/customer-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Bones } from '@/components/bones'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { Sheet } from '@/components/sheet'
import { chooseFilter, chosenFilter, filterWords } from '@/state/customer-filter'
import { useWrite } from '@/state/use-write'
import { FactRow } from './fact-row'
import { type FilterRow, filterRows } from './filter-rows'
import { FilterSheet } from './filter-sheet'
import { useRead } from './use-read'

/** What the list of customers is narrowed by; a filter can be kept under a name. */
export default function FilterPage() {
  const { answer: choices, fault, read } = useRead(customerChoicesRoute, '')
  const { answer: views, read: readViews } = useRead(customerViewsRoute, '')
  const [filter, setFilter] = useState<CustomerFilter>(() => chosenFilter()?.filter ?? {})
  const [open, setOpen] = useState<string>()
  const [name, setName] = useState<string>()
  const { write, busy, fault: unsaved } = useWrite()
  const rows = choices && filterRows(filter, choices)
  const row = rows?.find(({ key }) => key === open)
  const names = new Map(
    choices
      ? [choices.stages, choices.owners, choices.stores, choices.sources, choices.fields]
          .flat()
          .map((each) => [each.id, each.name])
      : [],
  )
  const words = filterWords(filter, names)
  const view = views?.items.find((each) => JSON.stringify(each.filter) === JSON.stringify(filter))

  return (
    <Screen title={fileTexts.filter()} back>
      <ScrollBody onRefresh={read}>
        {!rows && !fault && <Bones />}
        {!rows && fault && <FaultFace fault={fault} />}
        {rows && <View className="list flat">{rows.map(filterRow)}</View>}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function filterRow({ key, label, text }: FilterRow) {
    return (
      <FactRow
        key={key}
        label={label}
        text={text}
        blank={fileTexts.any()}
        on={key === open}
        onSelect={() => {
          setName(undefined)
          setOpen(key)
        }}
      />
    )
  }

  function foot() {
    if (fault && !rows) return <Foot last {...faultDeeds(fault, read)} />
    if (row)
      return (
        <FilterSheet
          key={row.key}
          row={row}
          onFill={(next) => {
            setFilter(next)
            setOpen(undefined)
          }}
          onFold={() => setOpen(undefined)}
        />
      )
    if (name !== undefined)
      return (
        <Sheet
          title={fileTexts.viewName()}
          about={words}
          input={{ value: name, hint: words.slice(0, 20), atMost: 20, onChange: setName }}
          send={{ text: fileTexts.saveView(), icon: 'check', off: name.trim() === '' }}
          busy={busy}
          fault={unsaved}
          last
          onFold={() => setName(undefined)}
          onSend={save}
        />
      )
    const keep: Deed = { text: fileTexts.saveView(), icon: 'copy', onDo: () => setName('') }
    const remove: Deed = { text: fileTexts.removeView(), icon: 'close', onDo: drop }
    return (
      <Foot
        last
        selected={view?.name ?? (words || undefined)}
        sides={words ? [view ? remove : keep] : []}
        primary={{ text: words ? fileTexts.look() : fileTexts.lookAll(), icon: 'filter', onDo: look }}
      />
    )
  }

  function look() {
    chooseFilter(words ? { filter, words: view?.name ?? words, ...(view && { viewId: view.id }) } : undefined)
    Taro.navigateBack()
  }

  async function save() {
    const named = (name ?? '').trim()
    const done = await write(saveCustomerViewRoute, '', { name: named, filter }, (minute) =>
      fileTexts.viewSaved(minute, named),
    )
    if (!done) return
    setName(undefined)
    await readViews()
  }

  async function drop() {
    if (!view) return
    await write(removeCustomerViewRoute, view.id, undefined, (minute) =>
      fileTexts.viewRemoved(minute, view.name),
    )
    await readViews()
  }
}
