import { type Anchor, reachCondition, type Scope } from '../organisation/scope'
import { alternativesOf, instantPosition, orderedPage, type Part, pageSize } from '../platform/keyset'
import { anything, type CustomerPage, type CustomerQuery, joined, reachBeside, within } from './customer-page'

/** Between which instants the last contact lies; `never`: who was never contacted counts too. */
export interface Touched {
  since?: Date
  before?: Date
  never: boolean
}

/** What stands for "never contacted" where last contacts are compared, on both engines and in a cursor. */
const never = "'1000-01-01 00:00:00.000'"
export const neverMs = Date.UTC(1000, 0, 1)
const lastTouch = `coalesce(c.last_touch_at, ${never})`

const listOf = (touched: Touched) => (touched.never ? 'customers-silent' : 'customers-touched')

/** The condition on a row of `customer c`, where something else drives. */
export function touchCondition(touched: Touched | undefined): Part {
  if (!touched) return anything
  return joined([
    ...(touched.never ? [] : [{ sql: `${lastTouch} > ${never}`, values: [] }]),
    ...(touched.since ? [{ sql: `${lastTouch} >= ?`, values: [touched.since] }] : []),
    ...(touched.before ? [{ sql: `${lastTouch} < ?`, values: [touched.before] }] : []),
  ])
}

/** By last contact, of a rep's or a store's customers (index customer_by_owner, _by_store): all are looked at and sorted. */
export function narrowTouchPage(
  scope: Scope,
  query: CustomerQuery,
  anchor: Anchor,
  conditions: Part,
  touched: Touched,
): CustomerPage {
  const list = listOf(touched)
  const after = instantPosition(list, query.cursor)
  const all = joined([reachBeside(scope, anchor), conditions, touchCondition(touched)])
  const page = orderedPage(alternativesOf(anchor, 'c'), {
    sql: `select c.id, ${lastTouch} as term from customer c where ${all.sql} and c.retired_at is null`,
    values: all.values,
    by: [lastTouch, 'c.id'],
    as: ['term', 'id'],
    direction: touched.never ? 'asc' : 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  return { list, ...page }
}

/** By last contact, of a region or of everything: who was never contacted first, then by index customer_by_touch. */
export function touchPage(
  scope: Scope,
  query: CustomerQuery,
  anchor: Anchor,
  conditions: Part,
  touched: Touched,
): CustomerPage {
  const list = listOf(touched)
  const after = instantPosition(list, query.cursor)
  const begun = after !== undefined && after.key > neverMs
  const all = joined([reachBeside(scope, { column: null }), within(anchor), conditions])
  const select = `select c.id, c.last_touch_at as term from customer c where ${all.sql} and c.retired_at is null`
  const met = joined([
    ...(touched.since ? [{ sql: 'c.last_touch_at >= ?', values: [touched.since] }] : []),
    ...(touched.before ? [{ sql: 'c.last_touch_at < ?', values: [touched.before] }] : []),
  ])
  const everything = alternativesOf({ column: null }, 'c')
  const some = orderedPage(everything, {
    sql: `${select} and ${met.sql}`,
    values: [...all.values, ...met.values],
    by: ['c.last_touch_at', 'c.id'],
    as: ['term', 'id'],
    direction: touched.never ? 'asc' : 'desc',
    after: begun ? new Date(after.key) : undefined,
    afterId: begun ? after.id : undefined,
  })
  if (!touched.never || begun) return { list, ...some }
  const none = orderedPage(everything, {
    sql: `${select} and c.last_touch_at is null`,
    values: all.values,
    by: ['c.id'],
    as: ['id'],
    direction: 'asc',
    after: undefined,
    afterId: after?.id,
  })
  return {
    list,
    sql: `select * from (
        select * from (${none.sql}) untouched union all select * from (${some.sql}) silent
      ) merged order by term asc, id asc limit ${pageSize + 1}`,
    values: [...none.values, ...some.values],
  }
}

/** A sub-select by key rather than a join, for rows `v` that name customers: a planner may begin a join with those. */
export function customerMeets(scope: Scope, anchor: Anchor, conditions: Part): Part {
  const all = joined([reachCondition(scope, 'c'), within(anchor), conditions])
  return {
    sql: `(select c.id from customer c where c.id = v.customer_id and c.retired_at is null and ${all.sql}) is not null`,
    values: all.values,
  }
}
