import type { FeedItem } from '@shared/api/touchpoints'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import { now } from '@/state/clock'
import { Dotted } from './dotted'
import { kindIcon, kindLook } from './kind-icon'
import { Name } from './name'
import { StageChip } from './stage-chip'

interface Props {
  item: FeedItem
  on: boolean
  fresh: boolean
  onSelect(): void
}

/** One thing that happened: with whom, what, who did it and in which minute. */
export function FeedRow({ item, on, fresh, onSelect }: Props) {
  const look = item.stage.code === 'urgent' && item.kind === 'order' ? 'amber' : (kindLook[item.kind] ?? '')
  return (
    <View className={`row feed ${on ? 'on' : ''} ${fresh ? 'fresh' : ''}`} onClick={onSelect}>
      <View className={`disc ${look}`}>
        <Icon name={kindIcon[item.kind]} />
      </View>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={item.customer.name} />
          <StageChip stage={item.stage} />
        </View>
        <View className="row-t two">{item.text}</View>
        <Dotted className="row-f meta" parts={[item.actor.name, minuteText(new Date(item.at), now())]} />
      </View>
    </View>
  )
}
