import { toCompleteRoute } from '@shared/api/customer-file'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { useLive } from '@/state/use-live'
import { Entries, entries } from './entries'

/** The way to the customers that lack something, while there are any. */
export function ToCompleteEntry() {
  const [some, setSome] = useState(false)
  const read = useCallback(async () => {
    const { answer } = await call(toCompleteRoute, { query: { scope: 'all' } })
    if (answer) setSome(answer.items.length > 0)
  }, [])
  useLive(read)
  useEffect(() => {
    read()
  }, [read])
  return some ? <Entries entries={[entries.toComplete]} /> : null
}
