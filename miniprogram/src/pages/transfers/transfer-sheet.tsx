import type { BodyOf } from '@shared/api/route'
import { receiversRoute, transferPreviewRoute, transferRoute } from '@shared/api/transfers'
import { demoTexts } from '@shared/text/demo'
import { mergePageTexts } from '@shared/text/merge-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { Sheet } from '@/components/sheet'
import { useAnswer } from '@/state/use-answer'
import { useWrite } from '@/state/use-write'

type Body = BodyOf<typeof transferRoute>

interface Props {
  what: Pick<Body, 'customerIds' | 'fromOwnerId'>
  onDone(): void
  onFold(): void
}

/** To whom, and what goes along: told before it is sent. */
export function TransferSheet({ what, onDone, onFold }: Props) {
  const [to, setTo] = useState<string>()
  const [tasks, setTasks] = useState(true)
  const [opportunities, setOpportunities] = useState(true)
  /** The store of who takes them over, when the customers are to go there too. */
  const [storeId, setStoreId] = useState<string>()
  const people = useAnswer('receivers', () => call(receiversRoute, { query: {} }))
  const body: Body = { ...what, toOwnerId: to, toStoreId: storeId, tasks, opportunities }
  const preview = useAnswer(to && JSON.stringify(body), () => call(transferPreviewRoute, { body }))
  const { write, busy, fault } = useWrite()
  const found = people.answer?.items ?? []
  const chosen = found.find(({ id }) => id === to)
  const told = preview.answer
  const elsewhere = preview.fault?.code === 'receiver_elsewhere' || storeId !== undefined
  const [store] = (elsewhere && chosen?.stores) || []
  const wrong = fault ?? (to ? preview.fault : undefined) ?? people.fault
  return (
    <Sheet
      last
      title={mergePageTexts.toWhom()}
      about={
        told && !preview.fault
          ? mergePageTexts.along(told.count, told.tasks, told.opportunities, told.more)
          : undefined
      }
      send={{
        text: mergePageTexts.send(chosen?.name),
        icon: 'share',
        off: !chosen || !told || Boolean(preview.fault),
      }}
      busy={busy}
      fault={wrong}
      onSend={() => void send()}
      onFold={onFold}
    >
      {people.answer && found.length === 0 && <View className="sheet-p">{mergePageTexts.noReceivers()}</View>}
      <View className="people">
        {found.map(({ id, name, role, stores }) => (
          <View
            key={id}
            className={`opt ${id === to ? 'on' : ''}`}
            aria-role="radio"
            aria-checked={id === to}
            onClick={() => choose(id)}
          >
            <View className="mark">{name.slice(0, 1)}</View>
            <View className="row-m">
              <View className="opt-t">{name}</View>
              <View className="meta">
                {demoTexts.staffTitle(role, stores.map((store) => store.name).join('、') || null)}
              </View>
            </View>
          </View>
        ))}
      </View>
      <View className="quick">
        {store && (
          <View
            className={`chip ${storeId ? 'on' : ''}`}
            onClick={() => setStoreId(storeId ? undefined : store.id)}
          >
            {mergePageTexts.toTheirStore(store.name, Boolean(storeId))}
          </View>
        )}
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

  function choose(id: string) {
    setStoreId(undefined)
    setTo(id)
  }

  async function send() {
    const done = await write(transferRoute, '', body, (minute, { text }) =>
      mergePageTexts.handed(minute, text),
    )
    if (done) onDone()
  }
}
