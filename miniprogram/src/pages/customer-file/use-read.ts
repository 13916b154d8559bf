import type { AnswerOf, Route } from '@shared/api/route'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'

/** One thing read for a page, and read again when asked; an undefined id reads nothing. */
export function useRead<R extends Route>(route: R, id: string | undefined) {
  const [answer, setAnswer] = useState<AnswerOf<R>>()
  const [fault, setFault] = useState<Fault>()
  const turn = useRef(0)
  const read = useCallback(async () => {
    if (id === undefined) return
    const mine = ++turn.current
    const outcome = await call(route, { params: { id } })
    if (mine !== turn.current) return
    setFault(outcome.fault)
    if (!outcome.fault) setAnswer(outcome.answer)
  }, [route, id])
  useEffect(() => {
    read()
  }, [read])
  return { answer, fault, read, setAnswer }
}
