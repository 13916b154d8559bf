import { useEffect, useState } from 'react'

/** Draws again as the minute goes by, for pages that say what time it is. */
export function useMinute(): void {
  const [, turn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => turn((count) => count + 1), 15_000)
    return () => clearInterval(timer)
  }, [])
}
