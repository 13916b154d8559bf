import type { CustomerFile, FileField } from '../../shared/api/customer-file'
import { action } from '../../shared/text/actions'
import { customFieldTexts } from '../../shared/text/fields'
import { mayDo } from '../organisation/access'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { photoNames } from '../visits/photos/photo-reads'
import type { Alias } from './aliases'
import { askable, type CustomerRules } from './check-customer'
import { computedValue } from './computed-values'
import { customerRules } from './customer-rules'
import { fieldValueText, noneAnswer } from './field-value'
import { survivorOf } from './reachable-customer'
import { CustomerFieldValue } from './tables'

interface FileRow {
  id: string
  name: string
  code: string
  address: string | null
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
  stageId: string
  stageName: string
  sourceId: string
  ownStoreId: string | null
  ownStoreName: string | null
  createdAt: Date
  version: number
}

/**
 * The file of a customer within reach. Eleven queries by key or by the customer's own index, whatever its history.
 * @throws Problem 404
 */
export async function customerFile(reader: Reader, scope: Scope, askedId: string): Promise<CustomerFile> {
  const { orgId } = scope
  const row = await fileRow(reader, scope, askedId)
  if (!row) throw notFound()
  const customerId = row.id
  const rules = await customerRules(reader, orgId)
  const ofCustomer = [orgId, customerId]
  const tags = await reader.rows<{ tag: string }>(
    // primary key (org_id, customer_id, tag)
    'select tag from customer_tag where org_id = ? and customer_id = ? order by tag',
    ofCustomer,
  )
  const aliases = await reader.rows<Alias>(
    // index customer_alias_by_customer
    'select kind, value from customer_alias where org_id = ? and customer_id = ? order by id',
    ofCustomer,
  )
  const contacts = await reader.rows<CustomerFile['contacts'][number]>(
    // index contact_customer_by_customer
    `select n.id, n.name, n.phone from contact_customer k join contact n on n.org_id = k.org_id and n.id = k.contact_id
     where k.org_id = ? and k.customer_id = ? and k.until_at is null order by k.since_at, n.id limit 60`,
    ofCustomer,
  )
  const sourceChanges = await changesOfSource(reader, orgId, customerId, rules)
  const source = named(rules.sources, row.sourceId)
  const mayEdit = mayDo(scope, 'customer.edit')
  return {
    id: row.id,
    name: row.name,
    ...(row.id !== askedId && { mergedInto: { id: row.id, name: row.name } }),
    code: row.code,
    address: row.address,
    store: { id: row.storeId, name: row.storeName },
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    stage: { id: row.stageId, name: row.stageName },
    source,
    firstSource: sourceChanges[0]?.from ?? source,
    sourceChanges,
    ownStore: row.ownStoreId ? { id: row.ownStoreId, name: row.ownStoreName ?? '' } : null,
    tags: tags.map(({ tag }) => tag),
    aliases,
    contacts,
    fields: await fieldsOf(reader, scope, customerId, rules),
    createdAt: row.createdAt.toISOString(),
    version: row.version,
    actions: mayEdit ? [action('editCustomer'), action('changeSource')] : [],
  }
}

function fileRow(reader: Reader, scope: Scope, customerId: string): Promise<FileRow | undefined> {
  const reach = reachCondition(scope, 'c')
  return reader.row<FileRow>(
    // primary key (org_id, id), and by primary key what it names
    `select c.id, c.name, c.code, c.address, c.store_id as storeId, t.name as storeName, c.owner_id as ownerId,
       o.name as ownerName, g.id as stageId, g.name as stageName, c.source_id as sourceId,
       c.own_store_id as ownStoreId, w.name as ownStoreName, c.created_at as createdAt, c.version
     from customer c
     join store t on t.org_id = c.org_id and t.id = c.store_id
     join stage g on g.org_id = c.org_id and g.id = c.stage_id
     left join staff o on o.org_id = c.org_id and o.id = c.owner_id
     left join store w on w.org_id = c.org_id and w.id = c.own_store_id
     where ${reach.sql} and ${survivorOf}`,
    [...reach.values, scope.orgId, customerId, customerId],
  )
}

const named = (all: CustomerRules['sources'], id: string) =>
  all.find((each) => each.id === id) ?? { id, name: '' }

/** Oldest first; index customer_source_change_by_customer. */
async function changesOfSource(
  reader: Reader,
  orgId: string,
  customerId: string,
  rules: CustomerRules,
): Promise<CustomerFile['sourceChanges']> {
  const rows = await reader.rows<{
    changedAt: Date
    fromId: string
    toId: string
    reason: string
    staffId: string
    staffName: string | null
  }>(
    `select h.changed_at as changedAt, h.from_source_id as fromId, h.to_source_id as toId, h.reason,
       h.staff_id as staffId, s.name as staffName
     from customer_source_change h left join staff s on s.org_id = h.org_id and s.id = h.staff_id
     where h.org_id = ? and h.customer_id = ? order by h.changed_at, h.id`,
    [orgId, customerId],
  )
  return rows.map((row) => ({
    at: row.changedAt.toISOString(),
    from: named(rules.sources, row.fromId),
    to: named(rules.sources, row.toId),
    reason: row.reason,
    actor: { id: row.staffId, name: row.staffName ?? '' },
  }))
}

/** Every field in use, answered or not. */
async function fieldsOf(
  reader: Reader,
  scope: Scope,
  customerId: string,
  rules: CustomerRules,
): Promise<FileField[]> {
  const { orgId } = scope
  const values = new Map(
    (await reader.find(CustomerFieldValue, { orgId, customerId })).map((value) => [value.fieldId, value]),
  )
  const references = rules.fields
    .filter(({ type }) => type === 'reference')
    .map(({ id }) => values.get(id)?.textValue)
  const names = await namesOf(reader, scope, references)
  const photos = await photoNames(
    reader,
    scope,
    rules.fields.flatMap(({ id, type }) => (type === 'photo' && values.get(id)?.textValue) || []),
  )
  const fields: FileField[] = []
  for (const field of rules.fields.filter(({ inUse }) => inUse)) {
    const { id, name, type, required, choices, computedFrom } = field
    const answer = values.get(id)
    const value = computedFrom
      ? await computedValue(reader, scope, customerId, computedFrom)
      : answer
        ? fieldValueText(answer)
        : null
    fields.push({
      id,
      name,
      type,
      required,
      choices,
      computed: computedFrom !== null,
      value,
      text:
        type === 'reference' && value && value !== noneAnswer
          ? (names.get(value) ?? customFieldTexts.outOfReach())
          : (photos.get(value ?? '') ?? value),
      lacking: askable(field) && required !== 'no' && !answer,
    })
  }
  return fields
}

async function namesOf(
  reader: Reader,
  scope: Scope,
  ids: readonly (string | null | undefined)[],
): Promise<Map<string, string>> {
  const wanted = ids.filter((id): id is string => Boolean(id) && id !== noneAnswer)
  if (wanted.length === 0) return new Map()
  const reach = reachCondition(scope, 'c')
  const rows = await reader.rows<{ id: string; name: string }>(
    // primary key (org_id, id)
    `select c.id, c.name from customer c where ${reach.sql} and c.id in (?)`,
    [...reach.values, wanted],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
