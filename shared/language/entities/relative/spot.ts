import { civilOf, dayOf } from '../../time/calendar'
import { readWhen } from '../../time/read-when'
import { hasDate } from '../../time/when'
import type { TimeGrain } from '../../types'
import { type Interval, readingsOf } from '../readings'
import type { TimeSearch } from '../time-search'
import { DAY } from './units'

/** What a pattern is tried on: the text from a token on, and the year or month named just before it. */
export interface Spot {
  search: TimeSearch
  /** Index of the first character of the token. */
  start: number
  /** The text from the token on. */
  here: string
  /** The year or month that bounds the pattern: 去年前10天, 八月份的第一个周二. */
  base: Interval | undefined
  /** Where the pattern begins: behind the base, or at the token. */
  at: number
  /** The text from there on. */
  rest: string
  read: ReturnType<typeof readWhen>
  now: number
  /** Of the base, or the current one. */
  year: number
  isNumber: boolean
  add(start: number, end: number | undefined, grain: TimeGrain): void
  /** The readings that were added, with the token after them. */
  finish(at: number, length: number): FoundRelative | undefined
  found(): boolean
}

export interface FoundRelative {
  next: number
  readings: Interval[]
}

export function spotAt(search: TimeSearch, index: number): Spot | undefined {
  const { tokens, ref, norm } = search
  const text = norm.text
  const token = tokens[index]
  if (token === undefined || token.kind === 'mark') return undefined
  const now = ref.day * DAY + ref.second
  const out: Interval[] = []
  const add = (start: number, end: number | undefined, grain: TimeGrain) => {
    if (end === undefined || end > start)
      out.push(end === undefined ? { start, grain } : { start, end, grain })
  }
  const finish = (at: number, length: number) => {
    if (out.length === 0) return undefined
    let next = index
    while (next < tokens.length && (tokens[next]?.start ?? 0) < at + length) next++
    return { next, readings: out }
  }
  // A year or month before the pattern bounds it: 去年前10天, 八月份的第一个周二.
  const read = readWhen(search.reader, index)
  let base: Interval | undefined
  let at = token.start
  if (
    read !== undefined &&
    hasDate(read.when) &&
    read.when.hour === undefined &&
    read.when.part === undefined &&
    !read.when.span &&
    !read.when.from
  ) {
    const when = { ...read.when, before: undefined, after: undefined }
    const readings = readingsOf(when, ref)
    if (
      readings[0]?.end !== undefined &&
      read.when.month !== undefined &&
      read.when.year === undefined &&
      read.when.yearOffset === undefined
    )
      base = readings.find((r) => civilOf(Math.floor(r.start / DAY)).year === ref.year) ?? readings[0]
    else base = readings[0]
    let end = read.when.end
    if (read.when.before && text.charAt(end - 1) === '前') end--
    at = end
  } else {
    const short = /^([0-9]{2}|[零〇一二三四五六七八九]{2})年/.exec(text.slice(at, at + 4))
    if (short !== null) {
      const n = Number(
        [...(short[1] ?? '')]
          .map((c) => ('零一二三四五六七八九'.indexOf(c) >= 0 ? '零一二三四五六七八九'.indexOf(c) : c))
          .join(''),
      )
      const year = n < 50 ? 2000 + n : 1900 + n
      base = { start: dayOf(year, 1, 1) * DAY, end: dayOf(year + 1, 1, 1) * DAY, grain: 'year' }
      at += short[0].length
    }
  }
  const year = civilOf(Math.floor((base?.start ?? now) / DAY)).year
  return {
    search,
    start: token.start,
    here: text.slice(token.start, token.start + 24),
    base,
    at,
    rest: text.slice(at, at + 24),
    read,
    now,
    year,
    isNumber: token.kind === 'number',
    add,
    finish,
    found: () => out.length > 0,
  }
}
