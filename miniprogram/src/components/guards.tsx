import type { VisitTarget } from '@shared/api/visit-shapes'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'

/** What not to propose, when it came back, how much and why: the same block on the card, at check-in and in a visit. */
export function Guards({ warnings }: { warnings: VisitTarget['warnings'] }) {
  return (
    <>
      {warnings.map((warning) => (
        <View key={`${warning.code}${warning.at}${warning.text}`} className="guard">
          <Icon name="warning" />
          <View className="row-m">
            <View className="guard-a">{warning.text}</View>
            <View className="guard-p">{warning.detail}</View>
          </View>
        </View>
      ))}
    </>
  )
}
