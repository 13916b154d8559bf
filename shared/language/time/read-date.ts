import type { Token } from '../lexer'
import { Role, Time } from '../lexicon'
import { isGoodsUnit, isRangeMark, markOf, type Reader, talkRole, timeRole } from './reader'
import type { When } from './when'

const whole = (token: Token | undefined) => {
  const value =
    token?.kind === 'number' && !token.number?.vague && !token.number?.half ? token.number?.value : undefined
  return value !== undefined && value === Math.floor(value) ? value : undefined
}

/** A date of any form; fills `when` and returns the index after it. */
export function readDate(reader: Reader, index: number, when: When): number | undefined {
  const next = readOneDate(reader, index, when)
  if (next === undefined) return undefined
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

/** After 下个月 or 3月: 5号, 底, 中, or nothing. */
function afterMonth(reader: Reader, index: number, when: When): number {
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

function afterYear(reader: Reader, index: number, when: When): number {
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

/** What stands after a number of a house, a battery or a kind of petrol rather than after a day: 5号电池, 3号楼. */
const NOT_AFTER_DAY = new Set([...'电池楼门仓库线桌店机床球柜台馆井院柴汽油粉钢棚冷档口车厅位筐糖砂标字螺水'])

function readNumberDate(reader: Reader, index: number, when: When): number | undefined {
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
