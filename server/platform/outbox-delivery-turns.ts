import type { Reader } from './database'
import type { OutgoingRow } from './outbox-delivery-rows'

/**
 * WeCom lets one app send one member 30 messages a minute and 1,000 an hour, and drops the rest without a word
 * (document/path/90454). So nobody is sent more, whatever the channel; the rest waits. What was sent is counted in
 * the rows, so a restart or a second process forgets nothing.
 */
const perMinute = 30
const perHour = 1000
const minuteMs = 60_000
const hourMs = 3_600_000
/** An open row older than this no longer holds up later ones, and the look back stays short. */
const lookBackMs = 24 * hourMs
const shortWaitMs = 1000

/** The due rows of one recipient, in order: those whose turn it is, and those that wait, until when. */
export interface Turn {
  recipient: string
  ready: OutgoingRow[]
  waiting: OutgoingRow[]
  until: Date
}

export function recipientOf({ orgId, channel, chatId }: OutgoingRow): string {
  return `${orgId}\n${channel}\n${chatId}`
}

interface Standing {
  orgId: string
  chatId: string
  /** The first row that is open and not among the due ones: nothing overtakes it. */
  blockerId: string | null
  inMinute: number
  inHour: number
  minuteSinceAt: Date | null
  hourSinceAt: Date | null
}

/** Whose turn it is among due rows of one channel. Index: outbox_by_chat. */
export async function readTurns(reader: Reader, due: OutgoingRow[], now: Date): Promise<Turn[]> {
  const queues = new Map<string, OutgoingRow[]>()
  for (const row of due) {
    const queue = queues.get(recipientOf(row))
    if (queue) queue.push(row)
    else queues.set(recipientOf(row), [row])
  }
  const turns: Turn[] = []
  for (const orgId of new Set(due.map((row) => row.orgId))) {
    const ours = due.filter((row) => row.orgId === orgId)
    const standings = await readStandings(reader, orgId, ours, now)
    const blockers = await readBlockers(reader, orgId, standings)
    for (const standing of standings) {
      const recipient = recipientOf({ ...ours[0]!, chatId: standing.chatId })
      const queue = queues.get(recipient)?.toSorted((a, b) => (a.id < b.id ? -1 : 1)) ?? []
      turns.push({ recipient, ...divide(queue, standing, blockers.get(standing.blockerId ?? ''), now) })
    }
  }
  return turns
}

function readStandings(reader: Reader, orgId: string, due: OutgoingRow[], now: Date): Promise<Standing[]> {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  return reader.rows<Standing>(
    `select chat_id as chatId,
       min(case when state in ('pending', 'sending') and id not in (?) then id end) as blockerId,
       count(case when sent_at > ? then 1 end) as inMinute, count(case when sent_at > ? then 1 end) as inHour,
       min(case when sent_at > ? then sent_at end) as minuteSinceAt,
       min(case when sent_at > ? then sent_at end) as hourSinceAt
     from outbox where org_id = ? and channel = ? and chat_id in (?) and created_at > ? group by chat_id`,
    [
      due.map(({ id }) => id),
      ago(minuteMs),
      ago(hourMs),
      ago(minuteMs),
      ago(hourMs),
      orgId,
      due[0]!.channel,
      [...new Set(due.map(({ chatId }) => chatId))],
      ago(lookBackMs),
    ],
  )
}

type Blocker = { id: string; state: string; nextAt: Date }

async function readBlockers(
  reader: Reader,
  orgId: string,
  standings: Standing[],
): Promise<Map<string, Blocker>> {
  const ids = standings.flatMap(({ blockerId }) => (blockerId ? [blockerId] : []))
  if (ids.length === 0) return new Map()
  const rows = await reader.rows<Blocker>(
    'select id, state, next_at as nextAt from outbox where org_id = ? and id in (?)',
    [orgId, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

function divide(
  queue: OutgoingRow[],
  standing: Standing,
  blocker: Blocker | undefined,
  now: Date,
): Pick<Turn, 'ready' | 'waiting' | 'until'> {
  const soon = now.getTime() + shortWaitMs
  const before = blocker ? queue.filter(({ id }) => id < blocker.id).length : queue.length
  const room = Math.max(0, Math.min(perMinute - standing.inMinute, perHour - standing.inHour))
  let until = soon
  if (before <= room && blocker?.state === 'pending') until = blocker.nextAt.getTime()
  if (before > room && standing.inMinute >= perMinute) until = standing.minuteSinceAt!.getTime() + minuteMs
  if (before > room && standing.inHour >= perHour) until = standing.hourSinceAt!.getTime() + hourMs
  const ready = Math.min(before, room)
  return {
    ready: queue.slice(0, ready),
    waiting: queue.slice(ready),
    until: new Date(until > now.getTime() ? until : soon),
  }
}
