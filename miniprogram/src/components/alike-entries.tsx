import { customerAlikeRoute } from '@shared/api/merges'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { useLive } from '@/state/use-live'
import { Entries, entries } from './entries'

type Entry = Parameters<typeof Entries>[0]['entries'][number]

/** Of one customer: whom it may be the same as, and what was made one with it; nothing while there is neither. */
export function AlikeEntries({ id }: { id: string }) {
  const [found, setFound] = useState<Entry[]>([])
  const read = useCallback(async () => {
    const { answer } = await call(customerAlikeRoute, { params: { id } })
    if (!answer) return
    setFound([
      ...answer.items.flatMap(({ customer, reason }) =>
        customer ? [entries.alike(id, customer, reason.text)] : [],
      ),
      ...(answer.merges > 0 ? [entries.mergesOf(id, answer.merges)] : []),
    ])
  }, [id])
  useLive(read)
  useEffect(() => {
    read()
  }, [read])
  return found.length > 0 ? <Entries entries={found} /> : null
}
