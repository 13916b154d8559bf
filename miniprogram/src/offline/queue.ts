import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import Taro from '@tarojs/taro'
import { now } from '@/state/clock'
import { refreshEverything } from '@/state/refresh'
import { createStore } from '@/state/store'
import { tell } from '@/state/undo'
import { kept } from './kept'
import {
  afterSending,
  atStart,
  goneWith,
  nextToSend,
  pauseMs,
  tryAgain,
  type Waiting,
  type Write,
} from './queue-rules'
import { send } from './send'

/** Everything made on this phone that the server has not got yet: the one place where it waits. */
const waiting = createStore<readonly Waiting[]>([])
export const useWaiting = waiting.use
export const allWaiting = waiting.get

let owner: string | undefined
let going = false
let pauses = 0
let timer: ReturnType<typeof setTimeout> | undefined

const prefix = (by: string) => `queue/${by}/`
const keyOf = ({ by, order, id }: Waiting) => `${prefix(by)}${String(order).padStart(12, '0')}/${id}`

/** Takes up what this person left behind, and sends it. */
export async function openQueue(staffId: string): Promise<void> {
  if (owner === staffId) return sendWaiting()
  owner = staffId
  const found = (await kept.all<Waiting>(prefix(staffId)).catch(() => [])).map(atStart)
  // Somebody signed out while it was read, or something was added: neither is lost.
  if (owner !== staffId) return
  const added = waiting.get().filter(({ by, id }) => by === staffId && !found.some((each) => each.id === id))
  waiting.set([...found, ...added])
  listen()
  return sendWaiting()
}

/** Durable once it resolves; sent as soon as it can be. @throws when this phone has no room left */
export async function enqueue(by: string, id: string, about: string, write: Write): Promise<void> {
  const last = waiting.get().reduce((most, { order }) => Math.max(most, order), 0)
  const order = Math.max(last + 1, Date.now())
  const item: Waiting = {
    id,
    by,
    order,
    madeAt: now().toISOString(),
    about,
    write,
    state: 'waiting',
    tries: 0,
  }
  await kept.write(keyOf(item), item)
  waiting.set([...waiting.get(), item])
  sendWaiting()
}

export async function retry(id: string): Promise<void> {
  const item = waiting.get().find((each) => each.id === id)
  if (!item) return
  await change(tryAgain(item))
  pauses = 0
  return sendWaiting()
}

export async function giveUp(id: string): Promise<readonly string[]> {
  const ids = goneWith(waiting.get(), id)
  for (const each of waiting.get().filter((item) => ids.includes(item.id))) await forget(each)
  return ids
}

/** Sends one after another until nothing is left or nobody answers. */
export async function sendWaiting(): Promise<void> {
  if (going || !owner) return
  going = true
  if (timer) clearTimeout(timer)
  try {
    await alone(async () => {
      for (let item = nextToSend(mine()); item; item = nextToSend(mine())) if (!(await sendOne(item))) break
    })
  } finally {
    going = false
  }
}

const mine = () => waiting.get().filter(({ by }) => by === owner)

/** @returns whether to go on with the next one */
async function sendOne(item: Waiting): Promise<boolean> {
  show({ ...item, state: 'sending' })
  const { fault, undoId } = await send(item)
  const step = afterSending(item, fault)
  if (step.next === 'gone') {
    pauses = 0
    await forget(item)
    sayDone(item, undoId)
    refreshEverything()
    return true
  }
  await change(step.item)
  if (step.next === 'failed') return true
  timer = setTimeout(sendWaiting, pauseMs(++pauses))
  return false
}

/** Only what was just made is told with its way back: nobody reads twenty toasts after a tunnel. */
function sayDone({ madeAt, write, about }: Waiting, undoId: string | undefined): void {
  const at = now()
  if (!undoId || at.getTime() - Date.parse(madeAt) > 10_000) return
  tell({ text: visitPageTexts.written(minuteText(at, at), write.kind, about), undoId })
}

const show = (item: Waiting) => waiting.set(waiting.get().map((each) => (each.id === item.id ? item : each)))

async function change(item: Waiting): Promise<void> {
  show(item)
  await kept.write(keyOf(item), item)
}

async function forget(item: Waiting): Promise<void> {
  await kept.remove(keyOf(item))
  if (item.write.kind === 'photo') await kept.dropPhoto(item.id)
  waiting.set(waiting.get().filter(({ id }) => id !== item.id))
}

/** Two windows of one person take turns, where the browser can say so; where not, the ids keep it to one write. */
async function alone(work: () => Promise<void>): Promise<void> {
  const locks = process.env.TARO_ENV === 'h5' ? navigator.locks : undefined
  if (!locks) return work()
  await locks.request(`shunliu.queue.${owner}`, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}

let listening = false

function listen(): void {
  if (listening) return
  listening = true
  const back = () => {
    pauses = 0
    sendWaiting()
  }
  if (process.env.TARO_ENV === 'h5') window.addEventListener('online', back)
  else Taro.onNetworkStatusChange(({ isConnected }) => isConnected && back())
}
