import type { TaskRow as Task } from '@shared/api/tasks'
import { dueWords, miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { now } from '@/state/clock'
import { Dotted } from './dotted'
import { Name } from './name'
import { StageChip } from './stage-chip'

interface Props {
  task: Task
  rank: number
  /** Whose it is, when not only mine are shown. */
  showAssignee: boolean
  on: boolean
  /** Its completion is still on this phone. */
  waits: boolean
  onSelect(): void
}

const reasons: Record<string, { icon: IconName; look: string } | undefined> = {
  overdue: { icon: 'warning', look: 'red' },
  urgent: { icon: 'urgent', look: 'amber' },
  due: { icon: 'clock', look: '' },
  no_due: { icon: 'tasks', look: '' },
}

/** Rank, customer, why it stands here as a full sentence, then what is to be done and until when. */
export function TaskRow({ task, rank, showAssignee, on, waits, onSelect }: Props) {
  if (task.state !== 'open') return <ClosedRow task={task} />
  const { icon, look } = reasons[task.reason.code] ?? { icon: 'clock', look: '' }
  // A reason that names the due already is not said twice.
  const due = task.dueAt ? dueWords(new Date(task.dueAt), task.dueGrain, now()) : miniTexts.noDue()
  return (
    <View className={`row task ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className="rank">{rank}</View>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={task.customer.name} />
          <StageChip stage={task.stage} />
        </View>
        <View className={`why ${look}`}>
          <Icon name={icon} size="s" />
          <View className="row-m">{task.reason.text}</View>
        </View>
        <Dotted
          className="row-f meta"
          parts={[
            waits && visitPageTexts.waiting(),
            task.text,
            !task.reason.text.includes(due) && due,
            task.contact?.name,
            showAssignee && task.assignee.name,
            task.number,
          ]}
        />
      </View>
    </View>
  )
}

function ClosedRow({ task }: { task: Task }) {
  const done = task.state === 'done'
  const minute = task.completedAt && miniTexts.doneAt(minuteText(new Date(task.completedAt), now()))
  return (
    <View className={`row task done ${done ? '' : 'cancelled'}`}>
      <View className="rank">
        <Icon name={done ? 'check' : 'close'} size="s" />
      </View>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={task.customer.name} />
        </View>
        <Dotted
          className="meta"
          parts={[done ? minute : miniTexts.cancelledTask(), task.text, task.number]}
        />
      </View>
    </View>
  )
}
