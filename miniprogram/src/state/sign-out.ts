import { signOutRoute } from '@shared/api/session'
import Taro from '@tarojs/taro'
import { request } from '@/api/request'
import { dropToken, markSignedOut, readToken } from '@/api/token-store'
import { kept } from '@/offline/kept'
import { allWaiting, giveUp } from '@/offline/queue'
import { forgetMe } from './me'
import { endPicks } from './picks'

/** Ends the session, and leaves nothing of this person on the phone. Without a network the phone forgets all the same. */
export async function signOut(staffId: string): Promise<void> {
  const token = readToken()
  if (token) await request(signOutRoute, { token })
  dropToken()
  markSignedOut()
  await forgetPerson(staffId).catch(() => {})
  forgetMe()
  endPicks()
  Taro.reLaunch({ url: '/pages/sign-in/index' })
}

/** What waits to be sent with its photos, what was read, the names, the draft, the chosen filter: their keys say whose. */
async function forgetPerson(staffId: string): Promise<void> {
  for (const { by, id } of allWaiting()) if (by === staffId) await giveUp(id)
  for (const key of await kept.keys('')) if (key.split('/').includes(staffId)) await kept.remove(key)
  for (const key of Taro.getStorageInfoSync().keys)
    if (key.endsWith(`.${staffId}`)) Taro.removeStorageSync(key)
}
