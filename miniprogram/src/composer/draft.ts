import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { makeKey } from '@/api/make-key'
import { createStore } from '@/state/store'

/** What the bot asked back about the line that was said. */
export interface Question {
  readonly title: string
  readonly notes: readonly string[]
  readonly options: readonly string[]
}

interface Draft {
  readonly text: string
  readonly question?: Question
  /** What was last tried and under which key: the same again is the same message. */
  readonly tried?: { readonly what: string; readonly key: string }
}

const empty: Draft = { text: '' }
const draft = createStore<Draft>(empty)
let storageKey = ''

/** The line being written outlives the sheet, the page and the app: nothing typed is lost to a dead network. */
export function useDraft(staffId: string): Draft {
  useEffect(() => {
    const key = `shunliu.draft.${staffId}`
    if (key === storageKey) return
    storageKey = key
    draft.set(Taro.getStorageSync<Draft | ''>(key) || empty)
  }, [staffId])
  return draft.use()
}

export function changeDraft(part: Partial<Draft>): void {
  draft.set({ ...draft.get(), ...part })
  Taro.setStorage({ key: storageKey, data: draft.get() }).catch(() => {})
}

export function dropDraft(): void {
  draft.set(empty)
  Taro.removeStorage({ key: storageKey }).catch(() => {})
}

/** One key for one text, until it has been answered. */
export function keyFor(what: string): string {
  const { tried } = draft.get()
  if (tried?.what === what) return tried.key
  const key = makeKey()
  changeDraft({ tried: { what, key } })
  return key
}
