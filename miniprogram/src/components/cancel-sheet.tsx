import { cancelTaskRoute, type TaskRow } from '@shared/api/tasks'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useWrite } from '@/state/use-write'
import { Sheet } from './sheet'

interface Props {
  task: TaskRow
  onFold(): void
}

export function CancelSheet({ task, onFold }: Props) {
  const { write, busy, fault } = useWrite()
  const send = async () => {
    const body = { version: task.version }
    const done = await write(cancelTaskRoute, task.id, body, (minute) =>
      miniTexts.cancelled(minute, task.number),
    )
    if (done) onFold()
  }
  return (
    <Sheet
      title={miniTexts.cancelTitle(task.number)}
      about={task.customer.name}
      send={{ text: miniTexts.cancelSend(), icon: 'close' }}
      fold={miniTexts.keep()}
      {...{ busy, fault, onFold }}
      onSend={send}
    >
      <View className="sheet-p">{task.text}</View>
    </Sheet>
  )
}
