import { type Me, meRoute } from '@shared/api/session'
import type { ScopeFilter } from '@shared/api/shapes'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import type { Fault } from '@/api/request'
import { createStore } from './store'

const me = createStore<Me | undefined>(undefined)
const scope = createStore<ScopeFilter | undefined>(undefined)

export const useMe = me.use
export const useScope = scope.use

const scopeKey = (staffId: string) => `shunliu.scope.${staffId}`

/** Who is signed in, what they may look at, and how many todos wait. */
export async function loadMe(): Promise<Fault | undefined> {
  const { answer, fault } = await call(meRoute)
  if (fault) return fault
  const known = me.get()
  me.set(answer)
  if (known?.id !== answer.id) {
    const kept = Taro.getStorageSync<ScopeFilter>(scopeKey(answer.id))
    scope.set((answer.scopes.find((each) => each.code === kept) ?? answer.scopes[0])?.code)
  }
  if (process.env.TARO_ENV === 'weapp') showBadge(answer.openTodos)
  return undefined
}

/** Chips change rarely and are remembered per person. */
export function chooseScope(code: ScopeFilter): void {
  scope.set(code)
  const person = me.get()
  if (person) Taro.setStorageSync(scopeKey(person.id), code)
}

const todosTab = 3

function showBadge(open: number): void {
  // Fails off a tab page, where there is no bar to mark; the next tab page does it.
  const quiet = { fail: () => {} }
  if (open > 0) Taro.setTabBarBadge({ index: todosTab, text: String(open), ...quiet }).catch(() => {})
  else Taro.removeTabBarBadge({ index: todosTab, ...quiet }).catch(() => {})
}

/** Somebody else has signed in on this phone. */
export function forgetMe(): void {
  me.set(undefined)
}
