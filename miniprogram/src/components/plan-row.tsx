import type { PlanRow as Row } from '@shared/api/visit-plans'
import { dueWords } from '@shared/text/miniprogram'
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
  row: Row
  rank: number
  /** Whose plan it is: who put a row on it is said only of others. */
  staffId: string
  on: boolean
  /** Something of it is still on this phone. */
  waits: boolean
  onSelect(): void
}

const looks: Record<Row['reason']['code'], { icon: IconName; look: string }> = {
  placed: { icon: 'grip', look: '' },
  overdue: { icon: 'warning', look: 'red' },
  urgent: { icon: 'urgent', look: 'amber' },
  due: { icon: 'clock', look: '' },
  planned: { icon: 'tasks', look: '' },
  refused: { icon: 'rejection', look: 'red' },
  opportunity: { icon: 'target', look: '' },
  untouched: { icon: 'visit', look: '' },
  visited: { icon: 'check', look: '' },
}

/** Whom to see at this place of the day, why as a full sentence, then what is to be done there. */
export function PlanRow({ row, rank, staffId, on, waits, onSelect }: Props) {
  const { target, reason, plannedBy, visit } = row
  const at = now()
  const seen = visit?.state === 'done'
  const { icon, look } = looks[reason.code]
  const [task] = target.openTasks
  const due = task?.dueAt ? dueWords(new Date(task.dueAt), task.dueGrain, at) : undefined
  const more = target.openTasks.length > 1 && visitPageTexts.tasksHere(target.openTasks.length)
  return (
    <View className={`row task ${on ? 'on' : ''} ${seen ? 'done' : ''}`} onClick={onSelect}>
      <View className="rank">{seen ? <Icon name="check" size="s" /> : rank}</View>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={target.customer.name} />
          {!seen && <StageChip stage={target.stage} />}
        </View>
        {!seen && (
          <View className={`why ${look}`}>
            <Icon name={icon} size="s" />
            <View className="row-m">{reason.text}</View>
          </View>
        )}
        <Dotted
          className="row-f meta"
          parts={[
            visit !== null &&
              (seen ? visitPageTexts.seenAt : visitPageTexts.activeSince)(minuteText(new Date(visit.at), at)),
            waits && visitPageTexts.waiting(),
            !seen && task?.text,
            !seen && due && !reason.text.includes(due) && due,
            !seen && task?.number,
            !seen && more,
            !seen &&
              plannedBy !== null &&
              plannedBy.id !== staffId &&
              visitPageTexts.plannedBy(plannedBy.name),
          ]}
        />
      </View>
    </View>
  )
}
