import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type Fault, useAway } from '@/api/request'
import { Icon } from '@/icons/icon'
import { useWaiting } from '@/offline/queue'
import { now } from '@/state/clock'
import { useSlow } from '@/state/use-slow'

interface Props {
  fault: Fault | undefined
  /** When what is still on screen was read; without it there is nothing on screen to be stale. */
  at: Date | undefined
}

/** Old data stays on screen, with its minute; what waits on this phone is counted, and opens its list. */
export function StaleStrip({ fault, at }: Props) {
  const all = useWaiting()
  const failed = all.filter(({ state }) => state === 'failed').length
  const away = useAway()
  const offline = fault ? fault.code === 'offline' : away
  // With a network most of it is gone before anybody has read a word of it.
  const waits = useSlow(all.length > failed) || offline ? all.length - failed : 0
  const counted = visitPageTexts.waitingStrip(waits, failed)
  const stale = fault && at ? minuteText(at, now()) : undefined
  if (!stale && !counted) return null
  const red = failed > 0 || (stale !== undefined && !offline)
  return (
    <View className={`strip ${red ? 'red' : 'amber'}`} onClick={() => counted && openWaiting()}>
      <Icon name={red ? 'warning' : offline ? 'offline' : 'clock'} />
      <View className="row-m">{said()}</View>
      {counted && <Icon name="next" size="s" />}
    </View>
  )

  function said(): string {
    if (!stale) return offline && failed === 0 ? visitPageTexts.offlineParts(waits) : counted
    if (offline) return counted ? visitPageTexts.keptStrip(stale, counted) : miniTexts.offlineStrip(stale)
    return miniTexts.faultStrip(fault?.message ?? '', stale)
  }
}

const openWaiting = () => Taro.navigateTo({ url: '/pages/visit/waiting/index' })
