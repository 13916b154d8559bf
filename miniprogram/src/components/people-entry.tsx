import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/icons/icon'

/** The admin's way to the people. A row shows, so it may stand at the top. */
export function PeopleEntry() {
  return (
    <View className="list entry">
      <View className="row" onClick={() => Taro.navigateTo({ url: '/pages/people/index' })}>
        <View className="disc">
          <Icon name="lock" />
        </View>
        <View className="row-m">
          <View className="name">{miniTexts.peopleEntry()}</View>
          <View className="meta">{miniTexts.peopleEntryWhy()}</View>
        </View>
      </View>
    </View>
  )
}
