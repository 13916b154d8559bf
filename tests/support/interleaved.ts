import type { Database, Transaction } from '../../server/platform/database'

type Work = (tx: Transaction) => Promise<unknown>

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Written with the commit unless a statement names them. */
const waiting = 'touchpoint, task, visit, opportunity, photo, photo_removal, visit_plan, undo_entry'

/**
 * Two writes at the same moment, the worst way: runs one up to its commit, lets the other begin (which has read before,
 * as in a batch of messages), and then lets both end. Answers how each ended, in the order given.
 */
export async function interleaved(
  database: Database,
  first: Work,
  second: Work,
): Promise<PromiseSettledResult<unknown>[]> {
  const [done, go] = [gate(), gate()]
  const one = database.transaction(async (tx) => {
    await first(tx)
    await tx.rows(`select 1 from ${waiting} where 1 = 0`)
    done.open()
    await go.opened
  })
  await Promise.race([done.opened, one])
  const other = database.transaction(async (tx) => {
    await tx.rows('select id from org')
    return second(tx)
  })
  // Long enough for a write that waits for nobody to be through.
  await new Promise((resolve) => setTimeout(resolve, 250))
  go.open()
  return Promise.allSettled([one, other])
}
