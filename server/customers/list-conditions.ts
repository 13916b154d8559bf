import type { CustomerFilter } from '../../shared/api/customer-filter'
import type { Part } from '../platform/keyset'
import { dayStart, daysLater } from '../platform/zone'
import { joined } from './customer-page'
import type { Touched } from './touch-page'

type FieldFilter = NonNullable<CustomerFilter['fields']>[number]

/**
 * The conditions of a filter on a row of `customer c`, except the parts that drive the page. A column stands within
 * `coalesce`, so that no planner begins with it instead of the index that was chosen.
 */
export function conditionsOf(filter: CustomerFilter, without: readonly (keyof CustomerFilter)[] = []): Part {
  const { stage, owner, store, source, tag, fields = [] } = filter
  const all: Part[] = []
  const equal = (part: keyof CustomerFilter, column: string, value: string | undefined) => {
    if (value !== undefined && !without.includes(part))
      all.push({ sql: `coalesce(c.${column}, '') = ?`, values: [value] })
  }
  equal('stage', 'stage_id', stage)
  equal('owner', 'owner_id', owner === 'none' ? '' : owner)
  equal('store', 'store_id', store)
  equal('source', 'source_id', source)
  if (tag !== undefined && !without.includes('tag'))
    all.push({
      // primary key (org_id, customer_id, tag)
      sql: '(select g.tag from customer_tag g where g.org_id = c.org_id and g.customer_id = c.id and g.tag = ?) is not null',
      values: [tag],
    })
  if (!without.includes('fields')) for (const field of fields) all.push(fieldCondition(field))
  return joined(all)
}

/** Primary key (org_id, customer_id, field_id). */
function fieldCondition(field: FieldFilter): Part {
  const { sql, values } = fieldValueCondition(field)
  return {
    sql: `(select v.customer_id from customer_field_value v
        where v.org_id = c.org_id and v.customer_id = c.id and v.field_id = ? and ${sql}) is not null`,
    values: [field.id, ...values],
  }
}

/** Which column a range is of, by how its ends are written: days have dashes. */
export function rangeColumn({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const end = from ?? to ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(end) ? ('day_on' as const) : ('number_milli' as const)
}

/** The condition on one value `v` of a field. */
export function fieldValueCondition(field: FieldFilter): Part {
  if (field.is !== undefined) return { sql: 'v.text_value = ?', values: [field.is] }
  const column = rangeColumn(field)
  const end = (value: string) => (column === 'day_on' ? value : Math.round(Number(value) * 1000))
  return joined([
    ...(field.from === undefined ? [] : [{ sql: `v.${column} >= ?`, values: [end(field.from)] }]),
    ...(field.to === undefined ? [] : [{ sql: `v.${column} <= ?`, values: [end(field.to)] }]),
  ])
}

/** Between which instants the last contact lies; undefined when the filter does not say. */
export function touchedWithin(filter: CustomerFilter, timezone: string, at: Date): Touched | undefined {
  const { notTouchedDays, touchedFrom, touchedTo } = filter
  const dayMs = 86_400_000
  if (notTouchedDays !== undefined)
    return { before: new Date(at.getTime() - notTouchedDays * dayMs), never: true }
  if (touchedFrom === undefined && touchedTo === undefined) return undefined
  return {
    never: false,
    ...(touchedFrom && { since: dayStart(timezone, touchedFrom) }),
    ...(touchedTo && { before: dayStart(timezone, daysLater(touchedTo, 1)) }),
  }
}

/** What a filter cannot be: a range of nothing, or of a number that is none. */
export function isRangeReadable(field: FieldFilter): boolean {
  if (field.is !== undefined) return field.from === undefined && field.to === undefined
  const ends = [field.from, field.to].filter((end) => end !== undefined)
  if (ends.length === 0) return false
  if (rangeColumn(field) === 'day_on') return ends.every((end) => /^\d{4}-\d{2}-\d{2}$/.test(end))
  return ends.every((end) => /^-?\d{1,12}(\.\d{1,3})?$/.test(end))
}
