import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'

interface Props {
  icon: IconName
  title: string
  why: string
  red?: boolean
}

/** Nothing to show: why, and (in the thumb bar) one thing to do. */
export function Empty({ icon, title, why, red }: Props) {
  return (
    <View className="empty">
      <View className={`disc ${red ? 'red' : ''}`}>
        <Icon name={icon} size="l" />
      </View>
      <View className="empty-t">{title}</View>
      <View className="empty-p">{why}</View>
    </View>
  )
}
