/** Dates that begin with a number: 5号, 3月5日, 3.5, 3/5, 2026年3月. */
import { Role, Time } from '../lexicon'
import { afterMonth, afterYear, whole } from './after-month'
import { isGoodsUnit, markOf, type Reader, talkRole, timeRole } from './reader'
import type { When } from './when'

/** What stands after a number of a house, a battery or a kind of petrol rather than after a day: 5号电池, 3号楼. */
const NOT_AFTER_DAY = new Set([...'电池楼门仓库线桌店机床球柜台馆井院柴汽油粉钢棚冷档口车厅位筐糖砂标字螺水'])

export function readNumberDate(reader: Reader, index: number, when: When): number | undefined {
  const { tokens, text } = reader
  const token = tokens[index]
  const number = token?.number
  if (token?.kind !== 'number' || number === undefined || number.vague || number.half) return undefined
  const mark = markOf(tokens[index + 1])
  const { value } = number
  // 3.15 and the like
  if (number.point !== undefined && number.digits !== undefined) {
    if (mark !== '' && mark !== '号' && mark !== '日') return undefined
    const written = text.slice(token.start, token.end)
    const point = number.point - token.start
    return monthDay(reader, index, Number(written.slice(0, point)), written.slice(point + 1), index + 1, when)
  }
  if (value !== Math.floor(value) || number.approx) return undefined
  if (mark === '年' && number.max === undefined) {
    const written = token.end - token.start
    const digits = number.digits ?? (number.positional ? written : 0)
    if (digits === 4 || (digits === 0 && value >= 1900 && value < 2200)) when.year = value
    else if (digits === 2) when.year = value < 70 ? 2000 + value : 1900 + value
    else return undefined
    return afterYear(reader, index + 2, when)
  }
  if (mark === '月' && value >= 1 && value <= 12 && !number.max) {
    when.month = value
    return afterMonth(reader, index + 2, when)
  }
  const second = tokens[index + 1]
  if (
    second?.kind === 'word' &&
    timeRole(second) & Time.monthPoint &&
    second.entry?.word.charAt(0) === '月' &&
    second.entry.word.length > 1 &&
    value <= 12
  ) {
    when.month = value
    when.monthPoint = second.entry.point
    return index + 2
  }
  if ((mark === '号' || mark === '日') && value >= 1 && value <= 31 && !number.max) {
    const next = tokens[index + 2]
    if (
      next?.kind === 'text' &&
      next.start === tokens[index + 1]?.end &&
      NOT_AFTER_DAY.has(text.charAt(next.start))
    )
      return undefined
    if (
      next?.kind === 'word' &&
      (talkRole(next) & (Role.word | Role.unit)) !== 0 &&
      timeRole(next) === 0 &&
      NOT_AFTER_DAY.has(text.charAt(next.start))
    )
      return undefined
    when.date = value
    return index + 2
  }
  // 3/15, 3-15, 10-15号
  const separator = tokens[index + 1]
  if (
    separator?.kind === 'mark' &&
    (separator.mark === '/' || separator.mark === '-' || separator.mark === '~') &&
    !separator.gap
  ) {
    const day = tokens[index + 2]
    const dayValue = whole(day)
    if (day !== undefined && dayValue !== undefined && !day.gap) {
      const dayMark = markOf(tokens[index + 3])
      if ((dayMark === '号' || dayMark === '日') && separator.mark !== '/') {
        if (value <= 31 && dayValue <= 31 && value < dayValue) {
          when.date = dayValue
          when.from = { start: token.start, end: token.end, date: value }
          return index + 4
        }
      }
      if (dayMark !== '' && dayMark !== '号' && dayMark !== '日') return undefined
      if (separator.mark === '~') return undefined
      return monthDay(reader, index, value, text.slice(day.start, day.end), index + 3, when)
    }
  }
  return undefined
}

/** M.D, M/D, M-D: a date where no unit or price makes it a plain number. */
function monthDay(
  reader: Reader,
  index: number,
  month: number,
  dayText: string,
  next: number,
  when: When,
): number | undefined {
  const { tokens } = reader
  const date = Number(dayText)
  if (!(month >= 1 && month <= 12 && date >= 1 && date <= 31) || dayText.length > 2) return undefined
  let after = next
  const mark = markOf(tokens[after])
  if (mark === '号' || mark === '日') {
    when.month = month
    when.date = date
    return after + 1
  }
  const follower = tokens[after]
  const before = tokens[index - 1]
  if (
    isGoodsUnit(follower) ||
    talkRole(follower) & (Role.otherUnit | Role.spec | Role.unit) ||
    timeRole(follower) & Time.span
  )
    return undefined
  if (
    follower?.kind === 'mark' &&
    (follower.mark === '/' || follower.mark === '%' || follower.mark === '-' || follower.mark === '*')
  )
    return undefined
  if (follower?.kind === 'mark' && follower.mark === '.' && tokens[after + 1]?.kind === 'number')
    return undefined
  if (before !== undefined) {
    if (before.kind === 'mark' && '-/.*=¥~'.includes(before.mark)) return undefined
    const role = talkRole(before)
    // 补货3.5, 单价3.15, 涨到3.5 are amounts
    if (role & (Role.state | Role.atLeast | Role.approxBefore)) return undefined
    if (role & (Role.action | Role.short) && follower === undefined) return undefined
    if (before.kind === 'text' && before.end === tokens[index]?.start) {
      const last = reader.text.charAt(before.end - 1)
      if ('¥价第涨跌率比约了v版'.includes(last)) return undefined
    }
  }
  when.month = month
  when.date = date
  // 3.15 10点 is fine; 3.15 after which goods follow directly (42.5水泥) is a specification
  if (
    follower?.kind === 'text' &&
    !follower.gap &&
    before !== undefined &&
    talkRole(before) & (Role.action | Role.short)
  ) {
    when.month = undefined
    when.date = undefined
    return undefined
  }
  after = next
  return after
}
