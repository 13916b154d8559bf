import { completeTaskRoute } from '@shared/api/tasks'
import { miniTexts } from '@shared/text/miniprogram'
import { useState } from 'react'
import { useWrite } from '@/state/use-write'
import { Sheet } from './sheet'

interface Props {
  /** `version` as it was shown: who changed the task meanwhile is not overwritten. */
  task: { id: string; number: string; version?: number }
  about: string
  last?: boolean
  onFold(): void
}

/** A remark is optional: one tap on the primary is enough. */
export function CompleteSheet({ task, about, last, onFold }: Props) {
  const [remark, setRemark] = useState('')
  const { write, busy, fault } = useWrite()
  const send = async () => {
    const body = { remark: remark.trim() || undefined, version: task.version }
    const later = { about, write: { kind: 'completeTask', taskId: task.id, body } as const }
    const done = await write(
      completeTaskRoute,
      task.id,
      body,
      (minute) => miniTexts.completed(minute, task.number),
      later,
    )
    if (done) onFold()
  }
  return (
    <Sheet
      title={miniTexts.remarkTitle(task.number)}
      about={about}
      input={{ value: remark, hint: miniTexts.remarkHint(), tall: true, onChange: setRemark }}
      send={{ text: miniTexts.complete(task.number), icon: 'check' }}
      {...{ busy, fault, last, onFold }}
      onSend={send}
    />
  )
}
