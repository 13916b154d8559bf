import { badCursor } from './http/refusals'
import type { Value } from './statements'

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
  /** The two columns of the key, as the query names them, e.g. `['t.occurred_at', 't.id']`. */
  by: readonly [string, string]
  /** What the select names these two. */
  as: readonly [string, string]
  direction: 'asc' | 'desc'
  after: Value | undefined
  afterId: string
  limit?: number
}

/**
 * One page of rows over an anchor. With several ids the page is merged from one limited query an id, because
 * `in (…)` with `order by` would make the engine sort everything those ids have: so each reads its index to the
 * page's end and no further.
 */
export function orderedPage(
  anchor: { readonly column: string | null; readonly ids?: readonly string[] },
  query: OrderedQuery,
): Part {
  const { by, as, direction, limit = pageSize + 1 } = query
  const [at, id] = by
  const beyond = direction === 'desc' ? '<' : '>'
  const ordered = (condition: string, values: Values): Part => {
    const begun = query.after !== undefined
    return {
      // The first comparison alone is what the index is entered by; the bracket drops the rows of the same instant.
      sql: `${query.sql}${condition}${begun ? ` and ${at} ${beyond}= ? and (${at} ${beyond} ? or ${id} ${beyond} ?)` : ''}
        order by ${at} ${direction}, ${id} ${direction} limit ${limit}`,
      values: [
        ...query.values,
        ...values,
        ...(begun ? ([query.after, query.after, query.afterId] as Value[]) : []),
      ],
    }
  }
  if (anchor.column === null) return ordered('', [])
  const ids = anchor.ids ?? []
  if (ids.length === 0) return ordered(' and 1 = 0', [])
  const parts = ids.map((each) => ordered(` and ${anchor.column} = ?`, [each]))
  if (parts.length === 1) return parts[0]!
  return {
    sql: `select * from (
        ${parts.map((part, index) => `select * from (${part.sql}) part${index}`).join('\n        union all\n        ')}
      ) merged order by ${as[0]} ${direction}, ${as[1]} ${direction} limit ${limit}`,
    values: parts.flatMap((part) => part.values),
  }
}
