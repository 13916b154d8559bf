import { putSetting, settingOf } from '../organisation/settings'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import type { JobContext } from '../platform/job-runner'

const keepDays = 90
const batch = 500

/** Up to which instant texts are forgotten: where the next night begins, whatever lies before. */
const expiredUpTo = 'inbox.expiredUpTo'

interface UpTo {
  receivedAt: number
}

interface InboxKey {
  id: string
  receivedAt: Date
}

/** What people wrote is forgotten after 90 days; that they wrote, and what became of it, stays. */
export function expireTexts({ database, clock }: { database: Database; clock: Clock }) {
  return async ({ orgId, signal }: Pick<JobContext, 'orgId' | 'signal'>): Promise<void> => {
    const before = new Date(clock.now().getTime() - keepDays * 24 * 3_600_000)
    const known = await database.read((reader) => settingOf(reader, orgId, expiredUpTo))
    let last: InboxKey = { id: '', receivedAt: new Date((known as UpTo | undefined)?.receivedAt ?? 0) }
    for (;;) {
      signal.throwIfAborted()
      // Index: inbox_by_time.
      const found = await database.read((reader) =>
        reader.rows<InboxKey>(
          `select id, received_at as receivedAt from inbox
           where org_id = ? and received_at >= ? and (received_at > ? or id > ?) and received_at < ?
             and text is not null
           order by received_at, id limit ${batch}`,
          [orgId, last.receivedAt, last.receivedAt, last.id, before],
        ),
      )
      const reached = found.at(-1)
      if (!reached) return
      await database.transaction(async (tx) => {
        await tx.run('update inbox set text = null where org_id = ? and id in (?)', [
          orgId,
          found.map(({ id }) => id),
        ])
        await putSetting(tx, orgId, expiredUpTo, { receivedAt: reached.receivedAt.getTime() } satisfies UpTo)
      })
      last = reached
    }
  }
}
