import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import type { Fault } from '@/api/request'
import { Icon } from '@/icons/icon'
import { now } from '@/state/clock'

interface Props {
  fault: Fault | undefined
  /** When what is still on screen was read; without it there is nothing on screen to be stale. */
  at: Date | undefined
}

/** Old data stays on screen, with its minute. */
export function StaleStrip({ fault, at }: Props) {
  if (!fault || !at) return null
  const minute = minuteText(at, now())
  const offline = fault.code === 'offline'
  return (
    <View className={`strip ${offline ? 'amber' : 'red'}`}>
      <Icon name={offline ? 'offline' : 'warning'} />
      <View className="row-m">
        {offline ? miniTexts.offlineStrip(minute) : miniTexts.faultStrip(fault.message, minute)}
      </View>
    </View>
  )
}
