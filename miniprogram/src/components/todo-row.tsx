import type { TodoRow as Todo } from '@shared/api/todos'
import { todoWords } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { now } from '@/state/clock'
import { Name } from './name'

interface Props {
  todo: Todo
  on: boolean
  onSelect(): void
}

const kinds: Record<string, { icon: IconName; disc: string; chip: string } | undefined> = {
  proposal: { icon: 'message', disc: 'amber', chip: 'hot' },
  freeze: { icon: 'freeze', disc: 'red', chip: 'frozen' },
  drift: { icon: 'drift', disc: 'amber', chip: 'hot' },
  leaver: { icon: 'share', disc: 'amber', chip: 'hot' },
}

export function TodoRow({ todo, on, onSelect }: Props) {
  const { icon, disc, chip } = kinds[todo.kind] ?? { icon: 'todo', disc: '', chip: '' }
  const word = todoWords[todo.kind]
  const open = todo.state === 'open'
  return (
    <View className={`row ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className={`disc ${open ? disc : ''}`}>
        <Icon name={icon} />
      </View>
      <View className="row-m">
        <View className="row-h">
          {todo.customer ? (
            <Name className="name" text={todo.customer.name} />
          ) : (
            <View className="name">{todo.text}</View>
          )}
          {word && todo.customer && <View className={`stage ${open ? chip : ''}`}>{word}</View>}
        </View>
        {todo.customer && <View className="row-t">{todo.text}</View>}
        <View className="row-f meta">{minuteText(new Date(todo.createdAt), now())}</View>
      </View>
    </View>
  )
}
