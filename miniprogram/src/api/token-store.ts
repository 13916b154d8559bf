import Taro from '@tarojs/taro'
import { demoPerson } from './demo-person'
import { orgHere } from './org-here'

/**
 * Where the session's token lies, one for each organisation. A demo window keeps its person's own, in sessionStorage:
 * several windows of several people stand side by side on one origin.
 */
const token = placeOf('shunliu.token')
/** Set by who signed out: nobody is let in silently after that. */
const signedOut = placeOf('shunliu.signed-out')

export const readToken = token.read
export const dropToken = token.drop
export const isSignedOut = () => signedOut.read() !== undefined
export const markSignedOut = () => signedOut.write('yes')
export const wantsIn = signedOut.drop

export function writeToken(value: string): void {
  token.write(value)
  signedOut.drop()
}

function placeOf(key: string) {
  const ofDemo = () => {
    const person = demoPerson()
    return person && `${key}.${person}`
  }
  const here = () => {
    const org = orgHere()
    return org ? `${key}.${org}` : key
  }
  return {
    read: (): string | undefined => {
      const demo = ofDemo()
      if (demo) return window.sessionStorage.getItem(demo) ?? undefined
      return Taro.getStorageSync<string>(here()) || undefined
    },
    write: (value: string): void => {
      const demo = ofDemo()
      if (demo) window.sessionStorage.setItem(demo, value)
      else Taro.setStorageSync(here(), value)
    },
    drop: (): void => {
      const demo = ofDemo()
      if (demo) window.sessionStorage.removeItem(demo)
      else Taro.removeStorageSync(here())
    },
  }
}
