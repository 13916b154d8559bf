import type { FieldShape } from '../../shared/api/fields'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { customerRules } from './customer-rules'
import { CustomerField } from './tables'

export function fieldShape(
  field: Pick<
    CustomerField,
    'id' | 'name' | 'type' | 'required' | 'choices' | 'computedFrom' | 'inUse' | 'version'
  >,
): FieldShape {
  const { id, name, type, required, choices, computedFrom, inUse, version } = field
  return { id, name, type, required, choices, computed: computedFrom !== null, inUse, version }
}

/** The fields in their order; those out of use, last, only for who manages them. */
export async function fields(reader: Reader, scope: Scope, all: boolean): Promise<FieldShape[]> {
  const every = (await reader.find(CustomerField, { orgId: scope.orgId })).toSorted(
    (a, b) => Number(b.inUse) - Number(a.inUse) || a.position - b.position || (a.id < b.id ? -1 : 1),
  )
  const shown = all && mayDo(scope, 'fields.manage') ? every : every.filter(({ inUse }) => inUse)
  return shown.map(fieldShape)
}

const choicesAtMost = 500

/** What forms and filters choose from. Six queries; the lists of an organisation, not of its customers. */
export async function customerChoices(reader: Reader, scope: Scope) {
  const { orgId, reach } = scope
  const { sources } = await customerRules(reader, orgId)
  const stages = await reader.rows<{ id: string; name: string }>(
    'select id, name from stage where org_id = ? order by position',
    [orgId],
  )
  const within =
    reach.column === null
      ? { sql: '1 = 1', values: [] }
      : reach.column === 'owner_id'
        ? {
            sql: 't.id in (select store_id from staff_store where org_id = ? and staff_id in (?) and until_at is null)',
            values: [orgId, reach.ids],
          }
        : { sql: reach.column === 'store_id' ? 't.id in (?)' : 't.region_id in (?)', values: [reach.ids] }
  const stores = await reader.rows<{ id: string; name: string }>(
    // primary key (org_id, id), or index store_by_region
    `select t.id, t.name from store t where t.org_id = ? and t.closed_at is null and ${within.sql} order by t.name, t.id limit ${choicesAtMost}`,
    [orgId, ...within.values],
  )
  const owners =
    reach.column === 'owner_id'
      ? [{ id: scope.staffId, name: scope.name }]
      : await reader.rows<{ id: string; name: string }>(
          // index staff_store_by_store
          `select distinct s.id, s.name from staff_store ss
             join store t on t.org_id = ss.org_id and t.id = ss.store_id
             join staff s on s.org_id = ss.org_id and s.id = ss.staff_id
           where ss.org_id = ? and ss.until_at is null and s.left_at is null and ${within.sql}
           order by s.name, s.id limit ${choicesAtMost}`,
          [orgId, ...within.values],
        )
  return {
    fields: await fields(reader, scope, false),
    sources: sources.map(({ id, name, inUse }) => ({ id, name, inUse })),
    stages,
    stores,
    owners,
    mayCreate: mayDo(scope, 'customer.create'),
    mayManageFields: mayDo(scope, 'fields.manage'),
  }
}
