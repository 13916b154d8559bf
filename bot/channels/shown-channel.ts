import type { Channel } from './channel'

/**
 * A channel whose windows show inbox and outbox themselves: the demo page's chat (`sandbox`), the composer on the
 * phone (`phone`). What is in the outbox is delivered already.
 */
export function createShownChannel(name: 'sandbox' | 'phone'): Channel {
  return {
    name,
    start: async () => undefined,
    stop: async () => undefined,
    send: async () => undefined,
    state: () => ({ state: 'up' }),
  }
}
