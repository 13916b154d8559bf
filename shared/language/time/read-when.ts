import type { Token } from '../lexer'
import { Role, Time } from '../lexicon'
import { readClock, readPart } from './read-clock'
import { readDate } from './read-date'
import { readSpan } from './read-span'
import { type Reader, talkRole, timeRole } from './reader'
import type { When } from './when'

const isOf = (token: Token | undefined) => token?.kind === 'word' && token.entry?.word === '的'

/**
 * Reads one expression of time beginning at token `index`: date, part, clock, in the order people say them, with 前 or
 * 后. Returns it with the index after it, undefined when no time begins there. Example: tokens of 「下周五上午10点前」.
 */
export function readWhen(reader: Reader, index: number): { when: When; next: number } | undefined {
  const { tokens } = reader
  const first = tokens[index]
  if (first === undefined) return undefined
  if (first.kind === 'mark' || first.kind === 'name') return undefined
  if (first.kind === 'text' && reader.text.charAt(first.start) !== '差') return undefined
  if (first.kind === 'word' && timeRole(first) === 0) return undefined
  const when: When = { start: first.start, end: first.end }
  if (
    first.kind === 'word' &&
    (timeRole(first) & Time.noDue) !== 0 &&
    (talkRole(first) & Role.pastBefore) === 0
  ) {
    when.noDue = true
    // 半天内, 个把小时后
    return {
      when,
      next:
        timeRole(tokens[index + 1]) & (Time.within | Time.after) && tokens[index + 1]?.entry?.word !== '里'
          ? index + 2
          : index + 1,
    }
  }
  let i = index
  const span = readSpan(reader, i)
  if (span !== undefined) {
    when.span = span.span
    i = span.next
  } else {
    const date = readDate(reader, i, when)
    if (date !== undefined) i = date
  }
  if (i > index) i = edge(reader, i, when)
  // 明天的下午, 周五 10点
  for (let round = 0; round < 3 && !(when.before && i > index && !startsClock(tokens[i])); round++) {
    let at = i
    if (i > index && isOf(tokens[at])) at++
    if (when.part === undefined || when.hour === undefined) {
      const part = readPart(reader, at, when)
      if (part !== undefined) {
        i = edge(reader, part, when)
        continue
      }
    }
    if (when.hour === undefined) {
      const clock = readClock(reader, at, when)
      if (clock !== undefined) {
        i = edge(reader, clock, when)
        continue
      }
    }
    break
  }
  if (i === index) return undefined
  // 周五下午（10点）到: the date may come after the clock only in its full form
  when.end = tokens[i - 1]?.end ?? when.end
  return { when, next: i }
}

function startsClock(token: Token | undefined): boolean {
  return token?.kind === 'clock'
}

/** 三天, 一周 after 前: a mere count of days. */
function readLead(tokens: readonly Token[], index: number): number | undefined {
  const number = tokens[index]
  const unit = tokens[index + 1]
  if (number?.kind !== 'number' || number.gap || number.number?.vague || unit?.kind !== 'word')
    return undefined
  if (timeRole(tokens[index + 2]) & (Time.before | Time.after | Time.within)) return undefined
  const days = unit.entry?.span === 'day' ? 1 : unit.entry?.span === 'week' ? 7 : 0
  const value = number.number?.value ?? 0
  return days === 0 || unit.entry?.word === '日' || value < 1 || value > 60
    ? undefined
    : Math.ceil(value * days)
}

/** 前, 后, 内, 左右 after a date, part or clock. */
function edge(reader: Reader, index: number, when: When): number {
  const { tokens } = reader
  let i = index
  if (talkRole(tokens[i]) & Role.approxAfter && tokens[i]?.kind === 'word') i++
  const token = tokens[i]
  if (token?.kind !== 'word') return i
  const role = timeRole(token)
  if (role & Time.before) {
    when.before = true
    const lead = readLead(tokens, i + 1)
    const dated = when.holiday !== undefined || when.date !== undefined || when.weekday !== undefined
    if (lead === undefined || when.hour !== undefined || !dated) return i + 1
    when.lead = lead
    return i + 3
  }
  if (role & Time.after && when.span === undefined) {
    when.after = true
    return i + 1
  }
  if (role & Time.within && token.entry?.word !== '里') return i + 1
  return i
}
