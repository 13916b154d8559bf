import type { AnswerOf, BodyOf, Route } from '@shared/api/route'
import { minuteText } from '@shared/text/minutes'
import { useRef, useState } from 'react'
import { call } from '@/api/call'
import { makeKey } from '@/api/make-key'
import type { Fault } from '@/api/request'
import { now } from './clock'
import { refreshEverything } from './refresh'
import { tell } from './undo'

/** What a write of ours may answer beside its own fields. */
type Undoable = { undo?: { id: string } }

/**
 * Writes, tells what was written with its minute and the way back, and has everything read again.
 * The same write tried again after a failure carries the same key: it is done once.
 */
export function useWrite() {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const tried = useRef({ what: '', key: '' })

  async function write<R extends Route>(
    route: R,
    id: string,
    body: BodyOf<R>,
    say: (minute: string, answer: AnswerOf<R>) => string,
  ): Promise<boolean> {
    if (busy) return false
    const what = JSON.stringify([route.path, id, body])
    if (tried.current.what !== what) tried.current = { what, key: makeKey() }
    setBusy(true)
    const { answer, fault } = await call(route, { params: { id }, body, key: tried.current.key })
    setBusy(false)
    setFault(fault)
    if (fault) return false
    tried.current = { what: '', key: '' }
    const at = now()
    tell({ text: say(minuteText(at, at), answer), undoId: (answer as Undoable).undo?.id })
    refreshEverything()
    return true
  }

  return { write, busy, fault, forgive: () => setFault(undefined) }
}
