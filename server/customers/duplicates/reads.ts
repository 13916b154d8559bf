import type { AlikeRow, DuplicatePairRow, MergeSide } from '../../../shared/api/merges'
import type { ScopeFilter } from '../../../shared/api/shapes'
import { mergeTexts } from '../../../shared/text/merges'
import { anchorOf, reachCondition, reaches, type Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { alternativesOf, type ListPage, orderedPage, pageOf, textPosition } from '../../platform/keyset'
import { readPhone } from '../aliases'
import { storeById, storeOf } from '../place-of'
import { alikeInBeginning, findAlike, type Likeness, nearby } from './find-alike'

interface PairRow {
  id: string
  firstId: string
  secondId: string
  reason: DuplicatePairRow['reason']['code']
  sharedValue: string
  foundAt: Date
}

/**
 * Open pairs of which both are within reach, newest found first; by index duplicate_pair_by_owner, _by_store, _by_region
 * or _by_state. Two queries: pairs, customers.
 */
export async function duplicates(
  reader: Reader,
  scope: Scope,
  query: { scope?: ScopeFilter | undefined; cursor?: string | undefined },
): Promise<ListPage<DuplicatePairRow>> {
  const { orgId } = scope
  const after = textPosition('duplicates', query.cursor)
  const within = ['p.first_id', 'p.second_id'].map((id) => stillWithin(scope, id))
  const page = orderedPage(alternativesOf(anchorOf(scope, query.scope), 'p'), {
    sql: `select p.id, p.first_id as firstId, p.second_id as secondId, p.reason, p.shared_value as sharedValue,
        p.found_at as foundAt
      from duplicate_pair p where p.org_id = ? and p.state = 'open' and ${within.map(({ sql }) => sql).join(' and ')}`,
    values: [orgId, ...within.flatMap(({ values }) => values)],
    by: ['p.id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  const { rows, nextCursor } = pageOf(
    'duplicates',
    await reader.rows<PairRow>(page.sql, page.values),
    ({ id }) => ({ key: '', id }),
  )
  const sides = await mergeSides(
    reader,
    orgId,
    rows.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  )
  const items = rows.flatMap(({ id, firstId, secondId, reason, sharedValue, foundAt }) => {
    const customers = [sides.get(firstId), sides.get(secondId)]
      .filter((side) => side !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    if (customers.length < 2) return []
    return {
      id,
      reason: { code: reason, text: mergeTexts.reason(reason, sharedValue) },
      foundAt: foundAt.toISOString(),
      customers,
    }
  })
  return { items, nextCursor }
}

/** By primary key: a scalar sub-select, so that no planner begins with the customers. */
function stillWithin(scope: Scope, id: string): ReturnType<typeof reachCondition> {
  const reach = reachCondition(scope, 'c')
  return {
    sql: `(select c.id from customer c where c.id = ${id} and c.retired_at is null and ${reach.sql}) is not null`,
    values: reach.values,
  }
}

/** Customers as the two sides of a pair show them, each by primary key. One query. */
export async function mergeSides(
  reader: Reader,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, MergeSide>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.rows<
    Omit<MergeSide, 'store' | 'owner' | 'stage' | 'lastTouchAt' | 'createdAt'> & {
      storeId: string
      storeName: string | null
      ownerId: string | null
      ownerName: string | null
      stageId: string
      stageName: string | null
      lastTouchAt: Date | null
      createdAt: Date
    }
  >(
    `select c.id, c.name, c.code, c.address, c.version, c.store_id as storeId, t.name as storeName,
       c.owner_id as ownerId, s.name as ownerName, c.stage_id as stageId, g.name as stageName,
       c.last_touch_at as lastTouchAt, c.created_at as createdAt
     from customer c
     left join store t on t.org_id = c.org_id and t.id = c.store_id
     left join staff s on s.org_id = c.org_id and s.id = c.owner_id
     left join stage g on g.org_id = c.org_id and g.id = c.stage_id
     where c.org_id = ? and c.id in (?)`,
    [orgId, ids],
  )
  return new Map(
    rows.map(({ storeId, storeName, ownerId, ownerName, stageId, stageName, ...row }) => [
      row.id,
      {
        ...row,
        store: { id: storeId, name: storeName ?? '' },
        owner: ownerId ? { id: ownerId, name: ownerName ?? '' } : null,
        stage: { id: stageId, name: stageName ?? '' },
        lastTouchAt: row.lastTouchAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      },
    ]),
  )
}

const alikeAtMost = 5

/** Who it may be, and why, as it is said. */
export const alikeRow = (
  found: { id: string; name: string; code: string; by: AlikeRow['reason']['code']; shared: string },
  sides: ReadonlyMap<string, MergeSide>,
): AlikeRow => ({
  customer: {
    id: found.id,
    name: found.name,
    code: found.code,
    owner: sides.get(found.id)?.owner ?? null,
  },
  reason: { code: found.by, text: mergeTexts.reason(found.by, found.shared) },
  text: mergeTexts.maybe(found.code, found.name),
})

/**
 * Whom somebody about to be made may already be: within the region of its store where the name alone says so,
 * anywhere by a phone or an id. Of others' it is said once that there is one. At most ten queries.
 */
export async function alikeCustomers(
  reader: Reader,
  scope: Scope,
  likeness: Likeness & { storeId?: string | undefined },
): Promise<AlikeRow[]> {
  const { orgId } = scope
  const store = likeness.storeId
    ? await storeById(reader, orgId, likeness.storeId)
    : await storeOf(reader, orgId, scope.staffId)
  const [alike = []] = await findAlike(reader, orgId, [likeness], { bySound: true })
  const near = [
    ...nearby(alike, store?.regionId),
    ...nearby(await alikeInBeginning(reader, orgId, likeness.name), store?.regionId).filter(
      ({ id }) => !alike.some((each) => each.id === id),
    ),
  ]
  const own = near.filter((each) => reaches(scope, each)).slice(0, alikeAtMost)
  const sides = await mergeSides(
    reader,
    orgId,
    own.map(({ id }) => id),
  )
  const rows = own.map((each) => alikeRow(each, sides))
  const others = near.find((each) => !reaches(scope, each) && each.by !== 'sound' && each.by !== 'beginning')
  if (others)
    rows.push({
      // What was typed, not what somebody else's customer is called.
      reason: {
        code: others.by,
        text: mergeTexts.reason(others.by, others.by === 'name' ? likeness.name : others.shared),
      },
      text: mergeTexts.maybeOthers(),
    })
  return rows
}

/** Phones or ids as they stand in an address, parted by commas; what is no phone is no likeness. */
export function phonesIn(said: string): string[] {
  return said.split(/[,，;；]/).flatMap((phone) => {
    try {
      return [readPhone(phone.trim())]
    } catch {
      return []
    }
  })
}
