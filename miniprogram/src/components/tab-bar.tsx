import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { useMe } from '@/state/me'

const tabs = ['home', 'customers', 'tasks', 'todos'] as const
const icons: Record<TabName, IconName> = {
  home: 'feed',
  customers: 'customers',
  tasks: 'tasks',
  todos: 'todo',
}
export type TabName = (typeof tabs)[number]

/** H5 only. The red count stands on 待办 alone, and counts only what is mine to do. */
export function TabBar({ on }: { on: TabName }) {
  const open = useMe()?.openTodos ?? 0
  const words = miniTexts.tabs()
  return (
    <View className="tabbar">
      {tabs.map((tab, index) => (
        <View
          key={tab}
          className={`tab ${tab === on ? 'on' : ''}`}
          onClick={() => tab !== on && Taro.switchTab({ url: `/pages/${tab}/index` })}
        >
          <Icon name={icons[tab]} size="l" />
          {words[index]}
          {tab === 'todos' && open > 0 && <View className="badge">{open > 99 ? '99+' : open}</View>}
        </View>
      ))}
    </View>
  )
}
