import type { VisitPlan } from '@shared/api/visit-plans'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import type { planWithPhone } from '@/offline/plan-with-phone'
import { Empty } from './empty'
import { PlanRow } from './plan-row'

interface Props {
  plan: VisitPlan
  rows: ReturnType<typeof planWithPhone>
  /** 今天, 明天 or 后天, as an empty plan says it. */
  day: string
  selectedId: string | undefined
  onSelect(id: string): void
}

/** The day's rows in their rank, and by what rule. */
export function PlanRows({ plan, rows, day, selectedId, onSelect }: Props) {
  return (
    <>
      {rows.length === 0 ? (
        <Empty icon="visit" title={visitPageTexts.noPlan(day)} why={visitPageTexts.noPlanWhy()} />
      ) : (
        <View className="list">
          {rows.map((row, index) => (
            <PlanRow
              key={row.id}
              row={row}
              rank={index + 1}
              staffId={plan.staff.id}
              on={row.id === selectedId}
              waits={row.waits}
              onSelect={() => onSelect(row.id)}
            />
          ))}
        </View>
      )}
      <View className="end meta">{plan.rule}</View>
    </>
  )
}
