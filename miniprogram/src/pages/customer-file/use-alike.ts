import { type AlikeRow, alikeRoute } from '@shared/api/merges'
import type { QueryOf } from '@shared/api/route'
import { useEffect, useRef, useState } from 'react'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { type CustomerDraft, likenessOf } from './customer-draft'

/**
 * Customers that the one being typed may already be; asked a moment after the typing stops. What was found stays until
 * the next answer, so that nothing jumps below the finger. Without a draft nothing is asked.
 */
export function useAlike(draft: CustomerDraft | undefined): {
  rows: AlikeRow[]
  asking: boolean
  fault: Fault | undefined
} {
  const likeness = draft && likenessOf(draft)
  const key = likeness && JSON.stringify(likeness)
  const [found, setFound] = useState<{ rows: AlikeRow[]; of?: string | undefined; fault?: Fault }>({
    rows: [],
  })
  const turn = useRef(0)
  useEffect(() => {
    const mine = ++turn.current
    if (!key) return setFound({ rows: [] })
    const timer = setTimeout(async () => {
      const query = JSON.parse(key) as QueryOf<typeof alikeRoute>
      const { answer, fault } = await call(alikeRoute, { query })
      if (mine !== turn.current) return
      setFound(fault ? { rows: [], of: key, fault } : { rows: answer.items, of: key })
    }, 300)
    return () => clearTimeout(timer)
  }, [key])
  return { rows: found.rows, asking: key !== found.of, fault: found.fault }
}
