import type { CustomerFilter } from '../../shared/api/customer-filter'
import type { ScopeFilter } from '../../shared/api/shapes'
import { anchorOf, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { alternativesOf, orderedPage } from '../platform/keyset'
import { photoNames } from '../visits/photos/photo-reads'
import { reachBeside } from './customer-page'
import { customerRules } from './customer-rules'
import { fieldValueText } from './field-value'
import { conditionsOf, touchedWithin } from './list-conditions'
import type { CustomerFieldValue } from './tables'

/** A customer with what is kept of it, as text. */
export interface ExportedCustomer {
  id: string
  code: string
  name: string
  address: string | null
  store: string | null
  owner: string | null
  stage: string | null
  source: string | null
  lastTouchAt: Date | null
  contacts: { name: string; phone: string | null }[]
  aliases: { kind: string; value: string }[]
  tags: string[]
  /** By field id. */
  fields: Map<string, string>
}

const batch = 200

/** The custom fields in use, in their order. */
export async function exportedFields(reader: Reader, orgId: string): Promise<{ id: string; name: string }[]> {
  const { fields } = await customerRules(reader, orgId)
  return fields.filter(({ inUse }) => inUse).map(({ id, name }) => ({ id, name }))
}

/**
 * The next customers of a list after one, by id; index customer_by_owner, _by_store, _by_region or the primary key, then
 * their parts by their customers. Seven queries, whatever the number.
 */
export async function exportBatch(
  reader: Reader,
  scope: Scope,
  filter: CustomerFilter & { scope?: ScopeFilter | undefined },
  afterId: string | undefined,
  at: Date,
): Promise<ExportedCustomer[]> {
  const { orgId } = scope
  const { scope: wanted, ...rest } = filter
  const conditions = conditionsOf(rest)
  const touched = touchedCondition(rest, scope, at)
  const anchor = anchorOf(scope, wanted)
  const reach = reachBeside(scope, anchor)
  const page = orderedPage(alternativesOf(anchor, 'c'), {
    sql: `select c.id from customer c
      where ${reach.sql} and c.retired_at is null and ${conditions.sql} and ${touched.sql}`,
    values: [...reach.values, ...conditions.values, ...touched.values],
    by: ['c.id'],
    as: ['id'],
    direction: 'asc',
    after: undefined,
    afterId,
    limit: batch,
  })
  const customers = await reader.rows<Omit<ExportedCustomer, 'contacts' | 'aliases' | 'tags' | 'fields'>>(
    // at most a batch, each joined by primary key
    `select c.id, c.code, c.name, c.address, t.name as store, s.name as owner, g.name as stage, u.name as source,
       c.last_touch_at as lastTouchAt
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.id
     left join store t on t.org_id = ? and t.id = c.store_id
     left join staff s on s.org_id = ? and s.id = c.owner_id
     left join stage g on g.org_id = ? and g.id = c.stage_id
     left join source u on u.org_id = ? and u.id = c.source_id
     order by p.id`,
    [...page.values, ...Array<string>(5).fill(orgId)],
  )
  if (customers.length === 0) return []
  const ids = customers.map(({ id }) => id)
  const contacts = await reader.rows<{ customerId: string; name: string; phone: string | null }>(
    // index contact_customer_by_customer
    `select k.customer_id as customerId, n.name, n.phone from contact_customer k
       join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id in (?) and k.until_at is null order by n.id`,
    [orgId, ids],
  )
  const aliases = await reader.rows<{ id: string; customerId: string; kind: string; value: string }>(
    // index customer_alias_by_customer; ordered by id, both engines would go through all there are by primary key
    'select id, customer_id as customerId, kind, value from customer_alias where org_id = ? and customer_id in (?)',
    [orgId, ids],
  )
  aliases.sort((a, b) => (a.id < b.id ? -1 : 1))
  const tags = await reader.rows<{ customerId: string; tag: string }>(
    // primary key (org_id, customer_id, tag); ordered here for the same reason
    'select customer_id as customerId, tag from customer_tag where org_id = ? and customer_id in (?)',
    [orgId, ids],
  )
  tags.sort((a, b) => (a.tag < b.tag ? -1 : 1))
  const values = await reader.rows<CustomerFieldValue & { referred: string | null }>(
    // primary key (org_id, customer_id, field_id); a reference's name by primary key
    `select v.customer_id as customerId, v.field_id as fieldId, v.text_value as textValue,
       v.number_milli as numberMilli, v.day_on as dayOn,
       (select r.name from customer r where r.org_id = v.org_id and r.id = v.text_value) as referred
     from customer_field_value v where v.org_id = ? and v.customer_id in (?)`,
    [orgId, ids],
  )
  const photos = await photoNames(
    reader,
    scope,
    values.flatMap(({ textValue }) => (textValue?.startsWith('pho_') ? [textValue] : [])),
  )
  const of = byCustomer(contacts)
  const [aliasesOf, tagsOf, valuesOf] = [byCustomer(aliases), byCustomer(tags), byCustomer(values)]
  return customers.map((customer) => ({
    ...customer,
    contacts: of(customer.id),
    aliases: aliasesOf(customer.id),
    tags: tagsOf(customer.id).map(({ tag }) => tag),
    fields: new Map(
      valuesOf(customer.id).map((value) => [
        value.fieldId,
        value.referred ??
          photos.get(value.textValue ?? '') ??
          fieldValueText({
            ...value,
            numberMilli: value.numberMilli === null ? null : Number(value.numberMilli),
          }),
      ]),
    ),
  }))
}

function touchedCondition(filter: CustomerFilter, scope: Scope, at: Date) {
  const touched = touchedWithin(filter, scope.timezone, at)
  if (!touched) return { sql: '1 = 1', values: [] }
  const { since, before, never } = touched
  const ends = [
    ...(since ? [{ sql: 'c.last_touch_at >= ?', value: since }] : []),
    ...(before ? [{ sql: 'c.last_touch_at < ?', value: before }] : []),
  ]
  const within = ends.map(({ sql }) => sql).join(' and ') || '1 = 1'
  return {
    sql: never ? `(c.last_touch_at is null or (${within}))` : `(${within})`,
    values: ends.map(({ value }) => value),
  }
}

function byCustomer<Row extends { customerId: string }>(rows: readonly Row[]): (id: string) => Row[] {
  const known = new Map<string, Row[]>()
  for (const row of rows) {
    const own = known.get(row.customerId)
    if (own) own.push(row)
    else known.set(row.customerId, [row])
  }
  return (id) => known.get(id) ?? []
}
