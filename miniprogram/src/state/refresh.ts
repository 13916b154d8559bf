const listeners = new Set<() => void>()

/** Something was written: whoever shows lists reads them again, in place. */
export function refreshEverything(): void {
  for (const listener of [...listeners]) listener()
}

export function onRefresh(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
