import { sayLineRoute } from '@shared/api/lines'
import { miniTexts } from '@shared/text/miniprogram'
import { useRef, useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { refreshEverything } from '@/state/refresh'
import { tell } from '@/state/undo'
import { changeDraft, dropDraft, keyFor } from './draft'

/** Outcomes after which the line is done with, also where nothing can be taken back. */
const finished = new Set([
  'task',
  'opportunity',
  'complete',
  'completed',
  'rejected',
  'outOfStock',
  'overstock',
  'sampleFeedback',
  'paid',
  'dropped',
])

/** Says a line to the bot. A second tap while one is on its way does nothing; a retry carries the same key. */
export function useLine(onDone: () => void) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  /** What the bot said where nothing was written. */
  const [told, setTold] = useState<string>()
  const going = useRef(false)

  async function say(text: string): Promise<void> {
    if (going.current) return
    going.current = true
    setBusy(true)
    const { answer, fault } = await call(sayLineRoute, { body: { text }, key: keyFor(text) })
    going.current = false
    setBusy(false)
    setFault(fault)
    if (fault) return
    const { outcome, replies, options, undo } = answer
    const lines = replies.join('\n').split('\n')
    const [first = ''] = lines
    if (options.length > 0 || outcome === 'asked') {
      const notes = lines
        .slice(1, options.length > 0 ? -1 : undefined)
        .filter((line) => !/^\d+\. /.test(line))
      changeDraft({ question: { title: miniTexts.asked(first), notes, options }, tried: undefined })
    } else if (undo || finished.has(outcome)) {
      dropDraft()
      tell({ text: first, undoId: undo?.id })
      refreshEverything()
      onDone()
    } else {
      changeDraft({ question: undefined, tried: undefined })
      setTold(replies.join('\n') || miniTexts.nothingMade())
    }
  }

  const forgive = () => {
    setFault(undefined)
    setTold(undefined)
  }
  return { say, busy, fault, told, forgive }
}
