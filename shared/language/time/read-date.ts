import type { Token } from '../lexer'
import { Role, Time } from '../lexicon'
import { afterMonth, afterYear } from './after-month'
import { readNumberDate } from './number-date'
import { isGoodsUnit, isRangeMark, markOf, type Reader, timeRole } from './reader'
import type { When } from './when'

/** A date of any form; fills `when` and returns the index after it. */
export function readDate(reader: Reader, index: number, when: When): number | undefined {
  let next = readOneDate(reader, index, when)
  if (next === undefined) return undefined
  // 中秋节当天, 20号当日
  const same = reader.tokens[next]
  if (when.dayOffset === undefined && !same?.gap && SAME_DAY.has(same?.entry?.word ?? '')) next++
  // 周三到周五, 3号到5号: the end counts
  const { tokens } = reader
  if (isRangeMark(tokens[next]) && when.part === undefined) {
    const end: When = { start: when.start, end: when.end }
    const after = readOneDate(reader, next + 1, end)
    if (after !== undefined) {
      const from = { ...when, end: tokens[next - 1]?.end ?? when.end }
      inherit(end, from)
      clear(when)
      Object.assign(when, end)
      when.from = from
      return after
    }
  }
  return next
}

const SAME_DAY = new Set(['当天', '当日'])

/** 3月5日到8日: the month of the end is the month of the beginning. */
function inherit(end: When, from: When): void {
  if (end.date !== undefined && end.month === undefined && end.monthOffset === undefined) {
    end.month = from.month
    end.monthOffset = from.monthOffset
  }
  if (end.month !== undefined && end.year === undefined && end.yearOffset === undefined) {
    end.year = from.year
    end.yearOffset = from.yearOffset
  }
  if (end.weekday !== undefined && end.week === undefined) end.week = from.week
}

function clear(when: When): void {
  for (const key of Object.keys(when) as (keyof When)[])
    if (key !== 'start' && key !== 'end') delete when[key]
}

function readOneDate(reader: Reader, index: number, when: When): number | undefined {
  const { tokens } = reader
  const token = tokens[index]
  if (token === undefined) return undefined
  if (token.kind === 'date') {
    when.year = token.a
    when.month = token.b
    when.date = token.c
    let i = index + 1
    if (markOf(tokens[i]) === '日' || markOf(tokens[i]) === '号') i++
    return i
  }
  if (token.kind === 'number') return readNumberDate(reader, index, when)
  if (token.kind !== 'word' || token.entry === undefined) return undefined
  const { entry } = token
  const role = entry.time
  if (role & Time.day) {
    when.dayOffset = entry.day
    if (entry.part !== undefined) when.part = entry.part
    // 明天周四 says the same twice
    return timeRole(tokens[index + 1]) & Time.weekday && tokens[index + 1]?.entry?.week === undefined
      ? index + 2
      : index + 1
  }
  if (role & Time.weekday) {
    when.weekday = entry.weekday
    when.week = entry.week
    const again = { start: 0, end: 0 } as When
    const date = readNumberDate(reader, index + 1, again)
    if (date !== undefined && again.month !== undefined && again.date !== undefined) {
      when.weekday = undefined
      when.week = undefined
      when.month = again.month
      when.date = again.date
      return date
    }
    return index + 1
  }
  if (role & Time.weekend) {
    when.weekend = true
    when.week = entry.week
    return index + 1
  }
  if (role & Time.week) {
    when.wholeWeek = true
    when.week = entry.week
    return index + 1
  }
  if (role & Time.month) {
    when.monthOffset = entry.month
    return afterMonth(reader, index + 1, when)
  }
  if (role & Time.year) {
    when.yearOffset = entry.year
    return afterYear(reader, index + 1, when)
  }
  if (role & Time.holiday) {
    // 中秋礼盒 are listed goods; 元宵 is goods when counted
    if ((entry.role & Role.word) !== 0 && (isQuantity(tokens, index + 1) || isQuantity(tokens, index - 2)))
      return undefined
    when.holiday = entry.holiday
    return index + 1
  }
  if (role & Time.monthPoint && entry.word.length > 1) {
    when.monthPoint = entry.point
    return index + 1
  }
  if (role & Time.yearPoint) {
    when.yearPoint = entry.point
    return index + 1
  }
  return undefined
}

function isQuantity(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.kind === 'number' && isGoodsUnit(tokens[index + 1])
}
