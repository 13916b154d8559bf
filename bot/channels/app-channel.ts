import { SecretsClosed } from '../../server/organisation/wecom-apps'
import { secretsClosed } from '../../shared/text/wecom'
import { TencentRefused } from '../wecom/call'
import type { WecomClient } from '../wecom/client'
import { CannotDeliver, type Channel, NotSetUp } from './channel'

/**
 * The self-built app's own window with each member. It hears through the callback that the web server carries
 * (`app-callback.ts`), so starting and stopping are nothing. A chat is a person here.
 */
export function createAppChannel(clientOf: (orgId: string) => Promise<WecomClient | undefined>): Channel {
  /** What is wrong, by organisation. */
  const failing = new Map<string, string>()

  async function clientOrNotSetUp(orgId: string): Promise<WecomClient | undefined> {
    try {
      return await clientOf(orgId)
    } catch (error) {
      if (!(error instanceof SecretsClosed)) throw error
      failing.set(orgId, secretsClosed)
      throw new NotSetUp(secretsClosed)
    }
  }

  return {
    name: 'wecom',
    start: async () => undefined,
    stop: async () => undefined,
    state: () =>
      failing.size > 0
        ? { state: 'down', reason: [...new Set(failing.values())].join(' ') }
        : { state: 'up' },
    async send({ orgId, chatId, text }) {
      const client = await clientOrNotSetUp(orgId)
      if (!client) throw new CannotDeliver('WeCom is not configured')
      try {
        const { unreached } = await client.sendText([chatId], text)
        failing.delete(orgId)
        if (unreached.length > 0) throw new CannotDeliver('unreached')
      } catch (error) {
        if (error instanceof CannotDeliver) throw error
        const { message } = error as Error
        const errcode = error instanceof TencentRefused ? error.errcode : undefined
        // The recipient's fault says nothing about the channel; everything else does.
        if (errcode !== undefined && recipientFaults.has(errcode)) failing.delete(orgId)
        else failing.set(orgId, message)
        if (errcode !== undefined && setUpFaults.has(errcode)) throw new NotSetUp(message, { cause: error })
        if (error instanceof TencentRefused && !error.retryable)
          throw new CannotDeliver(message, { cause: error })
        throw error
      }
    },
  }
}

/** Not permitted for this member, no such member, all unknown, nobody (document/path/90313). */
const recipientFaults = new Set([60011, 60111, 81013, 82001])

/**
 * What an admin mends and no message is to blame for: secret, corp, token or agent id wrong or reset, no permission
 * for the call, address not trusted, app switched off, agent of another app (document/path/90313).
 */
const setUpFaults = new Set([
  40001, 40013, 40014, 40056, 40091, 41001, 42001, 48002, 50001, 50002, 60020, 301002,
])
