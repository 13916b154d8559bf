import { useCallback, useEffect, useRef, useState } from 'react'
import type { Fault, Outcome } from '@/api/request'

/** One thing asked for a page, and again when `key` is another; an undefined key asks nothing. The latest asked wins. */
export function useAnswer<T>(key: string | undefined, ask: () => Promise<Outcome<T>>) {
  const [state, setState] = useState<{ key?: string; answer?: T; fault?: Fault }>({})
  const latest = useRef({ ask, turn: 0 })
  latest.current.ask = ask
  const read = useCallback(async () => {
    if (key === undefined) return
    const turn = ++latest.current.turn
    const { answer, fault } = await latest.current.ask()
    if (turn === latest.current.turn) setState((old) => (fault ? { ...old, fault } : { key, answer }))
  }, [key])
  useEffect(() => {
    read()
  }, [read])
  return { ...state, read }
}
