import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault, Outcome } from '@/api/request'

interface Asked<T> {
  key?: string | undefined
  answer?: T
  fault?: Fault
}

/**
 * One thing asked for a page, and again when `key` is another; an undefined key asks nothing. What was answered to
 * another key is not shown.
 */
export function useAnswer<T>(key: string | undefined, ask: () => Promise<Outcome<T>>) {
  const [state, setState] = useState<Asked<T>>({})
  const latest = useRef({ ask, turn: 0 })
  latest.current.ask = ask
  const read = useCallback(async () => {
    if (key === undefined) return
    const turn = ++latest.current.turn
    const { answer, fault } = await latest.current.ask()
    if (turn !== latest.current.turn) return
    setState((old) => (fault ? { ...(old.key === key && old), key, fault } : { key, answer }))
  }, [key])
  useEffect(() => {
    read()
  }, [read])
  const shown: Asked<T> = state.key === key ? state : {}
  return { answer: shown.answer, fault: shown.fault, read }
}
