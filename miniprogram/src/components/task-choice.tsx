import type { DueGrain } from '@shared/language/types'
import { dueWords, miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { now } from '@/state/clock'
import { CompleteSheet } from './complete-sheet'
import { Dotted } from './dotted'
import { Sheet } from './sheet'

export interface OpenTask {
  readonly id: string
  readonly number: string
  readonly text: string
  readonly dueAt: string | null
  readonly dueGrain?: DueGrain
}

interface Props {
  tasks: readonly OpenTask[]
  about: string
  last?: boolean
  onFold(): void
}

/** Which of a customer's open tasks is done; with one there is nothing to ask. */
export function TaskChoice({ tasks, about, last, onFold }: Props) {
  const [chosen, choose] = useState(tasks.length === 1 ? tasks[0] : undefined)
  const [marked, mark] = useState(tasks[0])
  if (chosen) return <CompleteSheet key={chosen.id} task={chosen} {...{ about, last, onFold }} />
  return (
    <Sheet
      title={tasks.length === 0 ? miniTexts.noOpenTask() : miniTexts.chooseTask()}
      about={about}
      send={{ text: miniTexts.complete(marked?.number), icon: 'check', off: !marked }}
      busy={false}
      {...{ last, onFold }}
      onSend={() => choose(marked)}
    >
      <View className="list flat choice">
        {tasks.map((task) => (
          <View
            key={task.id}
            className={`row ${task.id === marked?.id ? 'on' : ''}`}
            onClick={() => mark(task)}
          >
            <View className="row-m">
              <View className="two">{task.text}</View>
              <Dotted
                className="meta"
                parts={[
                  task.number,
                  task.dueAt ? dueWords(new Date(task.dueAt), task.dueGrain, now()) : miniTexts.noDue(),
                ]}
              />
            </View>
          </View>
        ))}
      </View>
    </Sheet>
  )
}
