import { customerChoicesRoute } from '@shared/api/customer-file'
import type { BodyOf } from '@shared/api/route'
import type { Reference } from '@shared/api/shapes'
import { orderPlanRoute, removeFromPlanRoute } from '@shared/api/visit-plans'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Bones } from '@/components/bones'
import { Chips } from '@/components/chips'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { type Deed, Foot } from '@/components/foot'
import { PlanRows } from '@/components/plan-rows'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { now } from '@/state/clock'
import { dayOf } from '@/state/days'
import { loadMe, useMe } from '@/state/me'
import { tell } from '@/state/undo'
import { usePlan } from '@/state/use-plan'
import { useSelection } from '@/state/use-selection'
import { useSlow } from '@/state/use-slow'
import { useWrite } from '@/state/use-write'
import '../visit.css'

const days = [0, 1, 2] as const
const dayChips = days.map((day) => ({ code: String(day), text: visitPageTexts.days()[day] }))

/** The plan of a day: who is on it and in which order; one's own, or of somebody one leads. */
export default function PlanPage() {
  const asked = useRouter().params.on
  const me = useMe()
  const [ahead, setAhead] = useState(() =>
    Math.max(
      0,
      days.findIndex((day) => dayOf(now(), day) === asked),
    ),
  )
  const [staff, setStaff] = useState<string>()
  const people = useLed(me?.role)
  const { plan, rows, fault, at, read } = usePlan(ahead, staff)
  const [selected, select] = useSelection(rows)
  const { write, busy, fault: refused } = useWrite()
  const slow = useSlow(!plan && !fault)
  useEffect(() => {
    loadMe()
  }, [])
  useEffect(() => {
    if (refused) tell({ text: refused.message, fault: true })
  }, [refused])

  const day = visitPageTexts.days()[ahead] ?? ''
  return (
    <Screen title={visitPageTexts.plan()} back>
      <Chips chips={dayChips} on={String(ahead)} onChoose={(code) => setAhead(Number(code))} />
      {people.length > 0 && (
        <Chips
          chips={[
            { code: '', text: visitPageTexts.mine() },
            ...people.filter(({ id }) => id !== me?.id).map(({ id, name }) => ({ code: id, text: name })),
          ]}
          on={staff ?? ''}
          onChoose={(code) => setStaff(code || undefined)}
        />
      )}
      <StaleStrip fault={fault} at={plan && at} />
      <ScrollBody tight onRefresh={read}>
        {!plan && slow && <Bones />}
        {!plan && fault && <FaultFace fault={fault} />}
        {plan && rows && (
          <>
            <View className="sec">
              <View className="sec-t">{visitPageTexts.planOf(plan.staff.name)}</View>
              <View>{plan.on}</View>
            </View>
            <PlanRows plan={plan} rows={rows} day={day} selectedId={selected?.id} onSelect={select} />
          </>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!plan || !rows) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    if (!plan.mayChange)
      return <Foot last note={visitPageTexts.mayNotPlan()} sides={[]} primary={addDeed(true)} />
    const at = rows.findIndex(({ id }) => id === selected?.id)
    const movable = rows.filter(({ visit }) => !visit).length
    const sides: Deed[] = selected
      ? [
          {
            text: visitPageTexts.sooner(),
            icon: 'send',
            off: busy || at <= 0 || at >= movable,
            onDo: () => move(at, at - 1),
          },
          {
            text: visitPageTexts.later(),
            icon: 'down',
            off: busy || at + 1 >= movable,
            onDo: () => move(at, at + 1),
          },
          {
            text: visitPageTexts.takeOff(),
            icon: 'close',
            off: busy || !selected.plannedBy,
            onDo: () => takeOff(selected.target.customer),
          },
        ]
      : []
    return <Foot last selected={selected?.target.customer.name} sides={sides} primary={addDeed(false)} />
  }

  function addDeed(off: boolean): Deed {
    return { text: visitPageTexts.addCustomer(), icon: 'plus', off, onDo: addCustomers }
  }

  function addCustomers() {
    if (!plan) return
    const whose = staff ? `&staff=${encodeURIComponent(staff)}` : ''
    Taro.navigateTo({ url: `/pages/visit/choose/index?on=${plan.on}${whose}` })
  }

  function body(customerIds: string[]): BodyOf<typeof orderPlanRoute> {
    return { on: plan?.on ?? '', ...(staff && { staffId: staff }), customerIds }
  }

  /** Whoever stands before the moved one is placed too: else the rank would put somebody in between. */
  function move(from: number, to: number) {
    const row = rows?.[from]
    if (!rows || !row) return
    const ids = rows.map(({ id }) => id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    const { name } = row.target.customer
    const order = body(ids.slice(0, Math.max(from, to) + 1))
    write(orderPlanRoute, '', order, (minute) => visitPageTexts.moved(minute, name, to + 1), {
      about: name,
      write: { kind: 'plan', change: 'order', body: order, added: [] },
    })
  }

  function takeOff({ id, name }: Reference) {
    const less = body([id])
    write(removeFromPlanRoute, '', less, (minute) => visitPageTexts.takenOff(minute, name), {
      about: name,
      write: { kind: 'plan', change: 'remove', body: less, added: [] },
    })
  }
}

/** Whose plans this person may look at beside their own: those who have customers within reach. */
function useLed(role: string | undefined): readonly Reference[] {
  const [people, setPeople] = useState<readonly Reference[]>([])
  const leads = role !== undefined && role !== 'rep' && role !== 'finance'
  useEffect(() => {
    if (leads) call(customerChoicesRoute).then(({ answer }) => answer && setPeople(answer.owners))
  }, [leads])
  return people
}
