import { Role, Time } from '../lexicon'
import { type Reader, talkRole, timeRole } from './reader'

export interface SpanPart {
  amount: number
  unit: string
  back?: boolean
}

/** 3天后, 半小时内, 一个半小时后, 1小时20分钟后, 过3天; 3天前 counts back. A mere length (3天) is no time. */
export function readSpan(reader: Reader, index: number): { span: SpanPart[]; next: number } | undefined {
  const { tokens } = reader
  let i = index
  let passing = false
  if (tokens[i]?.kind === 'word' && timeRole(tokens[i]) & Time.passing) {
    passing = true
    i++
  }
  const span: SpanPart[] = []
  for (;;) {
    const number = tokens[i]
    if (number?.kind !== 'number' || number.number === undefined || number.number.vague) break
    let amount = number.number.max ?? number.number.value
    let at = i + 1
    // 一个半小时
    if (tokens[at]?.entry?.word === '个' && tokens[at + 1]?.number?.half) {
      amount += 0.5
      at += 2
    }
    const unit = tokens[at]
    if (unit?.kind !== 'word' || (timeRole(unit) & Time.span) === 0 || unit.entry?.span === undefined) break
    // 3月20日 is a date, not three months and twenty days
    if (
      unit.entry.word.length === 1 &&
      '月年日'.includes(unit.entry.word) &&
      (span.length > 0 || tokens[at + 1]?.kind === 'number')
    )
      return undefined
    at++
    if (tokens[at]?.number?.half && tokens[at]?.kind === 'number') {
      amount += 0.5
      at++
    }
    span.push({ amount, unit: unit.entry.span })
    i = at
  }
  if (span.length === 0) return undefined
  if (tokens[i]?.kind === 'word' && talkRole(tokens[i]) & Role.approxAfter) i++
  if (
    tokens[i]?.entry?.word === '的' &&
    tokens[i + 1]?.kind === 'word' &&
    timeRole(tokens[i + 1]) & Time.within
  )
    i++
  const end = tokens[i]
  if (end?.kind === 'word') {
    const role = timeRole(end)
    if (role & (Time.after | Time.within) && end.entry?.word !== '里') return { span, next: i + 1 }
    if (role & Time.before && !passing) {
      // 10月前 and 5日前 are a month and a day of the calendar
      const only = span[0]
      const bare = tokens[i - 1]?.entry?.word
      if (span.length === 1 && only && (bare === '月' || bare === '日' || bare === '年')) return undefined
      for (const part of span) part.back = true
      return { span, next: i + 1 }
    }
  }
  if (passing && (span[0]?.amount ?? 0) !== 2) return { span, next: i }
  return undefined
}
