import { duplicatesRoute, mergesRoute } from '@shared/api/merges'
import { leaversRoute } from '@shared/api/transfers'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { useLive } from '@/state/use-live'
import { Entries, entries } from './entries'

/** The ways to handing customers over, and while there are any to duplicates, to what leavers left behind, to merges. */
export function MergeEntries({ leads }: { leads: boolean }) {
  const [some, setSome] = useState({ pairs: false, leavers: false, merges: false })
  const read = useCallback(async () => {
    const [pairs, merges, left] = await Promise.all([
      call(duplicatesRoute, { query: {} }),
      call(mergesRoute, { query: {} }),
      leads ? call(leaversRoute, { query: {} }) : undefined,
    ])
    setSome({
      pairs: Boolean(pairs.answer?.items.length),
      leavers: Boolean(left?.answer?.items.length),
      merges: Boolean(merges.answer?.items.length),
    })
  }, [leads])
  useLive(read)
  useEffect(() => {
    read()
  }, [read])
  return (
    <Entries
      entries={[
        ...(some.pairs ? [entries.duplicates] : []),
        ...(some.leavers ? [entries.leavers] : []),
        entries.transfer,
        ...(some.merges ? [entries.merges] : []),
      ]}
    />
  )
}
