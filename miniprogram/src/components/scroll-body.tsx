import { miniTexts } from '@shared/text/miniprogram'
import { type ITouchEvent, ScrollView, View } from '@tarojs/components'
import { type ReactNode, useRef, useState } from 'react'

interface Props {
  children: ReactNode
  tight?: boolean
  onRefresh(): Promise<unknown>
  onMore?(): void
}

const pullPx = 64

/** The part of a page that scrolls: pull down reads again, the end reads on. */
export function ScrollBody(props: Props) {
  return process.env.TARO_ENV === 'weapp' ? <NativeBody {...props} /> : <BrowserBody {...props} />
}

function NativeBody({ children, tight, onRefresh, onMore }: Props) {
  const [busy, setBusy] = useState(false)
  const refresh = () => {
    setBusy(true)
    onRefresh().finally(() => setBusy(false))
  }
  return (
    <ScrollView
      className="body"
      scrollY
      enhanced
      refresherEnabled
      refresherTriggered={busy}
      refresherBackground="transparent"
      onRefresherRefresh={refresh}
      lowerThreshold={400}
      onScrollToLower={onMore}
    >
      <View className={`body-in ${tight ? 'tight' : ''}`}>{children}</View>
    </ScrollView>
  )
}

/** Taro types every touch of a View as a plain event. */
function fingerY(event: unknown): number {
  return (event as ITouchEvent).touches[0]?.clientY ?? 0
}

/** A browser's scroll view has no pull of its own. */
function BrowserBody({ children, tight, onRefresh, onMore }: Props) {
  const [pull, setPull] = useState<'' | 'ready' | 'busy'>('')
  const touch = useRef({ from: 0, top: 0 })

  const move = (y: number) => {
    if (touch.current.top > 0 || pull === 'busy') return
    setPull(y - touch.current.from > pullPx ? 'ready' : '')
  }
  const release = () => {
    if (pull !== 'ready') return
    setPull('busy')
    onRefresh().finally(() => setPull(''))
  }
  return (
    <ScrollView
      className="body"
      scrollY
      lowerThreshold={400}
      onScrollToLower={onMore}
      onScroll={(event) => {
        // While a page goes, the browser's own event comes through, which has no detail.
        touch.current.top = event.detail?.scrollTop ?? 0
      }}
    >
      <View
        className={`body-in ${tight ? 'tight' : ''}`}
        onTouchStart={(event) => {
          touch.current.from = fingerY(event)
        }}
        onTouchMove={(event) => move(fingerY(event))}
        onTouchEnd={release}
      >
        <View className={`pull meta ${pull}`}>
          {pull === 'busy' ? miniTexts.pulling() : miniTexts.pull()}
        </View>
        {children}
      </View>
    </ScrollView>
  )
}
