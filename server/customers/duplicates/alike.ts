import type { AlikeRow } from '../../../shared/api/merges'
import { mergeTexts } from '../../../shared/text/merges'
import { reachCondition, reaches, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { alikeInBeginning, nearby } from './find-alike'
import { alikeRow, mergeSides } from './reads'

const shownAtMost = 9

/** Those within reach and in its region whose names begin like that of a customer that was just made. Two queries. */
export async function beginningsOf(
  reader: Reader,
  scope: Scope,
  customer: { id: string; name: string; regionId: string },
): Promise<AlikeRow[]> {
  const found = (await alikeInBeginning(reader, scope.orgId, customer.name)).filter(
    (each) => each.id !== customer.id && reaches(scope, each),
  )
  const near = nearby(found, customer.regionId)
  const ids = near.map(({ id }) => id)
  const sides = await mergeSides(reader, scope.orgId, ids)
  return near.map((each) => alikeRow(each, sides))
}

/** Whom a customer that is there may be the same as: its open pairs, each of the others within reach. Two queries. */
export async function alikeOf(reader: Reader, scope: Scope, customerId: string): Promise<AlikeRow[]> {
  const all = await reader.rows<{
    otherId: string
    reason: AlikeRow['reason']['code']
    shared: string
    state: string
  }>(
    // indexes duplicate_pair_of_two and duplicate_pair_by_second; with the state a planner may begin with all open ones
    `select second_id as otherId, reason, shared_value as shared, state from duplicate_pair
     where org_id = ? and first_id = ?
     union all
     select first_id as otherId, reason, shared_value as shared, state from duplicate_pair
     where org_id = ? and second_id = ?`,
    [scope.orgId, customerId, scope.orgId, customerId],
  )
  const pairs = all.filter(({ state }) => state === 'open')
  if (pairs.length === 0) return []
  const reach = reachCondition(scope, 'c')
  const others = await reader.rows<{
    id: string
    name: string
    code: string
    ownerId: string | null
    ownerName: string | null
  }>(
    // primary key (org_id, id)
    `select c.id, c.name, c.code, c.owner_id as ownerId, s.name as ownerName from customer c
       left join staff s on s.org_id = c.org_id and s.id = c.owner_id
     where ${reach.sql} and c.id in (?) and c.retired_at is null order by c.id`,
    [...reach.values, pairs.map(({ otherId }) => otherId)],
  )
  return others.slice(0, shownAtMost).map(({ id, name, code, ownerId, ownerName }) => {
    const { reason, shared } = pairs.find(({ otherId }) => otherId === id)!
    return {
      customer: { id, name, code, owner: ownerId ? { id: ownerId, name: ownerName ?? '' } : null },
      reason: { code: reason, text: mergeTexts.reason(reason, shared) },
      text: mergeTexts.maybe(code, name),
    }
  })
}
