import { Role, Time } from '../lexicon'
import { isGoodsUnit, isRangeMark, markOf, type Reader, talkRole, timeRole } from './reader'
import type { When } from './when'

/** 上午, 晚, 下班前 …; returns the index after it. */
export function readPart(reader: Reader, index: number, when: When): number | undefined {
  const token = reader.tokens[index]
  if (token?.kind !== 'word' || token.entry?.part === undefined || token.entry.day !== undefined)
    return undefined
  const word = token.entry.word
  if (word.length === 1) {
    // 早 and 晚 alone are a part only after a date or before a clock
    const next = reader.tokens[index + 1]
    const clockFollows =
      next?.kind === 'number' || next?.kind === 'clock' || (timeRole(next) & Time.before) !== 0
    const dated = when.end > when.start && index > 0 && when.end !== token.end
    if (!clockFollows && !dated && when.start === token.start && !bareAllowed(reader, index)) return undefined
  }
  when.part = token.entry.part
  return index + 1
}

/** 「#店#人#早送10箱」: 早 or 晚 right before an action. */
function bareAllowed(reader: Reader, index: number): boolean {
  const next = reader.tokens[index + 1]
  const previous = reader.tokens[index - 1]
  if (previous !== undefined && previous.kind !== 'mark') return false
  return next?.kind === 'word' && (talkRole(next) & (Role.action | Role.short)) !== 0
}

/** After these, 一点 is "a bit". */
const A_BIT = new Set([
  '多',
  '少',
  '快',
  '早',
  '晚',
  '有',
  '差',
  '大',
  '小',
  '好',
  '高',
  '低',
  '贵',
  '慢',
  '便宜',
  '再',
])

/** 10点半, 十点一刻, 15:30, 3点到5点, 差5分10点; returns the index after it. */
export function readClock(reader: Reader, index: number, when: When): number | undefined {
  const { tokens, text } = reader
  const token = tokens[index]
  if (token === undefined) return undefined
  // 差5分10点
  if (token.kind === 'text' && token.end - token.start === 1 && text.charAt(token.start) === '差') {
    const less = tokens[index + 1]
    const unit = markOf(tokens[index + 2])
    if (less?.kind === 'number' && less.number && (unit === '分' || unit === '刻')) {
      const next = readClock(reader, index + 3, when)
      if (next !== undefined && when.hour !== undefined) {
        subtract(when, less.number.value * (unit === '刻' ? 15 : 1))
        return next
      }
    }
    return undefined
  }
  if (token.kind === 'clock') {
    when.hour = token.a
    when.minute = token.b
    if (token.c >= 0) when.second = token.c
    when.literal = true
    let i = index + 1
    if (markOf(tokens[i]) === '分' || markOf(tokens[i]) === '时') i++
    return rangeEnd(reader, i, when)
  }
  if (token.kind !== 'number' || token.number === undefined || token.number.vague) return undefined
  const { value } = token.number
  if (token.number.half || !(value >= 0 && value <= 24) || token.number.approx) return undefined
  if (value !== Math.floor(value)) return undefined
  let i = index + 1
  // 3-5点, 3到5点: the mark comes only after the second number
  if (isRangeMark(tokens[i]) && tokens[i + 1]?.kind === 'number') {
    const mark = markOf(tokens[i + 2])
    const second = tokens[i + 1]?.number
    if ((mark === '点' || mark === '时') && second && second.value <= 24 && !isHourSpan(reader, i + 2)) {
      const from: When = { start: token.start, end: token.end, hour: value, minute: 0, part: when.part }
      const next = readClock(reader, i + 1, when)
      if (next !== undefined) {
        when.from = from
        return next
      }
    }
    return undefined
  }
  const mark = markOf(tokens[i])
  if (mark !== '点' && mark !== '时') return undefined
  if (mark === '点' && value === 1 && text.charAt(token.start) === '一' && index > 0) {
    const previous = tokens[index - 1]
    if (
      previous &&
      A_BIT.has(text.slice(previous.end - 1, previous.end)) &&
      previous.end === token.start &&
      when.part === undefined
    )
      return undefined
  }
  if (isHourSpan(reader, i)) return undefined
  const word = tokens[i]?.entry?.word ?? ''
  i++
  when.hour = value
  when.minute = 0
  const exact = word.length === 1
  if (exact) i = readMinutes(reader, i, when)
  return rangeEnd(reader, i, when)
}

/** 3时 in 3时内? No such thing, but 5点货 is "5 of 点货" nowhere either; kept for 小时. */
function isHourSpan(reader: Reader, index: number): boolean {
  return (timeRole(reader.tokens[index + 1]) & Time.within) !== 0 && markOf(reader.tokens[index]) === '时'
}

function readMinutes(reader: Reader, index: number, when: When): number {
  const { tokens, text } = reader
  let i = index
  const token = tokens[i]
  if (token === undefined) return i
  if (token.kind === 'text') {
    const character = text.charAt(token.start)
    if ((character === '整' || character === '钟' || character === '正') && token.end - token.start === 1)
      return i + 1
    if (character === '差' && tokens[i + 1]?.kind === 'number' && markOf(tokens[i + 2]) === '分') {
      subtract(when, tokens[i + 1]?.number?.value ?? 0)
      return i + 3
    }
    return i
  }
  if (token.kind === 'word' && token.entry?.word === '整') return i + 1
  // 三点搭一: one mark of the dial, five minutes
  if (
    token.kind === 'word' &&
    (token.entry?.word === '过' || token.entry?.word === '搭' || token.entry?.word === '踏')
  ) {
    const minutes = tokens[i + 1]
    if (minutes?.number?.half) {
      when.minute = 30
      return i + 2
    }
    if (
      minutes?.kind === 'number' &&
      minutes.number &&
      token.entry.word === '搭' &&
      minutes.number.value < 12
    ) {
      when.minute = minutes.number.value * 5
      return i + 2
    }
    if (minutes?.kind === 'number' && markOf(tokens[i + 2]) === '分') i++
    else if (minutes?.kind === 'number' && markOf(tokens[i + 2]) === '刻') i++
    else return i
  }
  const number = tokens[i]
  if (number?.kind !== 'number' || number.number === undefined || number.number.vague) return i
  if (number.number.half) {
    // 3点半箱 does not happen; 3点半 does
    when.minute = 30
    return i + 1
  }
  const { value } = number.number
  if (value !== Math.floor(value) || value < 0 || value > 59 || number.number.approx) return i
  const next = tokens[i + 1]
  const mark = markOf(next)
  if (mark === '刻' && (value === 1 || value === 2 || value === 3)) {
    when.minute = value * 15
    return i + 2
  }
  if (mark === '分' && next?.entry?.word !== '分钟') {
    when.minute = value
    i += 2
    const seconds = tokens[i]
    if (seconds?.kind === 'number' && seconds.number && seconds.number.value < 60) {
      if (markOf(tokens[i + 1]) === '秒') {
        when.second = seconds.number.value
        return i + 2
      }
      if (!isGoodsUnit(tokens[i + 1]) && tokens[i + 1] === undefined) {
        when.second = seconds.number.value
        return i + 1
      }
    }
    return i
  }
  // 三点二十, 3点05; but 3点20箱 is twenty boxes at three, 3点5号 a date
  const digits = number.number.digits ?? 2
  const followed =
    next !== undefined &&
    (isGoodsUnit(next) || timeRole(next) !== 0 || talkRole(next) & Role.otherUnit || next.kind === 'text')
  if (
    !followed &&
    !number.gap &&
    (digits === 2 || value >= 10 || number.number.digits === undefined) &&
    !goodsFollow(reader, i + 1)
  ) {
    if (number.number.digits === undefined && value < 10 && text.charAt(number.start) !== '零') {
      // 三点五 is a decimal or 3:05; nobody says it of a delivery, except 三点一 in Cantonese
      when.minute = value * 5
      return i + 1
    }
    when.minute = value
    return i + 1
  }
  return i
}

/** A bare number may be followed by the goods it counts: 3点 20 苹果. */
function goodsFollow(reader: Reader, index: number): boolean {
  const token = reader.tokens[index]
  return token?.kind === 'word' && (talkRole(token) & Role.word) !== 0 && (talkRole(token) & ~Role.word) === 0
}

function subtract(when: When, minutes: number): void {
  const total = (when.hour ?? 0) * 60 + (when.minute ?? 0) - minutes
  when.hour = Math.floor(total / 60)
  when.minute = total - when.hour * 60
}

/** 3点到5点: the end is what counts; the beginning is kept beside it. */
function rangeEnd(reader: Reader, index: number, when: When): number {
  const { tokens } = reader
  if (!isRangeMark(tokens[index])) return index
  const from: When = {
    start: when.start,
    end: when.end,
    hour: when.hour,
    minute: when.minute,
    second: when.second,
    part: when.part,
    literal: when.literal,
  }
  const end: When = { start: when.start, end: when.end, part: when.part }
  let i = index + 1
  const part = readPart(reader, i, end)
  if (part !== undefined) i = part
  const next = readClock(reader, i, end)
  if (next === undefined || end.hour === undefined) return index
  when.hour = end.hour
  when.minute = end.minute
  when.second = end.second
  when.literal = end.literal
  // 上午9点到12点; 10点到3点 crosses noon
  if (part !== undefined) when.part = end.part
  else if ((when.part === 'morning' || when.part === 'early') && (end.hour ?? 0) < (from.hour ?? 0))
    when.part = undefined
  when.from = from
  return next
}
