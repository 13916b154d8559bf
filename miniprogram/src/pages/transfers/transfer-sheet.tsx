import type { BodyOf } from '@shared/api/route'
import {
  receiversRoute,
  receivingStoresRoute,
  transferPreviewRoute,
  transferRoute,
} from '@shared/api/transfers'
import { demoTexts } from '@shared/text/demo'
import { mergePageTexts } from '@shared/text/merge-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useSearch } from '@/components/search-field'
import { Sheet } from '@/components/sheet'
import { SheetSearch } from '@/components/sheet-search'
import { useMe } from '@/state/me'
import { useAnswer } from '@/state/use-answer'
import { useWrite } from '@/state/use-write'

type Body = BodyOf<typeof transferRoute>

interface Props {
  what: Pick<Body, 'customerIds' | 'fromOwnerId'>
  /** Whose they all are: nobody hands them to whom they are with. */
  ownerId: string | undefined
  onDone(): void
  onFold(): void
}

const kinds = ['person', 'store'] as const
type Kind = (typeof kinds)[number]

/** To whom or to which store, and what goes along: told before it is sent. */
export function TransferSheet({ what, ownerId, onDone, onFold }: Props) {
  const me = useMe()
  const [kind, setKind] = useState<Kind>('person')
  const [to, setTo] = useState<{ id: string; name: string }>()
  const [tasks, setTasks] = useState(true)
  const [opportunities, setOpportunities] = useState(true)
  /** A store of who takes them over, when the customers are to go there too. */
  const [theirStoreId, setTheirStore] = useState<string>()
  const search = useSearch()
  const { q } = search
  const people = useAnswer(kind === 'person' ? q : undefined, () => call(receiversRoute, { query: { q } }))
  const stores = useAnswer(kind === 'store' ? q : undefined, () =>
    call(receivingStoresRoute, { query: { q } }),
  )
  const body: Body = {
    ...what,
    ...(kind === 'person' ? { toOwnerId: to?.id, toStoreId: theirStoreId } : { toStoreId: to?.id }),
    tasks,
    opportunities,
  }
  const preview = useAnswer(to && JSON.stringify(body), () => call(transferPreviewRoute, { body }))
  const { write, busy, fault, forgive } = useWrite()
  const receivers = people.answer?.items.filter(({ id }) => id !== ownerId)
  const person = receivers?.find(({ id }) => id === to?.id)
  const told = preview.fault ? undefined : preview.answer
  const elsewhere = preview.fault?.code === 'receiver_elsewhere' || theirStoreId !== undefined
  const wrong = fault ?? (to ? preview.fault : undefined) ?? (kind === 'person' ? people : stores).fault
  const asked = kind === 'person' ? receivers : stores.answer?.items
  // A rep's customers stay in their stores.
  const mayStore = me !== undefined && me.role !== 'rep'
  return (
    <Sheet
      last
      title={mergePageTexts.toWhom()}
      about={told && mergePageTexts.along(told.count, told.tasks, told.opportunities, told.more)}
      send={{ text: mergePageTexts.send(kind, to?.name), icon: 'share', off: !to || !told }}
      busy={busy}
      fault={wrong}
      onSend={() => void send()}
      onFold={onFold}
    >
      {mayStore && (
        <View className="quick">
          {kinds.map((each) => (
            <View key={each} className={`chip ${each === kind ? 'on' : ''}`} onClick={() => turn(each)}>
              {mergePageTexts.toKinds[each]}
            </View>
          ))}
        </View>
      )}
      <SheetSearch value={search.typed} hint={mergePageTexts.findTo[kind]} onChange={search.type} />
      {asked?.length === 0 && (
        <View className="sheet-p">{q ? mergePageTexts.noneFound(q) : mergePageTexts.noReceivers()}</View>
      )}
      <View className="people">
        {kind === 'person' &&
          receivers?.map(({ id, name, role, stores }) =>
            option(
              { id, name },
              demoTexts.staffTitle(role, stores.map((store) => store.name).join('、') || null),
            ),
          )}
        {kind === 'store' &&
          stores.answer?.items.map(({ id, name, region }) => option({ id, name }, region.name))}
      </View>
      {kind === 'store' && <View className="sheet-p">{mergePageTexts.toStoreWhy()}</View>}
      <View className="quick">
        {elsewhere &&
          person?.stores.map(({ id, name }) => (
            <View
              key={id}
              className={`chip ${id === theirStoreId ? 'on' : ''}`}
              onClick={() => setTheirStore(id === theirStoreId ? undefined : id)}
            >
              {mergePageTexts.toTheirStore(name, id === theirStoreId)}
            </View>
          ))}
        <View className={`chip ${tasks ? 'on' : ''}`} onClick={() => setTasks(!tasks)}>
          {mergePageTexts.withTasks(tasks)}
        </View>
        <View
          className={`chip ${opportunities ? 'on' : ''}`}
          onClick={() => setOpportunities(!opportunities)}
        >
          {mergePageTexts.withOpportunities(opportunities)}
        </View>
      </View>
    </Sheet>
  )

  function option(one: { id: string; name: string }, about: string) {
    const on = one.id === to?.id
    return (
      <View
        key={one.id}
        className={`opt ${on ? 'on' : ''}`}
        aria-role="radio"
        aria-checked={on}
        onClick={() => choose(one)}
      >
        <View className="mark">{one.name.slice(0, 1)}</View>
        <View className="row-m">
          <View className="opt-t">{one.name}</View>
          <View className="meta">{about}</View>
        </View>
      </View>
    )
  }

  function turn(next: Kind) {
    search.clear()
    setKind(next)
    choose(undefined)
  }

  function choose(one: typeof to) {
    forgive()
    setTheirStore(undefined)
    setTo(one)
  }

  async function send() {
    const done = await write(transferRoute, '', body, (minute, { text }) =>
      mergePageTexts.handed(minute, text),
    )
    if (done) onDone()
  }
}
