import { CodeRefused, type IdentityProvider } from '../../server/organisation/identity-provider'
import { TencentRefused } from './call'
import type { WecomClient } from './client'
import type { WechatClient } from './wechat-client'

/** The code is unknown, used or expired, or WeChat blocks the person (40226). */
const refusedCodes = new Set([40029, 40163, 40226, 42003])

/** Who somebody is at WeCom or WeChat; a way whose client is absent is off. */
export function createIdentityProvider(clients: {
  /** The client of that organisation, of the first one if none is named. */
  wecomOf: (org: string | undefined) => Promise<WecomClient | undefined>
  wechat?: WechatClient
}): IdentityProvider {
  const { wecomOf, wechat } = clients
  return {
    async identify(via, code, org) {
      if (via === 'wechat') {
        if (!wechat) throw new CodeRefused('off')
        const { openId } = await vouched(() => wechat.sessionFromCode(code))
        return known('wechat', openId)
      }
      const wecom = await wecomOf(org)
      if (!wecom) throw new CodeRefused('off')
      if (via === 'wecom-h5') {
        const { userId } = await vouched(() => wecom.userFromOauthCode(code))
        return known('wecom', userId?.toLowerCase())
      }
      const session = await vouched(() => wecom.sessionFromMiniProgramCode(code))
      // One mini-program may be linked to several corps: a member of another one is a stranger here.
      if (session.corpId !== wecom.app.corpId) throw new CodeRefused('stranger')
      return known('wecom', session.userId.toLowerCase())
    },
  }
}

/** WeCom's user ids are the same in capitals and in small letters (document/path/90195): ours are small. */
function known(channel: string, outsideId: string | undefined): { channel: string; outsideId: string } {
  if (!outsideId) throw new CodeRefused('stranger')
  return { channel, outsideId }
}

async function vouched<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof TencentRefused && refusedCodes.has(error.errcode)) throw new CodeRefused('code')
    throw error
  }
}
