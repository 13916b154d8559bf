import type { AnswerOf, Route } from '@shared/api/route'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Fault, type Input, offlineFault } from '@/api/request'
import { callKept } from '@/offline/call-kept'
import { now } from './clock'

/** One answer that a page shows, read again by `read`; without a network the one on the phone. */
export function useKeptRead<R extends Route>(route: R, input: Pick<Input<R>, 'params' | 'query'>) {
  const [answer, setAnswer] = useState<AnswerOf<R>>()
  const [fault, setFault] = useState<Fault>()
  const [at, setAt] = useState<Date>()
  const turn = useRef(0)
  const asked = useRef(input)
  asked.current = input
  const what = JSON.stringify(input)

  const read = useCallback(async () => {
    const mine = ++turn.current
    const { answer, fault, keptAt } = await callKept(route, asked.current)
    if (mine !== turn.current) return
    setFault(keptAt ? offlineFault() : fault)
    if (fault) return
    setAnswer(answer)
    setAt(keptAt ?? now())
  }, [route])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another input is another answer
  useEffect(() => {
    setAnswer(undefined)
    setFault(undefined)
    read()
  }, [what, read])
  return { answer, fault, at, read }
}
