import { miniTexts } from '@shared/text/miniprogram'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Bones } from '@/components/bones'
import { Entries, entries } from '@/components/entries'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { openCustomer } from '@/components/open-customer'
import { openVisit } from '@/components/open-visit'
import { PlanRows } from '@/components/plan-rows'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { TaskChoice } from '@/components/task-choice'
import { now } from '@/state/clock'
import { dayOf } from '@/state/days'
import { usePlan } from '@/state/use-plan'
import { useSelection } from '@/state/use-selection'
import { useSlow } from '@/state/use-slow'

interface Props {
  daysAhead: 0 | 1
}

/** 先见谁: the day's plan and what is due, ranked, each with its reason. */
export function PlanView({ daysAhead }: Props) {
  const { plan, rows, fault, at, read } = usePlan(daysAhead)
  const [completing, complete] = useState(false)
  const [selected, select] = useSelection(rows)
  const slow = useSlow(!plan && !fault)
  const seen = rows?.filter(({ visit }) => visit?.state === 'done').length ?? 0
  const day = visitPageTexts.days()[daysAhead]

  return (
    <>
      <StaleStrip fault={fault} at={plan && at} />
      <ScrollBody tight onRefresh={read}>
        {!plan && slow && <Bones />}
        {!plan && fault && <FaultFace fault={fault} />}
        {rows && plan && (
          <>
            <View className="sec">
              <View className="sec-t">{visitPageTexts.first()}</View>
              {rows.length > 0 && <View>{visitPageTexts.counts(rows.length - seen, seen)}</View>}
            </View>
            <PlanRows
              plan={plan}
              rows={rows}
              day={day}
              selectedId={selected?.id}
              onSelect={(id) => {
                complete(false)
                select(id)
              }}
            />
            <Entries entries={[entries.closure]} />
          </>
        )}
      </ScrollBody>
      {foot()}
    </>
  )

  function foot() {
    if (!plan) return <Foot {...(fault ? faultDeeds(fault, read) : {})} />
    const toPlan: Deed = { text: visitPageTexts.planEntry(), icon: 'grip', onDo: openPlan }
    if (!selected) return <Foot primary={{ ...toPlan, text: visitPageTexts.planDay(day) }} />
    const { target, visit } = selected
    const { customer, openTasks } = target
    if (completing)
      return <TaskChoice tasks={openTasks} about={customer.name} onFold={() => complete(false)} />
    const sides: (Deed | false)[] = [
      openTasks.length > 0 && { text: miniTexts.complete(), icon: 'check', onDo: () => complete(true) },
      toPlan,
      { text: miniTexts.openCustomer(), icon: 'person', onDo: () => openCustomer(customer.id) },
    ]
    const arrive =
      visit?.state === 'active'
        ? visitPageTexts.onward()
        : visit
          ? visitPageTexts.again()
          : visitPageTexts.arrivedHere()
    return (
      <Foot
        selected={customer.name}
        sides={sides.filter((deed) => deed !== false)}
        primary={{ text: arrive, icon: 'visit', onDo: () => openVisit(customer.id, openTasks[0]?.id) }}
      />
    )
  }

  function openPlan() {
    Taro.navigateTo({ url: `/pages/visit/plan/index?on=${dayOf(now(), daysAhead)}` })
  }
}
