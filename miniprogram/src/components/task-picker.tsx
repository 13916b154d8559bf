import { cardRoute } from '@shared/api/customers'
import type { Reference } from '@shared/api/shapes'
import { miniTexts } from '@shared/text/miniprogram'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { Sheet } from './sheet'
import { type OpenTask, TaskChoice } from './task-choice'

interface Props {
  customer: Reference
  onFold(): void
}

/** Completing from the feed: a row knows its customer, the card knows which tasks are open. One needs no choosing. */
export function TaskPicker({ customer, onFold }: Props) {
  const [tasks, setTasks] = useState<OpenTask[]>()
  const [fault, setFault] = useState<Fault>()
  useEffect(() => {
    call(cardRoute, { params: { id: customer.id } }).then(({ answer, fault }) => {
      setTasks(answer?.openTasks)
      setFault(fault)
    })
  }, [customer.id])
  if (tasks) return <TaskChoice tasks={tasks} about={customer.name} onFold={onFold} />
  return (
    <Sheet
      title={miniTexts.chooseTask()}
      about={customer.name}
      send={{ text: miniTexts.complete(), icon: 'check', off: true }}
      busy={false}
      {...{ fault, onFold }}
      onSend={() => {}}
    />
  )
}
