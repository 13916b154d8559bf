import { duplicatesRoute } from '@shared/api/merges'
import { leaversRoute } from '@shared/api/transfers'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { useLive } from '@/state/use-live'
import { Entries, entries } from './entries'

/** The ways to handing customers over, and while there are any to duplicates and to what leavers left behind. */
export function MergeEntries({ leads }: { leads: boolean }) {
  const [some, setSome] = useState({ pairs: false, leavers: false })
  const read = useCallback(async () => {
    const [pairs, left] = await Promise.all([
      call(duplicatesRoute, { query: {} }),
      leads ? call(leaversRoute, { query: {} }) : undefined,
    ])
    setSome({
      pairs: Boolean(pairs.answer?.items.length),
      leavers: Boolean(left?.answer?.items.length),
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
      ]}
    />
  )
}
