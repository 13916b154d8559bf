import { customersRoute } from '@shared/api/customers'
import type { AnswerOf, QueryOf } from '@shared/api/route'
import { call } from '@/api/call'
import { whoIsHere } from '@/state/me'
import type { KeptOutcome } from './call-kept'
import { findKept } from './kept-customers'

/** Without a network those on this phone; a filter is the server's to apply. */
export async function findCustomers(
  query: QueryOf<typeof customersRoute>,
): Promise<KeptOutcome<AnswerOf<typeof customersRoute>>> {
  const outcome = await call(customersRoute, { query })
  const { q = '', scope: _, cursor, ...filter } = query
  if (outcome.fault?.code !== 'offline' || cursor || Object.keys(filter).length > 0) return outcome
  const staffId = await whoIsHere()
  const found = staffId ? await findKept(staffId, q) : undefined
  return found ? { answer: { items: found.items, nextCursor: null }, keptAt: found.at } : outcome
}
