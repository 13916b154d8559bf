import {
  addSourceRoute,
  orderSourcesRoute,
  renameSourceRoute,
  restoreSourceRoute,
  retireSourceRoute,
  type SourceShape,
  sourcesRoute,
} from '@shared/api/sources'
import { fileTexts } from '@shared/text/customer-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { type Deed, Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Sheet } from '@/components/sheet'
import { loadMe, useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'
import { DragList } from './drag-list'

/** An admin says where customers come from: adds, renames, orders by dragging, takes out of use. */
export default function SourcesPage() {
  const me = useMe()
  const list = useList<SourceShape>('sources', () => call(sourcesRoute, { query: { all: 'true' } }))
  const [selected, select] = useSelection(list.items)
  const [open, setOpen] = useState<'add' | 'name'>()
  const { write, busy, fault, forgive } = useWrite()
  useLive(list.refresh)
  useEffect(() => {
    loadMe()
  }, [])
  useEffect(() => {
    // In a sheet it stands beside what was typed.
    if (fault && !open) tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
  }, [fault, open])
  const barred = me !== undefined && me.role !== 'admin'

  return (
    <ListScreen
      title={fileTexts.sourcesPage()}
      list={list}
      empty={{ icon: 'share', title: fileTexts.noSources(), why: fileTexts.noSourcesWhy() }}
      tight
      barred={barred ? { title: fileTexts.noRight(), why: fileTexts.noRightWhy() } : undefined}
      foot={foot}
    >
      {(items) => (
        <DragList
          items={items}
          on={selected?.id}
          partsOf={({ inUse }) => [inUse ? fileTexts.inUse() : fileTexts.retired()]}
          onSelect={(id) => {
            unfold(undefined)
            select(id)
          }}
          onOrder={order}
        />
      )}
    </ListScreen>
  )

  function foot() {
    const source = open === 'add' ? undefined : selected
    if (open)
      return (
        <NameSheet
          key={open + source?.id}
          {...{ source, busy, fault }}
          onSend={save}
          onFold={() => unfold(undefined)}
        />
      )
    const add: Deed = { text: fileTexts.addSource(), icon: 'plus', onDo: () => unfold('add') }
    if (!selected) return <Foot last primary={add} />
    const use: Deed = selected.inUse
      ? { text: fileTexts.retire(), icon: 'close', onDo: () => void changeUse(selected) }
      : { text: fileTexts.restore(), icon: 'check', onDo: () => void changeUse(selected) }
    const rename: Deed = { text: fileTexts.rename(), icon: 'edit', onDo: () => unfold('name') }
    return <Foot last selected={selected.name} sides={[use, rename]} primary={add} />
  }

  function unfold(what: typeof open) {
    forgive()
    setOpen(what)
  }

  async function save(name: string, source: SourceShape | undefined) {
    const done = source
      ? await write(renameSourceRoute, source.id, { version: source.version, name }, (minute) =>
          fileTexts.sourceRenamed(minute, name),
        )
      : await write(addSourceRoute, '', { name }, (minute) => fileTexts.sourceAdded(minute, name))
    if (done) unfold(undefined)
  }

  async function changeUse(source: SourceShape) {
    const route = source.inUse ? retireSourceRoute : restoreSourceRoute
    await write(route, source.id, { version: source.version }, (minute) =>
      source.inUse
        ? fileTexts.sourceRetired(minute, source.name)
        : fileTexts.fieldRestored(minute, source.name),
    )
    await list.refresh()
  }

  async function order(ids: string[]) {
    await write(orderSourcesRoute, '', { ids }, (minute) => fileTexts.fieldsOrdered(minute))
    await list.refresh()
  }
}

interface NameProps extends Pick<ReturnType<typeof useWrite>, 'busy' | 'fault'> {
  /** Of a new one none. */
  source: SourceShape | undefined
  onSend(name: string, source: SourceShape | undefined): void
  onFold(): void
}

function NameSheet({ source, busy, fault, onSend, onFold }: NameProps) {
  const [name, setName] = useState(source?.name ?? '')
  return (
    <Sheet
      title={source ? fileTexts.renameTitle(source.name) : fileTexts.sourceName()}
      input={{ value: name, hint: fileTexts.sourceNameHint(), atMost: 20, onChange: setName }}
      send={{
        text: source ? fileTexts.save() : fileTexts.addSource(),
        icon: 'check',
        off: name.trim() === '' || name.trim() === source?.name,
      }}
      last
      {...{ busy, fault, onFold }}
      onSend={() => onSend(name.trim(), source)}
    />
  )
}
