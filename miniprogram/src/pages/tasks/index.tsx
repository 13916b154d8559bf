import { miniTexts } from '@shared/text/miniprogram'
import { useEffect, useState } from 'react'
import { Chips } from '@/components/chips'
import { Screen } from '@/components/screen'
import { loadMe } from '@/state/me'
import { PlanView } from './plan-view'
import { TaskView } from './task-view'

const whens = ['today', 'tomorrow', 'week', 'none', 'done'] as const
type When = (typeof whens)[number]
const chips = whens.map((code, index) => ({ code, text: miniTexts.whens()[index] ?? '' }))

/** A day is a plan of whom to see; the week, what has no time and what is done are tasks. */
export default function TasksPage() {
  const [when, setWhen] = useState<When>('today')
  useEffect(() => {
    loadMe()
  }, [])
  return (
    <Screen title={miniTexts.tasks()} tab="tasks">
      <Chips chips={chips} on={when} onChoose={(code) => setWhen(code)} />
      {when === 'today' || when === 'tomorrow' ? (
        <PlanView key={when} daysAhead={when === 'today' ? 0 : 1} />
      ) : (
        <TaskView key={when} when={when} />
      )}
    </Screen>
  )
}
