import type { Token } from '../lexer'
import { isoOf } from '../time/calendar'
import { readWhen } from '../time/read-when'
import { isRangeMark } from '../time/reader'
import { isEmpty } from '../time/when'
import type { TimeEntity } from '../types'
import { type Interval, readingsOf } from './readings'
import { findRelative } from './relative/find-relative'
import type { TimeSearch } from './time-search'

interface Found {
  start: number
  end: number
  readings: Interval[]
}

const JOINS = new Set(['和', '与', '到', '至', '直到'])

/** Times of a text, left to right; ranges join two of them. */
export function findTimes(search: TimeSearch): TimeEntity[] {
  const { tokens, reader, ref, norm } = search
  const found: Found[] = []
  let i = 0
  while (i < tokens.length) {
    const special = findRelative(search, i)
    const read = readWhen(reader, i)
    if (special !== undefined && (read === undefined || special.next >= read.next)) {
      found.push({
        start: tokens[i]?.start ?? 0,
        end: tokens[special.next - 1]?.end ?? 0,
        readings: special.readings,
      })
      i = special.next
      continue
    }
    if (read === undefined || isEmpty(read.when)) {
      i++
      continue
    }
    found.push({ start: tokens[i]?.start ?? 0, end: read.when.end, readings: readingsOf(read.when, ref) })
    i = read.next
  }
  const out: TimeEntity[] = []
  const put = (start: number, end: number, readings: readonly Interval[]) => {
    const text = norm.original.slice(norm.from[start] ?? 0, (norm.from[Math.max(start, end - 1)] ?? 0) + 1)
    readings.forEach((r, index) => {
      const entity: TimeEntity = { start: isoOf(0, r.start, ref.offset), grain: r.grain, text }
      if (r.end !== undefined) entity.end = isoOf(0, r.end, ref.offset)
      if (index > 0) entity.alternative = true
      out.push(entity)
    })
  }
  for (let k = 0; k < found.length; k++) {
    const a = found[k]
    const b = found[k + 1]
    if (a === undefined) continue
    if (b !== undefined && joined(tokens, a.end, b.start))
      put(a.start, b.end, rangeReadings(a.readings, b.readings))
    put(a.start, a.end, a.readings)
  }
  return out
}

/** Only 到, 至, -, ~, 和 (…之间) stand between. */
function joined(tokens: readonly Token[], from: number, to: number): boolean {
  let marks = 0
  for (const token of tokens) {
    if (token.start < from || token.end > to) continue
    if (isRangeMark(token) || JOINS.has(token.entry?.word ?? '') || token.mark === '、' || token.mark === ',')
      marks++
    else if (!['时', '日', '号', '的', '起', '止', '从', '年', '开始'].includes(token.entry?.word ?? ''))
      return false
  }
  return marks === 1
}

/** The end of a range is sometimes meant inclusively: both readings, the contract's exclusive one of a whole day first. */
function rangeReadings(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const out: Interval[] = []
  const seen = new Set<string>()
  const add = (start: number, end: number, grain: Interval['grain']) => {
    const key = `${start}-${end}`
    if (end <= start || seen.has(key) || out.length > 40) return
    seen.add(key)
    out.push({ start, end, grain })
  }
  for (const x of a.slice(0, 5))
    for (const y of b.slice(0, 5)) {
      if (y.end !== undefined && y.grain !== 'minute' && y.grain !== 'hour') add(x.start, y.end, y.grain)
      add(x.start, y.start, y.grain)
      // 两点到四点: the day and the half of the day of the beginning
      const shift = Math.floor(x.start / 86400) * 86400 - Math.floor(y.start / 86400) * 86400
      if (shift !== 0 && (y.grain === 'minute' || y.grain === 'hour')) add(x.start, y.start + shift, y.grain)
      if (y.grain === 'minute') add(x.start, y.start + 60, y.grain)
    }
  return out
}
