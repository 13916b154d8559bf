/** What may follow a month or a year: 5号, 底, 中, 3月, a holiday. */
import type { Token } from '../lexer'
import { Role, Time } from '../lexicon'
import { isGoodsUnit, markOf, type Reader, talkRole, timeRole } from './reader'
import type { When } from './when'

export const whole = (token: Token | undefined) => {
  const value =
    token?.kind === 'number' && !token.number?.vague && !token.number?.half ? token.number?.value : undefined
  return value !== undefined && value === Math.floor(value) ? value : undefined
}

/** After 下个月 or 3月: 5号, 底, 中, or nothing. */
export function afterMonth(reader: Reader, index: number, when: When): number {
  const { tokens } = reader
  let i = index
  if (tokens[i]?.entry?.word === '的') i++
  const date = whole(tokens[i])
  if (date !== undefined && date >= 1 && date <= 31) {
    const mark = markOf(tokens[i + 1])
    if (mark === '号' || mark === '日') {
      when.date = date
      return i + 2
    }
    // 3月15前, 3月15补货, but 3月20箱 is twenty boxes
    const next = tokens[i + 1]
    const plain =
      next === undefined ||
      next.kind === 'mark' ||
      (timeRole(next) & (Time.before | Time.part | Time.after)) !== 0 ||
      (talkRole(next) & (Role.action | Role.short)) !== 0
    if (
      plain &&
      mark === '' &&
      !isGoodsUnit(next) &&
      when.month !== undefined &&
      !(next?.kind === 'mark' && (next.mark === '-' || next.mark === '.'))
    ) {
      when.date = date
      return i + 1
    }
    return index
  }
  const point = tokens[i]
  if (point?.kind === 'word' && timeRole(point) & Time.monthPoint) {
    when.monthPoint = point.entry?.point
    return i + 1
  }
  return index
}

export function afterYear(reader: Reader, index: number, when: When): number {
  const { tokens } = reader
  let i = index
  if (tokens[i]?.entry?.word === '的' || tokens[i]?.mark === ',') i++
  const month = whole(tokens[i])
  if (month !== undefined && month >= 1 && month <= 12) {
    if (markOf(tokens[i + 1]) === '月') {
      when.month = month
      return afterMonth(reader, i + 2, when)
    }
    if ((timeRole(tokens[i + 1]) & Time.monthPoint) !== 0 && tokens[i + 1]?.entry?.word.charAt(0) === '月') {
      when.month = month
      when.monthPoint = tokens[i + 1]?.entry?.point
      return i + 2
    }
    return index
  }
  const token = tokens[i]
  if (token?.kind !== 'word') return index
  const role = timeRole(token)
  if (role & Time.holiday) {
    when.holiday = token.entry?.holiday
    return i + 1
  }
  if (role & Time.yearPoint || (role & Time.monthPoint && token.entry?.word.length === 1)) {
    when.yearPoint = token.entry?.point === 'end' ? 'end' : token.entry?.point
    return i + 1
  }
  return index
}
