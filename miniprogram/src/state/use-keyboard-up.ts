import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** While the keyboard is up its own key is the action, and ours would be out of the thumb's reach. */
export function useKeyboardUp(): boolean {
  const [up, setUp] = useState(false)
  useEffect(() => (process.env.TARO_ENV === 'weapp' ? watchWeChat(setUp) : watchBrowser(setUp)), [])
  return up
}

function watchWeChat(setUp: (up: boolean) => void) {
  const changed = ({ height }: { height: number }) => setUp(height > 0)
  Taro.onKeyboardHeightChange(changed)
  return () => Taro.offKeyboardHeightChange(changed)
}

/** A browser says nothing of its keyboard; the visible part of the page gets lower by about a third. */
function watchBrowser(setUp: (up: boolean) => void) {
  const view = window.visualViewport
  if (!view) return
  let full = { width: window.innerWidth, height: window.innerHeight }
  const changed = () => {
    // A phone that is turned is another page; a keyboard leaves the width alone.
    if (window.innerWidth !== full.width) full = { width: window.innerWidth, height: window.innerHeight }
    setUp(view.height < full.height - 140)
  }
  view.addEventListener('resize', changed)
  return () => view.removeEventListener('resize', changed)
}
