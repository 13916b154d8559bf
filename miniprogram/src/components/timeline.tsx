import type { AnswerOf } from '@shared/api/route'
import type { timelineRoute } from '@shared/api/touchpoints'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import { now } from '@/state/clock'
import { Dotted } from './dotted'
import { kindIcon } from './kind-icon'

export type TimelineItem = AnswerOf<typeof timelineRoute>['items'][number]

/** Everything that happened with a customer; what was taken back stays, struck. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <View className="list tl">
      {items.map(({ id, kind, text, voided, actor, at }) => (
        <View key={id} className={`tl-row ${voided ? 'voided' : ''}`}>
          <View className={`tl-dot ${kind === 'rejection' && !voided ? 'red' : ''}`}>
            <Icon name={voided ? 'undo' : kindIcon[kind]} size="s" />
          </View>
          <View className="tl-t">{text}</View>
          <Dotted
            className="meta"
            parts={[voided && miniTexts.voided(), actor.name, minuteText(new Date(at), now())]}
          />
        </View>
      ))}
    </View>
  )
}
