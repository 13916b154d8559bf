import { useEffect, useState } from 'react'

/**
 * The row the thumb bar acts on. The first row is selected on arrival and stays selected when newer ones slide in
 * above it: a thumb already on its way must not hit another row.
 */
export function useSelection<Item extends { id: string }>(items: Item[] | undefined) {
  const [id, select] = useState<string>()
  const selected = items?.find((item) => item.id === id) ?? items?.[0]
  useEffect(() => select(selected?.id), [selected?.id])
  return [selected, select] as const
}
