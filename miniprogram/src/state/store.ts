import { useSyncExternalStore } from 'react'

/** One value that several pages look at: the smallest thing React can subscribe to. */
export function createStore<Value>(initial: Value) {
  let value = initial
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  const get = () => value
  const set = (next: Value) => {
    value = next
    for (const listener of [...listeners]) listener()
  }
  const use = () => useSyncExternalStore(subscribe, get, get)
  return { get, set, use }
}
