import type { BodyOf } from '@shared/api/route'
import { signInRoute, signInWaysRoute } from '@shared/api/session'
import Taro from '@tarojs/taro'
import { demoPerson } from './demo-person'
import { orgHere } from './org-here'
import { type Fault, request } from './request'
import { isSignedOut, writeToken } from './token-store'

type Way = BodyOf<typeof signInRoute>['via']

/** Trades a code for a session; answers what went wrong, if anything. */
export async function signIn(via: Way, code: string): Promise<Fault | undefined> {
  const { answer, fault } = await request(signInRoute, { body: { via, code, org: orgHere() } })
  if (fault) return fault
  writeToken(answer.token)
  return undefined
}

export type SignedIn = 'in' | 'out' | 'offline'

const outcomeOf = (fault: Fault | undefined): SignedIn =>
  fault === undefined ? 'in' : fault.code === 'offline' ? 'offline' : 'out'

/** Whether the place we run in can say who this is. */
export const isKnownHere = (): boolean =>
  process.env.TARO_ENV === 'weapp' || /wxwork/i.test(navigator.userAgent)

/** Signs in without asking the person, where the place we run in knows who they are. Who signed out is left alone. */
export async function signInSilently(): Promise<SignedIn> {
  if (isSignedOut()) return 'out'
  return process.env.TARO_ENV === 'weapp' ? signInByWeChat() : signInByAddress()
}

interface QyLogin {
  login(options: { success(result: { code?: string }): void; fail(): void }): void
}

async function signInByWeChat(): Promise<SignedIn> {
  // WeCom puts its own log-in beside WeChat's; Taro has no type for it.
  const qy = (globalThis as { wx?: { qy?: QyLogin } }).wx?.qy
  if (qy) {
    const code = await new Promise<string | undefined>((resolve) => {
      qy.login({ success: (result) => resolve(result.code), fail: () => resolve(undefined) })
    })
    return code ? outcomeOf(await signIn('wecom-miniprogram', code)) : 'out'
  }
  try {
    const { code } = await Taro.login()
    return code ? outcomeOf(await signIn('wechat', code)) : 'out'
  } catch {
    // WeChat's own log-in needs a network.
    return 'offline'
  }
}

async function signInByAddress(): Promise<SignedIn> {
  const person = demoPerson()
  if (person) return outcomeOf(await signIn('demo', person))
  const given = new URLSearchParams(window.location.search)
  const code = given.get('code')
  if (code) {
    // A code works once: it leaves the address, so that a reload does not spend it again.
    for (const spent of ['code', 'state']) given.delete(spent)
    const left = given.size > 0 ? `?${given}` : ''
    window.history.replaceState(null, '', window.location.pathname + left + window.location.hash)
    return outcomeOf(await signIn('wecom-h5', code))
  }
  if (!isKnownHere()) return navigator.onLine ? 'out' : 'offline'
  const { answer, fault } = await request(signInWaysRoute, { query: { org: orgHere() } })
  if (!answer?.wecomUrl) return outcomeOf(fault) === 'offline' ? 'offline' : 'out'
  window.location.replace(answer.wecomUrl)
  // The page is leaving: nothing after this is to run.
  return new Promise(() => {})
}
