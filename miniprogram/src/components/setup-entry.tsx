import { setupRoute } from '@shared/api/setup'
import { useCallback, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { useLive } from '@/state/use-live'
import { Entries, entries } from './entries'

/** An admin's way to what is still to be set up, while there is something. */
export function SetupEntry() {
  const [complete, setComplete] = useState<boolean>()
  const read = useCallback(async () => {
    const { answer } = await call(setupRoute)
    if (answer) setComplete(answer.complete)
  }, [])
  useLive(read)
  useEffect(() => {
    read()
  }, [read])
  return complete === false ? <Entries entries={[entries.setup(false)]} /> : null
}
