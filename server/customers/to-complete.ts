import type { Reference, ScopeFilter } from '../../shared/api/shapes'
import { anchorOf, reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, orderedPage, pageOf, textPosition } from '../platform/keyset'
import { lackingFields } from './check-customer'
import { type CustomerPage, scopedPage } from './customer-page'
import { customerRules } from './customer-rules'
import { isRechecking } from './recheck-customers'

interface Row {
  id: string
  name: string
  code: string
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
}

/** A customer with what it lacks. */
export interface ToComplete {
  id: string
  name: string
  code: string
  store: Reference
  owner: Reference | null
  lacking: Reference[]
}

/**
 * Customers within reach that lack a required field, newest first. Of a rep or a store by their own customers (index
 * customer_by_owner, customer_by_store), of a region or everything by the list itself (primary key of
 * customer_to_complete): a page reads the customers it passes over, at most those of the rep or the store, or those on
 * the list of other regions. Five queries.
 */
export async function customersToComplete(
  reader: Reader,
  scope: Scope,
  query: { scope?: ScopeFilter | undefined; cursor?: string | undefined },
): Promise<{ items: ToComplete[]; nextCursor: string | null; checking: boolean }> {
  const { orgId } = scope
  const page = pageFor(scope, query)
  const rows = await reader.rows<Row>(
    // at most a page and one of them, each joined by primary key
    `select c.id, c.name, c.code, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId,
       s.name as ownerName
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.id
     left join store t on t.org_id = ? and t.id = c.store_id
     left join staff s on s.org_id = ? and s.id = c.owner_id
     order by p.id desc`,
    [...page.values, orgId, orgId, orgId],
  )
  const { rows: shown, nextCursor } = pageOf('customers', rows, ({ id }) => ({ key: '', id }))
  const rules = await customerRules(reader, orgId)
  const answers = await reader.rows<{ customerId: string; fieldId: string }>(
    // primary key (org_id, customer_id, field_id)
    `select customer_id as customerId, field_id as fieldId from customer_field_value
     where org_id = ? and customer_id in (?)`,
    [orgId, shown.map(({ id }) => id)],
  )
  const items = shown.map(({ id, name, code, storeId, storeName, ownerId, ownerName }) => {
    const own = answers.filter(({ customerId }) => customerId === id)
    return {
      id,
      name,
      code,
      store: { id: storeId, name: storeName },
      owner: ownerId ? { id: ownerId, name: ownerName ?? '' } : null,
      lacking: lackingFields(rules, new Set(own.map(({ fieldId }) => fieldId))).map((field) => ({
        id: field.id,
        name: field.name,
      })),
    }
  })
  return {
    // A field that is not required any more: the list is still being gone through.
    items: items.filter(({ lacking }) => lacking.length > 0),
    nextCursor,
    checking: await isRechecking(reader, orgId),
  }
}

function pageFor(
  scope: Scope,
  query: { scope?: ScopeFilter | undefined; cursor?: string | undefined },
): CustomerPage {
  const { column } = anchorOf(scope, query.scope)
  if (column === 'owner_id' || column === 'store_id')
    return scopedPage(scope, query, {
      sql: '(select i.customer_id from customer_to_complete i where i.org_id = c.org_id and i.customer_id = c.id) is not null',
      values: [],
    })
  const after = textPosition('customers', query.cursor)
  const reach = reachCondition(scope, 'c')
  const page = orderedPage(alternativesOf({ column: null }, 'i'), {
    // A sub-select by key rather than a join: a planner may begin a join with the customers.
    sql: `select i.customer_id as id from customer_to_complete i where i.org_id = ?
      and (select c.id from customer c where c.id = i.customer_id and c.retired_at is null and ${reach.sql}) is not null`,
    values: [scope.orgId, ...reach.values],
    by: ['i.customer_id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  return { list: 'customers', ...page }
}
