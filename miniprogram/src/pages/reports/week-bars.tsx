import type { SelfAuditRow } from '@shared/api/self-audits'
import { selfAuditTexts as texts } from '@shared/text/self-audit'
import { View } from '@tarojs/components'

const shownAtMost = 8

/** The rate of the last weeks, oldest on the left; a bar chooses the week below. */
export function WeekBars(props: {
  weeks: readonly SelfAuditRow[]
  on: string | undefined
  onChoose(id: string): void
}) {
  const weeks = props.weeks.slice(0, shownAtMost).reverse()
  return (
    <View className="list bars">
      {weeks.map(({ id, fromOn, lastOn, passed, sampled }) => (
        <View
          key={id}
          className={`bar-week ${id === props.on ? 'on' : ''}`}
          aria-label={`${texts.week(fromOn, lastOn)} ${texts.rate(passed, sampled)}`}
          onClick={() => props.onChoose(id)}
        >
          <View className="bar-rate">{texts.rate(passed, sampled)}</View>
          <View className="bar-room">
            <View className="bar" style={{ height: `${sampled === 0 ? 0 : (100 * passed) / sampled}%` }} />
          </View>
          <View className="meta">{fromOn.slice(5)}</View>
        </View>
      ))}
    </View>
  )
}
