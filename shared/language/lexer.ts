import { readClock, readDate, readModel } from './lex-digits'
import { lexicon, Role, Time } from './lexicon'
import type { Normalised } from './normalise'
import { isDigit, isLetter, LIANG, startsNumber, unitOf } from './numbers/numerals'
import { readNumber } from './numbers/read-number'
import { type Token, token } from './token'

export type { Token } from './token'

const MARKS = new Set([...',;。.!?:、/-~+()[]"\'#\n→*=@<>|《》&%_^'].map((c) => c.charCodeAt(0)))

/** 这 本 上 下: what may begin 这周五. */
const BEFORE_WEEK = new Set([...'这本上下'].map((c) => c.charCodeAt(0)))

const BEFORE_OR_AFTER = new Set([...'前后'].map((c) => c.charCodeAt(0)))

function isTime(token: Token | undefined): boolean {
  return token?.kind === 'clock' || token?.kind === 'date' || (token?.entry?.time ?? 0) !== 0
}

const NOT_A_HOLIDAY = new Set(
  [...'点月号时分个日箱件盒瓶袋包桶罐听支只提筐份斤公吨条板把万千百十元块刻年天周家人米度%多来几余,.:'].map(
    (c) => c.charCodeAt(0),
  ),
)

/** 五一提货, 五一来20箱: what could count the number or round it is a verb. */
function isVerbAt(text: string, index: number): boolean {
  const entry = lexicon.longest(text, index)
  if (entry === undefined) return false
  const next = index + lexicon.matchedLength
  return (
    (entry.role & Role.action) !== 0 ||
    ((entry.role & Role.short) !== 0 && startsNumber(text.charCodeAt(next)))
  )
}

/** Does an unknown word go on at `index`? */
function goesOn({ text, gap }: Normalised, index: number): boolean {
  return (
    text.charCodeAt(index) >= 0x4e00 &&
    gap[index] === 0 &&
    lexicon.longest(text, index) === undefined &&
    !startsNumber(text.charCodeAt(index))
  )
}

/** First characters of the words that goods may follow at once: verbs, and 上 and 充 as in 补上, 补充. */
const MAY_LEAD = new Uint8Array(65536)
for (const c of '补加添送发运订来要进拿定购买下取提退换调打付汇收上铺配带') MAY_LEAD[c.charCodeAt(0)] = 1

/** 补水泥 is 补 + 水泥, not 补水 + 泥: how much of the word at `start` goes before goods that outlast it; 0 for none. */
function goodsWithin(text: string, start: number, length: number): number {
  for (let k = 1; k < length; k++) {
    const inner = lexicon.longest(text, start + k)
    if (inner === undefined || !(inner.role & Role.goods) || lexicon.matchedLength <= length - k) continue
    const lead = lexicon.longest(text.slice(start, start + k), 0)
    if (lead !== undefined && lexicon.matchedLength === k) return k
  }
  return 0
}

const SHEN = '参'.charCodeAt(0)

/** 20两, 三斤二两: a weight; 海参20盒, 人参: the root, not the capital numeral three. */
function isNoNumeral(code: number, tokens: readonly Token[], { text }: Normalised, index: number): boolean {
  const last = tokens[tokens.length - 1]
  if (code === LIANG) return last?.kind === 'number' && last.end === index
  if (code !== SHEN || unitOf.has(text.charCodeAt(index + 1))) return false
  if (last?.kind === 'text' && last.end === index) return true
  const unit = lexicon.longest(text, index + 1)
  return unit === undefined || (unit.role & Role.unit) === 0
}

const isUnitAt = ({ text, gap }: Normalised, index: number) =>
  gap[index] === 0 && ((lexicon.longest(text, index)?.role ?? 0) & Role.unit) !== 0

const BU = '补'.charCodeAt(0)

/** Does a verb fit here: at the beginning, or behind a mark or a time? */
function opensGoods(tokens: readonly Token[]): boolean {
  const last = tokens[tokens.length - 1]
  return last === undefined || last.kind === 'mark' || (last.entry?.time ?? 0) !== 0
}

/** A stretch of the text that is a known or well-formed name; sorted, without overlaps. */
export interface NameSpan {
  start: number
  end: number
  name: NonNullable<Token['name']>
}

/** One left-to-right pass, longest match; linear in the length. */
export function lex(norm: Normalised, names: readonly NameSpan[] = []): Token[] {
  const { text, gap, from, original } = norm
  const tokens: Token[] = []
  const wordAt = (index: number): boolean => {
    const entry = lexicon.longest(text, index)
    return (
      entry !== undefined &&
      (entry.role & (Role.word | Role.unit | Role.measure)) !== 0 &&
      lexicon.matchedLength > 1
    )
  }
  const unitAt = (index: number) => isUnitAt(norm, index)
  // The Chinese comma separates; only between full-width digits does it group thousands.
  const commaAt = (index: number): boolean => {
    const at = from[index] ?? 0
    return (
      original.charCodeAt(at) === 44 ||
      (original.charCodeAt(at) === 0xff0c && original.charCodeAt(at - 1) > 0xff00)
    )
  }
  let i = 0
  let nextName = 0
  while (i < text.length) {
    const span = names[nextName]
    if (span !== undefined && span.start === i) {
      const named = token('name', i, span.end, gap[i] === 1)
      named.name = span.name
      tokens.push(named)
      i = span.end
      nextName++
      continue
    }
    const limit = span?.start ?? text.length
    const code = text.charCodeAt(i)
    const open = gap[i] === 1
    let entry = lexicon.longest(text, i)
    let length = entry === undefined ? 0 : lexicon.matchedLength
    if (i + length > limit) entry = undefined
    if (entry !== undefined && length > 1 && (entry.role & Role.negatingTail) !== 0) {
      // 不补货 is 不 + 补货, not 不补 + 货
      for (let k = 1; k < length; k++) {
        const inner = lexicon.longest(text, i + k)
        if (
          inner !== undefined &&
          (inner.role & (Role.action | Role.keyword)) !== 0 &&
          lexicon.matchedLength > length - k
        ) {
          entry = lexicon.longest(text.slice(i, i + k), 0)
          length = entry === undefined ? 0 : lexicon.matchedLength
          break
        }
      }
    }
    if (entry !== undefined && length > 1 && (entry.time & Time.noDue) !== 0) {
      // 等下周 is 等 + 下周
      const inner = lexicon.longest(text, i + 1)
      if (
        inner !== undefined &&
        (inner.time & (Time.week | Time.weekday | Time.month | Time.weekend)) !== 0 &&
        lexicon.matchedLength > length - 1
      ) {
        entry = lexicon.longest(text.slice(i, i + 1), 0)
        length = entry === undefined ? 0 : 1
      }
    }
    if (
      entry !== undefined &&
      length > 1 &&
      entry.role & Role.filler &&
      BEFORE_WEEK.has(text.charCodeAt(i + length - 1)) &&
      text.charAt(i + length - 2) !== '一'
    ) {
      // 我这周五 is 我 + 这周五, 安排下周四 is 安排 + 下周四; but 安排一下周四
      const inner = lexicon.longest(text, i + length - 1)
      if (inner !== undefined && inner.time & (Time.week | Time.weekday | Time.month | Time.weekend)) {
        const shorter = lexicon.longest(text.slice(i, i + length - 1), 0)
        entry = lexicon.matchedLength === length - 1 ? shorter : undefined
        length = entry === undefined ? 0 : length - 1
      }
    }
    if (entry?.word === '说定' && lexicon.longest(text, i + 1)?.role === Role.keyword) {
      // 说定金周五付 is 说 + 定金
      entry = lexicon.longest(text.slice(i, i + 1), 0)
      length = 1
    }
    if (
      entry !== undefined &&
      (entry.word === '年内' || entry.word === '月内') &&
      tokens[tokens.length - 1]?.kind === 'number' &&
      !open
    ) {
      // 一年内 is 一年 + 内
      entry = lexicon.longest(text.slice(i, i + 1), 0)
      length = 1
    }
    if (
      entry !== undefined &&
      !open &&
      (entry.word === '前两天' || entry.word === '前几天') &&
      ((tokens[tokens.length - 1]?.entry?.time ?? 0) & (Time.holiday | Time.monthPoint)) !== 0
    ) {
      // 端午前两天 is 端午 + 前 + 两天
      entry = lexicon.longest(text.slice(i, i + 1), 0)
      length = 1
    }
    if (
      entry !== undefined &&
      length > 1 &&
      entry.time === 0 &&
      !open &&
      BEFORE_OR_AFTER.has(code) &&
      isTime(tokens[tokens.length - 1])
    ) {
      // 节前进货 is 节 + 前 + 进货, 周五后来20箱 is 周五 + 后 + 来
      const inner = lexicon.longest(text, i + 1)
      if (inner !== undefined && (inner.role & (Role.action | Role.short)) !== 0) {
        entry = lexicon.longest(text.slice(i, i + 1), 0)
        length = entry === undefined ? 0 : 1
      }
    }
    if (entry !== undefined && length > 1 && (entry.role & Role.action) !== 0) {
      // 送点心 is 送 + 点心, not 送点 + 心
      const inner = lexicon.longest(text, i + length - 1)
      if (inner !== undefined && (inner.role & Role.word) !== 0 && lexicon.matchedLength > 1) {
        const shorter = lexicon.longest(text.slice(i, i + length - 1), 0)
        if (shorter !== undefined && lexicon.matchedLength === length - 1) {
          entry = shorter
          length--
        }
      }
    }
    if (entry !== undefined && length > 1 && entry.time === 0 && MAY_LEAD[code] === 1) {
      const cut = goodsWithin(text, i, length)
      if (cut > 0) {
        entry = lexicon.longest(text.slice(i, i + cut), 0)
        length = cut
      }
    }
    if (
      entry !== undefined &&
      length === 2 &&
      code === BU &&
      entry.role === Role.word &&
      opensGoods(tokens) &&
      (goesOn(norm, i + 2) || isUnitAt(norm, i + 2))
    ) {
      // 补水彩笔 is 补 + 水彩笔, not 补水 + 彩笔
      entry = lexicon.longest(text.slice(i, i + 1), 0)
      length = 1
    }
    if (entry !== undefined && (entry.role & Role.slip) !== 0 && goesOn(norm, i + length)) {
      // 补火腿 is 补 + 火腿, not a slip of 补货
      entry = lexicon.longest(text.slice(i, i + 1), 0)
      length = 1
    }
    if (entry !== undefined && isLetter(code) && i > 0 && isLetter(text.charCodeAt(i - 1)) && !open)
      entry = undefined
    if (isDigit(code)) {
      const special = readClock(text, gap, i) ?? readDate(text, gap, i) ?? readModel(text, gap, i, unitAt)
      if (special !== undefined) {
        tokens.push(special)
        i = special.end
        continue
      }
    }
    if (startsNumber(code) && !(isNoNumeral(code, tokens, norm, i) && !open)) {
      const number = readNumber(text, gap, i, wordAt, commaAt)
      if (number !== undefined && number.end <= limit) {
        const size = number.end - i
        const holiday = entry !== undefined && (entry.time & Time.numericHoliday) !== 0
        const wins =
          entry === undefined ||
          size > length ||
          (size === 1 && length === 1) ||
          (holiday &&
            length === size &&
            ((NOT_A_HOLIDAY.has(text.charCodeAt(i + length)) && !isVerbAt(text, i + length)) ||
              (i > 0 && text.charAt(i - 1) === '.')))
        if (wins) {
          const result = token('number', i, number.end, open)
          result.number = number
          tokens.push(result)
          i = number.end
          continue
        }
      }
    }
    if (entry !== undefined) {
      const result = token('word', i, i + length, open)
      result.entry = entry
      tokens.push(result)
      i += length
      continue
    }
    if (MARKS.has(code)) {
      const result = token('mark', i, i + 1, open)
      result.mark = text.charAt(i)
      tokens.push(result)
      i++
      continue
    }
    // A run of unknown characters; a word of letters is taken whole.
    let end = i + 1
    if (isLetter(code)) while (end < text.length && isLetter(text.charCodeAt(end)) && gap[end] === 0) end++
    const previous = tokens[tokens.length - 1]
    if (previous !== undefined && previous.kind === 'text' && previous.end === i && !open) previous.end = end
    else tokens.push(token('text', i, end, open))
    i = end
  }
  return tokens
}
