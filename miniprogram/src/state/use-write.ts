import type { AnswerOf, BodyOf, Route } from '@shared/api/route'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { useRef, useState } from 'react'
import { call } from '@/api/call'
import { makeKey } from '@/api/make-key'
import { type Fault, offlineFault } from '@/api/request'
import { allWaiting, enqueue } from '@/offline/queue'
import { goesByItself, type Write } from '@/offline/queue-rules'
import { now } from './clock'
import { whoIsHere } from './me'
import { refreshEverything } from './refresh'
import { tell } from './undo'

/** @returns whether this phone could take it */
async function keepForLater(
  key: string,
  { about, write }: { about: string; write: Write },
): Promise<boolean> {
  const by = await whoIsHere()
  if (!by) return false
  return enqueue(by, key, about, write).then(
    () => true,
    () => false,
  )
}

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
    /** Without a network it waits on the phone as this, under the same key. */
    later?: { about: string; write: Write },
  ): Promise<boolean> {
    if (busy) return false
    const what = JSON.stringify([route.path, id, body])
    if (tried.current.what !== what) tried.current = { what, key: makeKey() }
    setBusy(true)
    // What was made before it and still waits goes first.
    const behind =
      later && allWaiting().some((item) => item.write.kind === later.write.kind && goesByItself(item))
    const { answer, fault } = behind
      ? { fault: offlineFault() }
      : await call(route, { params: { id }, body, key: tried.current.key })
    setBusy(false)
    const at = now()
    if (fault?.code === 'offline' && later && (await keepForLater(tried.current.key, later))) {
      tried.current = { what: '', key: '' }
      tell({ text: visitPageTexts.kept(minuteText(at, at)) })
      return true
    }
    setFault(fault)
    if (fault) return false
    tried.current = { what: '', key: '' }
    tell({ text: say(minuteText(at, at), answer), undoId: (answer as Undoable).undo?.id })
    refreshEverything()
    return true
  }

  return { write, busy, fault, forgive: () => setFault(undefined) }
}
