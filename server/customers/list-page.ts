import type { CustomerFilter } from '../../shared/api/customer-filter'
import { customerTexts } from '../../shared/text/customers'
import { type Anchor, anchorOf, type Scope } from '../organisation/scope'
import { alternativesOf, instantPosition, orderedPage, type Part, textPosition } from '../platform/keyset'
import { Problem } from '../platform/problem'
import { anchoredPage, type CustomerPage, type CustomerQuery, joined, within } from './customer-page'
import {
  conditionsOf,
  fieldValueCondition,
  isRangeReadable,
  rangeColumn,
  touchedWithin,
} from './list-conditions'
import { customerMeets, narrowTouchPage, type Touched, touchCondition, touchPage } from './touch-page'

/**
 * A page of customers within reach that meet a filter. One index drives, the rest is looked at row by row:
 *
 * | driven by | index | order | a page reads |
 * | --- | --- | --- | --- |
 * | an owner or a store, said or the reach | customer_by_owner, _by_store | newest | theirs, until it is full |
 * | the same with last contact | customer_by_owner, _by_store | longest ago | all of theirs |
 * | a choice, a tag | customer_field_value_by_text, customer_tag_by_tag | newest | who has it, until it is full |
 * | last contact | customer_by_touch | longest ago; of a range the latest | who meets it, until it is full |
 * | a number, a day | customer_field_value_by_number, _by_day | by it | who meets it, until it is full |
 * | stage, source | customer_by_stage, _by_source | newest | who has it, until it is full |
 * | nothing of these | customer_by_region, primary key | newest | a page |
 *
 * @throws Problem 400 `filter_wrong`, `bad_cursor`
 */
export function listPage(scope: Scope, query: CustomerQuery, at: Date): CustomerPage {
  const anchor = anchorSaid(scope, query)
  const touched = checkedTouch(scope, query, at)
  if (anchor.column === 'owner_id' || anchor.column === 'store_id') {
    const rest = conditionsOf(query, [anchor.column === 'owner_id' ? 'owner' : 'store'])
    return touched
      ? narrowTouchPage(scope, query, anchor, rest, touched)
      : anchoredPage(scope, query, anchor, rest)
  }
  const choice = query.fields?.find(({ is }) => is !== undefined)
  if (choice || query.tag !== undefined) return listedPage(scope, query, anchor, touched)
  if (touched) return touchPage(scope, query, anchor, conditionsOf(query), touched)
  const [range] = query.fields ?? []
  if (range) return rangePage(scope, query, anchor, range)
  const driver = query.stage ? 'stage' : query.source ? 'source' : undefined
  if (!driver) return anchoredPage(scope, query, anchor, conditionsOf(query))
  return anchoredPage(
    scope,
    query,
    { column: `${driver}_id`, ids: [query[driver] ?? ''] },
    joined([conditionsOf(query, [driver]), within(anchor)]),
  )
}

/** The conditions of a whole filter, for a search, which has a way of its own. @throws Problem 400 `filter_wrong` */
export function searchConditions(scope: Scope, query: CustomerQuery, at: Date): Part {
  const touched = checkedTouch(scope, query, at)
  return joined([conditionsOf(query), touchCondition(touched)])
}

function checkedTouch(scope: Scope, query: CustomerQuery, at: Date): Touched | undefined {
  if (query.fields?.some((field) => !isRangeReadable(field)))
    throw new Problem(400, 'filter_wrong', customerTexts.filterWrong())
  return touchedWithin(query, scope.timezone, at)
}

/** The rows to go through: a said owner or store is narrower than the reach, which is looked at all the same. */
export function anchorSaid(scope: Scope, query: CustomerQuery): Anchor {
  if (query.owner && query.owner !== 'none') return { column: 'owner_id', ids: [query.owner] }
  const anchor = anchorOf(scope, query.scope)
  if (query.store && anchor.column !== 'owner_id') return { column: 'store_id', ids: [query.store] }
  return anchor
}

/** By what customers have: a choice of a field, or a tag. */
function listedPage(
  scope: Scope,
  query: CustomerQuery,
  anchor: Anchor,
  touched: Touched | undefined,
): CustomerPage {
  const after = textPosition('customers', query.cursor)
  const choice = query.fields?.find(({ is }) => is !== undefined)
  const rest: CustomerFilter = choice
    ? { ...query, fields: query.fields?.filter((field) => field !== choice) }
    : { ...query, tag: undefined }
  const driver = choice
    ? {
        sql: 'customer_field_value v where v.org_id = ? and v.field_id = ? and v.text_value = ?',
        values: [choice.id, choice.is ?? ''],
      }
    : { sql: 'customer_tag v where v.org_id = ? and v.tag = ?', values: [query.tag ?? ''] }
  const customer = customerMeets(scope, anchor, joined([conditionsOf(rest), touchCondition(touched)]))
  const page = orderedPage(alternativesOf({ column: null }, 'v'), {
    sql: `select v.customer_id as id, '' as term from ${driver.sql} and ${customer.sql}`,
    values: [scope.orgId, ...driver.values, ...customer.values],
    by: ['v.customer_id'],
    as: ['id'],
    direction: 'desc',
    after: undefined,
    afterId: after?.id,
  })
  return { list: 'customers', ...page }
}

/** By a number or a day that customers have, in its order. */
function rangePage(
  scope: Scope,
  query: CustomerQuery,
  anchor: Anchor,
  range: NonNullable<CustomerFilter['fields']>[number],
): CustomerPage {
  const column = rangeColumn(range)
  const list = column === 'day_on' ? 'customers-by-day' : 'customers-by-number'
  const after = column === 'day_on' ? textPosition(list, query.cursor) : instantPosition(list, query.cursor)
  const rest = conditionsOf({ ...query, fields: query.fields?.filter((field) => field !== range) })
  const customer = customerMeets(scope, anchor, rest)
  const value = fieldValueCondition(range)
  const page = orderedPage(alternativesOf({ column: null }, 'v'), {
    sql: `select v.customer_id as id, v.${column} as term from customer_field_value v
      where v.org_id = ? and v.field_id = ? and ${value.sql} and ${customer.sql}`,
    values: [scope.orgId, range.id, ...value.values, ...customer.values],
    by: [`v.${column}`, 'v.customer_id'],
    as: ['term', 'id'],
    direction: 'asc',
    after: after?.key,
    afterId: after?.id,
  })
  return { list, ...page }
}
