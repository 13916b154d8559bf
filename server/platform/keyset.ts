import { badCursor } from './http/refusals'
import type { Value } from './value'

/**
 * Paging by key: a page ends at a row, the next one begins after it. Never by offset, never with a count, so that
 * page 1,000 costs what page 1 does, and a row that arrives meanwhile moves nothing.
 */
export const pageSize = 20

/** Where a page ended: the value it is ordered by (an instant in epoch ms, or text), and the row's id. */
export interface Position<Key extends number | string = number> {
  readonly key: Key
  readonly id: string
}

/** Opaque to callers; names its list, so that one list's cursor is refused by another. */
export function cursorFor(list: string, position: Position<number | string>): string {
  return Buffer.from(JSON.stringify([list, position.key, position.id])).toString('base64url')
}

/** Where to go on; undefined for the start. @throws Problem 400 `bad_cursor` when it is malformed or another list's */
export function instantPosition(list: string, cursor: string | undefined): Position | undefined {
  const position = decoded(list, cursor)
  if (!position) return undefined
  const { key, id } = position
  // Year 10000 ends what both engines can compare as text.
  if (typeof key !== 'number' || !Number.isInteger(key) || Math.abs(key) > 253_402_300_799_999)
    throw badCursor()
  return { key, id }
}

/** Like `instantPosition`, for a list ordered by text. */
export function textPosition(list: string, cursor: string | undefined): Position<string> | undefined {
  const position = decoded(list, cursor)
  if (!position) return undefined
  const { key, id } = position
  if (typeof key !== 'string' || key.length > 100) throw badCursor()
  return { key, id }
}

function decoded(
  list: string,
  cursor: string | undefined,
): Position<unknown & (number | string)> | undefined {
  if (!cursor) return undefined
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw badCursor()
  }
  if (!Array.isArray(parts) || parts.length !== 3) throw badCursor()
  const [name, key, id] = parts as [unknown, number | string, unknown]
  if (name !== list || typeof id !== 'string' || !/^[\w-]{0,40}$/.test(id)) throw badCursor()
  if (cursorFor(list, { key, id }) !== cursor) throw badCursor()
  return { key, id }
}

/** Of one row more than a page: the page, and the cursor of the next one when there is more. */
export function pageOf<Row>(
  list: string,
  rows: readonly Row[],
  positionOf: (row: Row) => Position<number | string>,
  size = pageSize,
): { rows: Row[]; nextCursor: string | null } {
  const last = rows[size - 1]
  const more = rows.length > size && last !== undefined
  return { rows: rows.slice(0, size), nextCursor: more ? cursorFor(list, positionOf(last)) : null }
}

/** What every list answers. */
export interface ListPage<Item> {
  items: Item[]
  nextCursor: string | null
}

type Values = (Value | readonly Value[])[]

export interface Part {
  sql: string
  values: Values
}

interface OrderedQuery {
  /** `select …  from … where …`, with no order; every column named, without doubles. */
  sql: string
  values: Values
  /** The column it is ordered by and the one that breaks ties, as the query names them; the id alone is enough. */
  by: readonly [at: string, id: string] | readonly [id: string]
  /** What the select names these. */
  as: readonly [string, string] | readonly [string]
  direction: 'asc' | 'desc'
  after: Value | undefined
  afterId: string | undefined
  limit?: number
}

/** The rows of an anchor, one alternative an id, e.g. `t.store_id = ?`; one that is always true for the organisation. */
export function alternativesOf(
  anchor: { readonly column: string | null; readonly ids?: readonly string[] },
  table: string,
): Part[] {
  if (anchor.column === null) return [{ sql: '1 = 1', values: [] }]
  return (anchor.ids ?? []).map((id) => ({ sql: `${table}.${anchor.column} = ?`, values: [id] }))
}

/**
 * One page of rows that meet one of several alternatives (which must exclude each other). With several, the page is
 * merged from one limited query each, because `in (…)` with `order by` would make the engine sort everything those
 * ids have: so each reads its index to the page's end and no further.
 */
export function orderedPage(alternatives: readonly Part[], query: OrderedQuery): Part {
  const { direction, limit = pageSize + 1 } = query
  const parts = alternatives.length === 0 ? [{ sql: '1 = 0', values: [] }] : alternatives
  const limited = parts.map((part) => limitedPart(query, part, limit))
  if (limited.length === 1) return limited[0]!
  return {
    sql: `select * from (
        ${limited.map(({ sql }, index) => `select * from (${sql}) part${index}`).join('\n        union all\n        ')}
      ) merged order by ${query.as.map((column) => `${column} ${direction}`).join(', ')} limit ${limit}`,
    values: limited.flatMap(({ values }) => values),
  }
}

function limitedPart(query: OrderedQuery, alternative: Part, limit: number): Part {
  const { by, direction, after, afterId } = query
  const beyond = direction === 'desc' ? '<' : '>'
  const begin: Part = { sql: '', values: [] }
  if (afterId !== undefined && by.length === 1) {
    begin.sql = ` and ${by[0]} ${beyond} ?`
    begin.values = [afterId]
  } else if (afterId !== undefined && after !== undefined) {
    // The first comparison alone is what the index is entered by; the bracket drops the rows of the same instant.
    begin.sql = ` and ${by[0]} ${beyond}= ? and (${by[0]} ${beyond} ? or ${by[1]} ${beyond} ?)`
    begin.values = [after, after, afterId]
  }
  return {
    sql: `${query.sql} and ${alternative.sql}${begin.sql}
        order by ${by.map((column) => `${column} ${direction}`).join(', ')} limit ${limit}`,
    values: [...query.values, ...alternative.values, ...begin.values],
  }
}
