import {
  type FieldShape,
  fieldsRoute,
  orderFieldsRoute,
  restoreFieldRoute,
  retireFieldRoute,
} from '@shared/api/fields'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { useState } from 'react'
import { call } from '@/api/call'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'
import { DragList } from './drag-list'
import { FieldSheet } from './field-sheet'

/** An admin says what is kept of customers: adds, renames, orders by dragging, requires, takes out of use. */
export default function FieldsPage() {
  const me = useMe()
  const list = useList<FieldShape>('fields', () => call(fieldsRoute, { query: { all: 'true' } }))
  const [selected, select] = useSelection(list.items)
  const [open, setOpen] = useState<'add' | 'name' | 'required'>()
  const { write, busy } = useWrite()
  useLive(list.refresh)
  const barred = me !== undefined && me.role !== 'admin'

  return (
    <ListScreen
      title={fileTexts.fieldsPage()}
      list={list}
      empty={{ icon: 'edit', title: fileTexts.noFields(), why: fileTexts.noFieldsWhy() }}
      tight
      barred={barred ? { title: fileTexts.noRight(), why: fileTexts.noRightWhy() } : undefined}
      foot={foot}
    >
      {(items) => (
        <DragList
          items={items}
          on={selected?.id}
          partsOf={partsOf}
          onSelect={(id) => {
            setOpen(undefined)
            select(id)
          }}
          onOrder={order}
        />
      )}
    </ListScreen>
  )

  function foot() {
    if (open)
      return (
        <FieldSheet
          key={open + selected?.id}
          field={open === 'add' ? undefined : selected}
          what={open}
          onFold={() => setOpen(undefined)}
        />
      )
    const add: Deed = { text: fileTexts.addField(), icon: 'plus', onDo: () => setOpen('add') }
    if (!selected) return <Foot last primary={add} />
    const use: Deed = selected.inUse
      ? { text: fileTexts.retire(), icon: 'close', onDo: () => void changeUse(selected) }
      : { text: fileTexts.restore(), icon: 'check', onDo: () => void changeUse(selected) }
    const rename: Deed = { text: fileTexts.rename(), icon: 'edit', onDo: () => setOpen('name') }
    const required: Deed = { text: fileTexts.must(), icon: 'target', onDo: () => setOpen('required') }
    const sides = [
      use,
      ...(selected.inUse ? [rename] : []),
      ...(selected.inUse && !selected.computed ? [required] : []),
    ]
    return <Foot last selected={selected.name} sides={sides} primary={add} />
  }

  async function changeUse(field: FieldShape) {
    if (busy) return
    const route = field.inUse ? retireFieldRoute : restoreFieldRoute
    await write(route, field.id, { version: field.version }, (minute) =>
      field.inUse ? fileTexts.fieldRetired(minute, field.name) : fileTexts.fieldRestored(minute, field.name),
    )
    await list.refresh()
  }

  async function order(ids: string[]) {
    const done = await write(orderFieldsRoute, '', { ids }, (minute) => fileTexts.fieldsOrdered(minute))
    if (!done) tell({ text: miniTexts.refresh(), fault: true })
    await list.refresh()
  }
}

function partsOf({ type, required, computed, inUse, choices }: FieldShape): string[] {
  return [
    fileTexts.types[type],
    !inUse ? fileTexts.retired() : computed ? fileTexts.computed() : fileTexts.requireds[required],
    ...(choices ? [choices.join('、').slice(0, 12)] : []),
  ]
}
