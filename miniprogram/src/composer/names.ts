import { dictionaryRoute } from '@shared/api/lines'
import type { AnswerOf } from '@shared/api/route'
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '@/api/call'
import { createStore } from '@/state/store'

type Part = AnswerOf<typeof dictionaryRoute>['parts'][number]
export type Names = Omit<Part, 'part'>

interface Kept {
  readonly staffId: string
  readonly version: string
  readonly parts: Readonly<Record<number, Part>>
  readonly names: Names
}

const kept = createStore<Kept | undefined>(undefined)

/** The names this person's lines are read with; undefined until they have come once. */
export const useNames = () => kept.use()?.names

const storageKey = (staffId: string) => `shunliu.names.${staffId}`

/** Read when the person is known, and whenever the page comes back into view. */
export function useFreshNames(staffId: string | undefined): void {
  useDidShow(() => {
    if (staffId) refreshNames(staffId)
  })
  useEffect(() => {
    if (staffId) refreshNames(staffId)
  }, [staffId])
}

/** What lies on the phone at once, then what changed since. Without a server the old names do. */
async function refreshNames(staffId: string): Promise<void> {
  if (kept.get()?.staffId !== staffId) kept.set(stored(staffId))
  const last = kept.get()
  const { answer } = await call(dictionaryRoute, { query: { version: last?.version } })
  if (!answer || answer.version === last?.version) return
  const parts = { ...(answer.whole ? {} : last?.parts) }
  for (const part of answer.parts) parts[part.part] = part
  const next = { staffId, version: answer.version, parts, names: together(Object.values(parts)) }
  kept.set(next)
  // A full storage refuses: then the names are read again next time.
  const { names: _, ...data } = next
  Taro.setStorage({ key: storageKey(staffId), data }).catch(() => {})
}

function stored(staffId: string): Kept | undefined {
  const last = Taro.getStorageSync<Omit<Kept, 'names'> | ''>(storageKey(staffId))
  if (!last) return undefined
  // What an earlier build kept had no parts.
  const { parts = {} } = last
  return { ...last, parts, names: together(Object.values(parts)) }
}

const together = (parts: readonly Part[]): Names => ({
  customers: parts.flatMap(({ customers }) => customers),
  contacts: parts.flatMap(({ contacts }) => contacts),
  products: parts.flatMap(({ products }) => products),
})
