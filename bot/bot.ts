import type { Inbox } from '../server/messages/tables'
import type { Numbers } from '../server/organisation/numbers'
import type { Clock } from '../server/platform/clock'
import type { Database } from '../server/platform/database'
import type { Log } from '../server/platform/log'
import { createOutboxDelivery } from '../server/platform/outbox-delivery'
import type { Channel, IncomingMessage, Receive } from './channels/channel'
import { CannotDeliver } from './channels/channel'
import { createReceiver } from './receive'
import { createInboxWorker } from './work-inbox'

/** Everything that listens and speaks: channels, the inbox and its worker, the outbox's delivery. */
export interface Bot {
  /** Records a message durably; only then may a channel acknowledge it. */
  receive: Receive
  /** Records it and waits until it has been acted on: for the demo page, whose answer is the reply. */
  receiveAndAct(message: IncomingMessage): Promise<void>
  /** Rows were written to the outbox by somebody else (the web): they leave now. */
  wake(): void
  start(): Promise<void>
  stop(): Promise<void>
  states(): Record<string, ReturnType<Channel['state']>>
}

/** @param listens false in a process that only takes messages in (`SERVICES=web`): another one acts on them */
export function createBot(deps: {
  database: Database
  clock: Clock
  numbers: Numbers
  log: Log
  /** Names this process in leases. */
  leaseOwner: string
  channels: readonly Channel[]
  listens: boolean
}): Bot {
  const { database, clock, log, leaseOwner, channels, listens } = deps
  const byName = new Map(channels.map((channel) => [channel.name as string, channel]))
  const delivery = createOutboxDelivery({
    database,
    clock,
    log,
    channels: [...byName.keys()],
    deliver: async (row) => {
      const channel = byName.get(row.channel)
      if (!channel) throw new CannotDeliver('channel is off')
      await channel.send(row)
    },
  })
  const worker = createInboxWorker({ ...deps, onWritten: delivery.wake })
  const onRecorded = (rows: Inbox[]) => {
    if (listens) worker.take(rows)
  }
  const record = createReceiver({ database, clock, leaseOwner, onRecorded })
  const receive: Receive = async (message) => {
    await record(message)
  }
  return {
    receive,
    receiveAndAct: async (message) => {
      await record(message)
      // In a process that does not listen another one acts on it, and the answer comes by its own way.
      await worker.settled(message)
    },
    wake: delivery.wake,
    start: async () => {
      if (!listens) return
      await worker.start()
      delivery.start()
      // A channel that cannot connect yet keeps trying by itself; it does not hold up the others.
      for (const channel of channels)
        channel
          .start(receive)
          .catch((error) => log.warn({ channel: channel.name, err: error }, 'a channel did not start'))
    },
    stop: async () => {
      await Promise.all([...channels.map((channel) => channel.stop()), worker.stop(), delivery.stop()])
    },
    states: () => Object.fromEntries(channels.map((channel) => [channel.name, channel.state()])),
  }
}
