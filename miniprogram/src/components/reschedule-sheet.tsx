import { rescheduleTaskRoute, type TaskRow } from '@shared/api/tasks'
import { dueWords, miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { now } from '@/state/clock'
import { useWrite } from '@/state/use-write'
import { Sheet } from './sheet'

interface Props {
  task: TaskRow
  onFold(): void
}

/** The new time is said as in chat; the quick ones only fill the field, the button sends. */
export function RescheduleSheet({ task, onFold }: Props) {
  const [when, setWhen] = useState('')
  const { write, busy, fault } = useWrite()
  const send = async () => {
    const body = { when: when.trim(), version: task.version }
    const done = await write(rescheduleTaskRoute, task.id, body, (minute, { task: { dueAt, dueGrain } }) =>
      miniTexts.rescheduled(
        minute,
        task.number,
        dueAt ? dueWords(new Date(dueAt), dueGrain, now()) : miniTexts.noDue(),
      ),
    )
    if (done) onFold()
  }
  return (
    <Sheet
      title={miniTexts.rescheduleTitle(task.number)}
      about=""
      input={{ value: when, hint: miniTexts.rescheduleHint(), onChange: setWhen }}
      send={{ text: miniTexts.rescheduleSend(), icon: 'clock', off: when.trim() === '' }}
      {...{ busy, fault, onFold }}
      onSend={send}
    >
      <View className="quick">
        {miniTexts.quickTimes().map((time) => (
          <View key={time} className={`chip ${time === when ? 'on' : ''}`} onClick={() => setWhen(time)}>
            {time}
          </View>
        ))}
      </View>
    </Sheet>
  )
}
