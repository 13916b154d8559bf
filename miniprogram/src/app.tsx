import { useDidShow } from '@tarojs/taro'
import { type PropsWithChildren, useEffect } from 'react'
import { z } from 'zod'
import { syncPhone } from './offline/sync'
import { useMe } from './state/me'
import { refreshEverything } from './state/refresh'
import './app.css'

// zod writes code at run time where it may; mini-programs and strict pages forbid that.
z.config({ jitless: true })

if (process.env.TARO_ENV === 'h5') {
  // Only https and localhost have service workers; elsewhere the pages need a network to open.
  navigator.serviceWorker?.register('/m/offline-pages.js').catch(() => {})
  // The demo page says that a chat line has been acted on.
  window.addEventListener('message', ({ origin, data }) => {
    if (origin === window.location.origin && data?.type === 'shunliu:refresh') refreshEverything()
  })
}

export default function App({ children }: PropsWithChildren) {
  const staffId = useMe()?.id
  useEffect(() => {
    if (staffId) syncPhone(staffId)
  }, [staffId])
  useDidShow(() => {
    if (staffId) syncPhone(staffId)
  })
  return children
}
