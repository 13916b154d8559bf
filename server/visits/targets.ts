import type { VisitTarget } from '../../shared/api/visit-shapes'
import { itemsText } from '../../shared/text/items'
import { recentRefusalsOf } from '../orders/refused-products'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { nearMetres } from './flags'
import { openTasksOf } from './reads'
import { refusalShape } from './visit-warnings'

interface TargetRow {
  id: string
  name: string
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
  stageId: string
  stageName: string
  stageCode: string
  address: string | null
  latitudeE6: number | null
  longitudeE6: number | null
  lastTouchAt: Date | null
}

/**
 * Everything needed to visit these customers without a network. Five queries, however many there are: customers,
 * contacts, open tasks with their items, refusals. Whether the person may is the caller's to know.
 */
export async function visitTargets(
  reader: Reader,
  scope: Scope,
  customerIds: readonly string[],
  at: Date,
): Promise<Map<string, VisitTarget>> {
  if (customerIds.length === 0) return new Map()
  const { orgId } = scope
  const customers = await reader.rows<TargetRow>(
    // primary key (org_id, id), and by primary key what it names
    `select c.id, c.name, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId, o.name as ownerName,
       g.id as stageId, g.name as stageName, g.code as stageCode, c.address, c.latitude_e6 as latitudeE6,
       c.longitude_e6 as longitudeE6, c.last_touch_at as lastTouchAt
     from customer c
     left join store t on t.org_id = c.org_id and t.id = c.store_id
     left join stage g on g.org_id = c.org_id and g.id = c.stage_id
     left join staff o on o.org_id = c.org_id and o.id = c.owner_id
     where c.org_id = ? and c.id in (?)`,
    [orgId, customerIds],
  )
  const contacts = await contactsOf(reader, orgId, customerIds)
  const tasks = await openTasksOf(reader, scope, customerIds)
  const refusals = await recentRefusalsOf(reader, orgId, customerIds, at)
  return new Map(
    customers.map((row) => [
      row.id,
      {
        customer: { id: row.id, name: row.name },
        store: { id: row.storeId, name: row.storeName },
        owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
        stage: { id: row.stageId, name: row.stageName, code: row.stageCode },
        contacts: contacts
          .filter(({ customerId }) => customerId === row.id)
          .map(({ id, name, phone }) => ({ id, name, phone })),
        address: row.address,
        place:
          row.latitudeE6 === null || row.longitudeE6 === null
            ? null
            : { latitudeE6: row.latitudeE6, longitudeE6: row.longitudeE6 },
        nearMetres,
        lastTouchAt: row.lastTouchAt?.toISOString() ?? null,
        openTasks: tasks
          .filter(({ customerId }) => customerId === row.id)
          .slice(0, 20)
          .map(({ id, number, items, dueAt, dueGrain }) => ({
            id,
            number,
            text: itemsText(items),
            dueAt: dueAt?.toISOString() ?? null,
            ...(dueGrain && { dueGrain }),
          })),
        warnings: refusals
          .filter(({ customerId }) => customerId === row.id)
          .slice(0, 5)
          .map((refusal) => refusalShape(scope, refusal, at)),
      },
    ]),
  )
}

/** Index contact_customer_by_customer. */
function contactsOf(
  reader: Reader,
  orgId: string,
  customerIds: readonly string[],
): Promise<{ customerId: string; id: string; name: string; phone: string | null }[]> {
  return reader.rows(
    `select k.customer_id as customerId, n.id, n.name, n.phone from contact_customer k
     join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id in (?) and k.until_at is null order by k.since_at, n.id`,
    [orgId, customerIds],
  )
}
