import Taro from '@tarojs/taro'
import { demoPerson } from './demo-person'

const key = 'shunliu.token'

/**
 * Where the session's token lies. A demo window keeps its person's own, in sessionStorage: several windows of
 * several people stand side by side on one origin.
 */
export function readToken(): string | undefined {
  const person = demoPerson()
  if (person) return window.sessionStorage.getItem(`${key}.${person}`) ?? undefined
  return Taro.getStorageSync<string>(key) || undefined
}

export function writeToken(token: string): void {
  const person = demoPerson()
  if (person) window.sessionStorage.setItem(`${key}.${person}`, token)
  else Taro.setStorageSync(key, token)
}

export function dropToken(): void {
  const person = demoPerson()
  if (person) window.sessionStorage.removeItem(`${key}.${person}`)
  else Taro.removeStorageSync(key)
}
