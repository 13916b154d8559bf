import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReactNode } from 'react'
import { Icon } from '@/icons/icon'
import { TabBar, type TabName } from './tab-bar'

interface Props {
  title: string
  /** On a tab page, which tab it is. */
  tab?: TabName
  back?: boolean
  /** On a wide screen it takes the width: a table, not a phone's page. */
  wide?: boolean
  children: ReactNode
}

/** A page is a column. WeChat draws title and tab bar itself; in a browser they are part of the column. */
export function Screen({ title, tab, back, wide, children }: Props) {
  return (
    <View className={wide ? 'page wide' : 'page'}>
      {process.env.TARO_ENV === 'h5' && !hostDrawsTitle() && <Nav title={title} back={back} />}
      {children}
      {process.env.TARO_ENV === 'h5' && tab && <TabBar on={tab} />}
    </View>
  )
}

function Nav({ title, back }: { title: string; back?: boolean }) {
  return (
    <View className="nav">
      {back && (
        <View className="nav-back" aria-label={miniTexts.back()} onClick={goBack}>
          <Icon name="back" size="l" />
        </View>
      )}
      <View className="nav-title">{title}</View>
    </View>
  )
}

/** Opened from a link there is nothing behind: home is. */
function goBack() {
  if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
  else Taro.switchTab({ url: '/pages/home/index' })
}

/** WeChat and WeCom show the page's title above their web view. */
function hostDrawsTitle(): boolean {
  return /micromessenger|wxwork/i.test(navigator.userAgent)
}
