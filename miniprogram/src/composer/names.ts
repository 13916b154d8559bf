import { dictionaryRoute } from '@shared/api/lines'
import type { AnswerOf } from '@shared/api/route'
import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '@/api/call'
import { createStore } from '@/state/store'

export type Names = NonNullable<AnswerOf<typeof dictionaryRoute>['names']>

interface Kept {
  readonly staffId: string
  readonly version: string
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
  if (kept.get()?.staffId !== staffId)
    kept.set(Taro.getStorageSync<Kept | ''>(storageKey(staffId)) || undefined)
  const { answer } = await call(dictionaryRoute, { query: { version: kept.get()?.version } })
  if (!answer?.names) return
  const next = { staffId, version: answer.version, names: answer.names }
  kept.set(next)
  // A full storage refuses: then the names are read again next time.
  Taro.setStorage({ key: storageKey(staffId), data: next }).catch(() => {})
}
