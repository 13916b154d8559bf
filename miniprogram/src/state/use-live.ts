import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { onRefresh } from './refresh'

/**
 * Reads again what a page shows: when it comes back into view, after a write anywhere, and every `everyMs` while it
 * is being looked at. Nothing is read for a page nobody sees.
 */
export function useLive(read: () => unknown, everyMs?: number): void {
  const latest = useRef(read)
  latest.current = read
  const shown = useRef(true)
  const first = useRef(true)

  useDidShow(() => {
    shown.current = true
    // The first showing is the list's own first read.
    if (!first.current) latest.current()
    first.current = false
  })
  useDidHide(() => {
    shown.current = false
  })

  useEffect(() => onRefresh(() => latest.current()), [])
  useEffect(() => {
    if (!everyMs) return
    const timer = setInterval(() => {
      const hidden = process.env.TARO_ENV === 'h5' && document.visibilityState === 'hidden'
      if (shown.current && !hidden) latest.current()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
}
