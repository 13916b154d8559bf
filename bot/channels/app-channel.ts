import { TencentRefused } from '../wecom/call'
import type { WecomClient } from '../wecom/client'
import { CannotDeliver, type Channel } from './channel'

/**
 * The self-built app's own window with each member. It hears through the callback that the web server carries
 * (`app-callback.ts`), so starting and stopping are nothing. A chat is a person here.
 */
export function createAppChannel(clientOf: (orgId: string) => Promise<WecomClient | undefined>): Channel {
  let failing: string | undefined
  return {
    name: 'wecom',
    start: async () => undefined,
    stop: async () => undefined,
    state: () => (failing ? { state: 'down', reason: failing } : { state: 'up' }),
    async send({ orgId, chatId, text }) {
      const client = await clientOf(orgId)
      if (!client) throw new CannotDeliver('WeCom is not configured')
      try {
        const { unreached } = await client.sendText([chatId], text)
        failing = undefined
        if (unreached.length > 0) throw new CannotDeliver('unreached')
      } catch (error) {
        if (error instanceof CannotDeliver) throw error
        const { message } = error as Error
        // The recipient's fault says nothing about the channel; everything else does.
        failing = error instanceof TencentRefused && recipientFaults.has(error.errcode) ? undefined : message
        if (error instanceof TencentRefused && !error.retryable)
          throw new CannotDeliver(message, { cause: error })
        throw error
      }
    },
  }
}

/** Not permitted for this member, no such member, all unknown, nobody (document/path/90313). */
const recipientFaults = new Set([60011, 60111, 81013, 82001])
