import type { Reference, ScopeFilter } from '../../shared/api/shapes'
import { anchorOf, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, orderedPage, pageOf, textPosition } from '../platform/keyset'
import { lackingFields } from './check-customer'
import { anything, type CustomerPage } from './customer-page'
import { customerRules } from './customer-rules'
import { isRechecking } from './recheck-customers'
import { customerMeets } from './touch-page'

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
 * Customers within reach that lack a required field, newest first. Index customer_to_complete_by_owner, _by_store,
 * _by_region, or the primary key: a page reads a page. Five queries.
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
  const anchor = anchorOf(scope, query.scope)
  const after = textPosition('customers', query.cursor)
  const customer = customerMeets(scope, anchor, anything)
  const page = orderedPage(alternativesOf(anchor, 'v'), {
    sql: `select v.customer_id as id from customer_to_complete v where v.org_id = ? and ${customer.sql}`,
    values: [scope.orgId, ...customer.values],
    by: ['v.customer_id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  return { list: 'customers', ...page }
}
