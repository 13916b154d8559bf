import { type Me, meRoute } from '@shared/api/session'
import type { ScopeFilter } from '@shared/api/shapes'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import { demoPerson } from '@/api/demo-person'
import { orgHere } from '@/api/org-here'
import type { Fault } from '@/api/request'
import { kept } from '@/offline/kept'
import { openPhone } from '@/offline/open-phone'
import { createStore } from './store'

const me = createStore<Me | undefined>(undefined)
const scope = createStore<ScopeFilter | undefined>(undefined)

export const useMe = me.use
export const useScope = scope.use

const scopeKey = (staffId: string) => `shunliu.scope.${staffId}`

/** Who is signed in, what they may look at, and how many todos wait. */
export async function loadMe(): Promise<Fault | undefined> {
  const { answer, fault } = await call(meRoute)
  if (fault) {
    if (fault.code === 'offline') await whoIsHere()
    return fault
  }
  take(answer)
  kept.write(keptMeKey(), answer).catch(() => {})
  if (process.env.TARO_ENV === 'weapp') showBadge(answer.openTodos)
  return undefined
}

/** Whose phone this is, also without a network: whoever was signed in last. */
export async function whoIsHere(): Promise<string | undefined> {
  if (!me.get()) {
    const last = await kept.read<Me>(keptMeKey()).catch(() => undefined)
    if (last && !me.get()) take(last)
  }
  return me.get()?.id
}

/** Several demo windows of several people stand side by side. */
const keptMeKey = () => `me/${demoPerson() ?? orgHere() ?? 'here'}`

function take(person: Me): void {
  const known = me.get()
  me.set(person)
  if (known?.id === person.id) return
  const chosen = Taro.getStorageSync<ScopeFilter>(scopeKey(person.id))
  scope.set((person.scopes.find((each) => each.code === chosen) ?? person.scopes[0])?.code)
  openPhone(person.id)
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
  kept.remove(keptMeKey()).catch(() => {})
}
