import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'

/** How the stages that mean something apart look; every other stage is plain grey. Colour only repeats the word. */
const looks: Record<string, { look: string; icon?: IconName } | undefined> = {
  urgent: { look: 'hot', icon: 'urgent' },
  won: { look: 'won' },
  lost: { look: 'lost' },
  frozen: { look: 'frozen', icon: 'freeze' },
}

export function StageChip({ stage }: { stage: { name: string; code: string } }) {
  const { look, icon } = looks[stage.code] ?? { look: '' }
  return (
    <View className={`stage ${look}`}>
      {icon && <Icon name={icon} size="s" />}
      {stage.name}
    </View>
  )
}
