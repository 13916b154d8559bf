import { useEffect, useState } from 'react'

/** True once something has been awaited for 200 ms: bones that flash by are worse than none. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!waiting) return
    const timer = setTimeout(() => setSlow(true), 200)
    return () => clearTimeout(timer)
  }, [waiting])
  return slow && waiting
}
