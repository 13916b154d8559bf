import { answerTodoRoute, type TodoRow as Todo, todosRoute } from '@shared/api/todos'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Chips } from '@/components/chips'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { MergeEntries } from '@/components/merge-entries'
import { leads, OfficeEntries } from '@/components/office-entries'
import { openCustomer } from '@/components/open-customer'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { MeEntry, SignOutSheet } from '@/components/sign-out'
import { StaleStrip } from '@/components/stale-strip'
import { ToCompleteEntry } from '@/components/to-complete-entry'
import { TodoRow } from '@/components/todo-row'
import { loadMe, useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useWrite } from '@/state/use-write'

const states = ['open', 'done'] as const
type State = (typeof states)[number]
const chips = states.map((code, index) => ({ code, text: miniTexts.todoChips()[index] ?? '' }))

export default function TodosPage() {
  const me = useMe()
  const [state, setState] = useState<State>('open')
  const list = useList<Todo>(state, (cursor) => call(todosRoute, { query: { state, cursor } }))
  const [selected, select] = useSelection(state === 'open' ? list.items : undefined)
  const [leaving, setLeaving] = useState(false)
  const { write, busy, fault } = useWrite()
  const refresh = async () => {
    await Promise.all([list.refresh(), loadMe()])
  }
  useLive(refresh)
  useEffect(() => {
    loadMe()
  }, [])
  useEffect(() => {
    if (fault) tell({ text: miniTexts.faultLine(fault.message, fault.reference), fault: true })
  }, [fault])

  return (
    <Screen title={miniTexts.todos()} tab="todos">
      <Chips<State> chips={chips} on={state} onChoose={setState} />
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody tight onRefresh={refresh} onMore={list.loadMore}>
        <ToCompleteEntry />
        <ListView
          list={list}
          empty={{ icon: 'todo', title: miniTexts.noTodos(), why: miniTexts.noTodosWhy() }}
        >
          {(items) => (
            <>
              <View className="sec">
                <View className="sec-t">
                  {state === 'open' ? miniTexts.toAnswer(me?.openTodos) : miniTexts.answeredTitle()}
                </View>
              </View>
              <View className="list">
                {items.map((todo) => (
                  <TodoRow
                    key={todo.id}
                    todo={todo}
                    on={todo.id === selected?.id}
                    onSelect={() => select(todo.id)}
                  />
                ))}
              </View>
            </>
          )}
        </ListView>
        {me && me.role !== 'finance' && <MergeEntries leads={leads(me.role)} />}
        {me && <OfficeEntries role={me.role} />}
        {me && <MeEntry me={me} onOpen={() => setLeaving(true)} />}
      </ScrollBody>
      {me && leaving ? <SignOutSheet me={me} onFold={() => setLeaving(false)} /> : foot()}
    </Screen>
  )

  function foot() {
    if (!selected) return <Foot {...bareDeeds()} />
    const { customer, actions } = selected
    const answers: Deed[] = actions
      .filter(({ code }) => code === 'accept' || code === 'decline')
      .map(({ code, text }) => ({
        text,
        icon: code === 'accept' ? 'check' : 'close',
        off: busy,
        onDo: () => answer(selected.id, code === 'accept' ? 'accept' : 'decline'),
      }))
    const leaver = actions.find(({ code }) => code === 'openLeaver')
    const see: Deed | undefined = customer
      ? { text: miniTexts.openCustomer(), icon: 'person', onDo: () => openCustomer(customer.id) }
      : leaver && {
          text: leaver.text,
          icon: 'share',
          onDo: () => void Taro.navigateTo({ url: '/pages/transfers/leavers' }),
        }
    const [accept, ...others] = answers
    const sides = accept && see ? [see, ...others] : others
    // Without a customer the text is the title: what stands before its comma names it.
    const name = customer?.name ?? selected.text.split('，')[0]
    return <Foot selected={name} sides={sides} primary={accept ?? see} />
  }

  function answer(id: string, answer: 'accept' | 'decline') {
    write(answerTodoRoute, id, { answer }, (minute, told) => miniTexts.answered(minute, told.text))
  }

  function bareDeeds(): { sides?: Deed[]; primary?: Deed } {
    if (list.fault && !list.items) return faultDeeds(list.fault, refresh)
    if (!list.items) return {}
    return { primary: { text: miniTexts.refresh(), icon: 'todo', onDo: () => void refresh() } }
  }
}
