import { type TaskRow as Task, tasksRoute } from '@shared/api/tasks'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { CancelSheet } from '@/components/cancel-sheet'
import { CompleteSheet } from '@/components/complete-sheet'
import { faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { openCustomer } from '@/components/open-customer'
import { RescheduleSheet } from '@/components/reschedule-sheet'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { TaskRow } from '@/components/task-row'
import { callKept } from '@/offline/call-kept'
import { useWaiting } from '@/offline/queue'
import { useMe } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'

interface Props {
  when: 'week' | 'none' | 'done'
}

/** Tasks one by one: to complete, to move, to cancel. */
export function TaskView({ when }: Props) {
  const me = useMe()
  const waiting = useWaiting()
  const [open, setOpen] = useState<'complete' | 'reschedule' | 'cancel'>()
  const list = useList<Task>(when, (cursor) =>
    callKept(tasksRoute, {
      query:
        when === 'done'
          ? { state: 'done', ...(cursor && { cursor }) }
          : { state: 'open', scope: 'mine', when, ...(cursor && { cursor }) },
    }),
  )
  const [selected, select] = useSelection(when === 'done' ? undefined : list.items)
  useLive(list.refresh)
  const fold = () => setOpen(undefined)
  const word = miniTexts.whens()[when === 'week' ? 2 : 3]
  const done = new Set(waiting.flatMap(({ write }) => (write.kind === 'completeTask' ? [write.taskId] : [])))

  return (
    <>
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody tight onRefresh={list.refresh} onMore={list.loadMore}>
        <ListView
          list={list}
          empty={
            when === 'done'
              ? { icon: 'check', title: miniTexts.noDone(), why: miniTexts.noDoneWhy() }
              : { icon: 'tasks', title: miniTexts.noTasks(word), why: miniTexts.noTasksWhy() }
          }
        >
          {(items) => (
            <>
              <View className="sec">
                <View className="sec-t">{when === 'done' ? miniTexts.doneTitle() : miniTexts.first()}</View>
              </View>
              <View className="list">
                {items.map((task, index) => (
                  <TaskRow
                    key={task.id}
                    task={task}
                    rank={index + 1}
                    showAssignee={task.assignee.id !== me?.id}
                    on={task.id === selected?.id}
                    waits={done.has(task.id)}
                    onSelect={() => {
                      fold()
                      select(task.id)
                    }}
                  />
                ))}
              </View>
            </>
          )}
        </ListView>
      </ScrollBody>
      {foot()}
    </>
  )

  function foot() {
    if (!selected) return <Foot {...bareDeeds()} />
    if (open === 'complete')
      return <CompleteSheet task={selected} about={selected.customer.name} onFold={fold} />
    if (open === 'reschedule') return <RescheduleSheet task={selected} onFold={fold} />
    if (open === 'cancel') return <CancelSheet task={selected} onFold={fold} />
    const may = (code: string) => selected.actions.some((action) => action.code === code)
    const sides: (Deed | false)[] = [
      may('rescheduleTask') && {
        text: miniTexts.reschedule(),
        icon: 'clock',
        onDo: () => setOpen('reschedule'),
      },
      may('cancelTask') && { text: miniTexts.cancel(), icon: 'close', onDo: () => setOpen('cancel') },
      { text: miniTexts.openCustomer(), icon: 'person', onDo: () => openCustomer(selected.customer.id) },
    ]
    const primary: Deed =
      may('completeTask') && !done.has(selected.id)
        ? { text: miniTexts.complete(selected.number), icon: 'check', onDo: () => setOpen('complete') }
        : { text: miniTexts.nothingToDo(), icon: 'check', off: true, onDo: () => {} }
    return (
      <Foot
        selected={selected.customer.name}
        sides={sides.filter((deed) => deed !== false)}
        primary={primary}
      />
    )
  }

  function bareDeeds(): { sides?: Deed[]; primary?: Deed } {
    if (list.fault && !list.items) return faultDeeds(list.fault, list.refresh)
    if (!list.items) return {}
    return { primary: { text: miniTexts.refresh(), icon: 'tasks', onDo: () => void list.refresh() } }
  }
}
