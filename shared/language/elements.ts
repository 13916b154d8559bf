import type { Token } from './lexer'
import { type Entry, Role, Time } from './lexicon'
import type { Line } from './line'
import { type Quantity, readQuantity } from './quantity'
import { readWhen } from './time/read-when'
import { type Reader, talkRole, timeRole } from './time/reader'
import type { When } from './time/when'
import type { NoneReason } from './types'

/** What a line is made of, one step above tokens: the rules of items, polarity and keywords read only these. */
export interface Element {
  kind: 'when' | 'quantity' | 'action' | 'text' | 'sign' | 'keyword' | 'fix' | 'filler' | 'break' | 'name'
  start: number
  end: number
  when?: When
  quantity?: Quantity
  action?: string
  /** A one-character action. */
  short?: boolean
  keyword?: string
  entry?: Entry
  word: string
  /** Of a break: 1 within a list (、+和), 2 comma, 3 end of sentence, 4 end of line. */
  level: number
  name?: NonNullable<Token['name']>
  /** Why it comes to nothing. */
  dead?: NoneReason
}

const element = (kind: Element['kind'], start: number, end: number, word: string): Element => ({
  kind,
  start,
  end,
  word,
  level: 0,
})

const BREAK_LEVEL: Record<string, number> = {
  '、': 1,
  '+': 1,
  '&': 1,
  '/': 1,
  '|': 2,
  ',': 2,
  ':': 2,
  ';': 3,
  '。': 3,
  '!': 3,
  '?': 3,
  '\n': 4,
  '"': 1,
  '=': 1,
  '.': 2,
  '→': 1,
  '<': 1,
  '>': 1,
}

const SIGN =
  Role.negator |
  Role.negatingTail |
  Role.canceller |
  Role.question |
  Role.hypothesis |
  Role.pastBefore |
  Role.pastAfter |
  Role.quoted |
  Role.third |
  Role.neutral |
  Role.shortage |
  Role.each |
  Role.approxBefore |
  Role.approxAfter |
  Role.atLeast |
  Role.state |
  Role.asUsual

/** Closing bracket of the one at `index`, or -1. Looks at most 60 tokens ahead, so that a lone bracket stays cheap. */
function closing(tokens: readonly Token[], index: number, to: number): number {
  const open = tokens[index]?.mark
  const close = open === '(' ? ')' : open === '[' ? ']' : '》'
  const limit = Math.min(to, index + 60)
  for (let i = index + 1; i < limit; i++)
    if (tokens[i]?.kind === 'mark' && tokens[i]?.mark === close) return i
  return -1
}

/** Turns tokens `from` (inclusive) to `to` (exclusive) into elements, left to right. */
export function readElements(line: Line, from: number, to: number): Element[] {
  const { reader, hashed } = line
  const { tokens, text } = reader
  const out: Element[] = []
  const view: Reader = to === tokens.length ? reader : { tokens: tokens.slice(0, to), text }
  let i = from
  const addText = (start: number, end: number, gap: boolean) => {
    const last = out[out.length - 1]
    if (last?.kind === 'text' && last.end === start && !gap) {
      last.end = end
      last.word = text.slice(last.start, end)
    } else out.push(element('text', start, end, text.slice(start, end)))
  }
  while (i < to) {
    const token = tokens[i]
    if (token === undefined) break
    if (token.kind === 'mark') {
      const { mark } = token
      if (mark === '(' || mark === '[' || mark === '《') {
        const close = closing(tokens, i, to)
        if (close > 0) {
          if (mark === '《') addText(token.start, tokens[close]?.end ?? token.end, token.gap)
          i = close + 1
          continue
        }
      }
      if (mark === '@') {
        // @王总 addresses somebody: skip the name up to a space
        i++
        let first = true
        while (
          i < to &&
          (first || !tokens[i]?.gap) &&
          tokens[i]?.kind !== 'mark' &&
          tokens[i]?.kind !== 'number'
        ) {
          if (!first && talkRole(tokens[i]) & Role.action) break
          if (timeRole(tokens[i]) & (Time.day | Time.weekday)) break
          i++
          first = false
        }
        const filler = element('break', token.start, tokens[i - 1]?.end ?? token.end, '@')
        filler.level = 2
        out.push(filler)
        continue
      }
      const level = BREAK_LEVEL[mark]
      if (mark === '*' || mark === '%' || mark === '_') addText(token.start, token.end, token.gap)
      else if (level !== undefined) {
        const stop = element('break', token.start, token.end, mark)
        stop.level = level
        out.push(stop)
      }
      i++
      continue
    }
    if (token.kind === 'name' && token.name) {
      const last = out[out.length - 1]
      if (token.name.type === 'product' && last?.kind === 'text' && last.end === token.start && !token.gap) {
        // 无糖可乐 is another product than 可乐
        addText(token.start, token.end, token.gap)
        i++
        continue
      }
      const named = element('name', token.start, token.end, token.name.name)
      named.name = token.name
      if (token.name.type === 'product') named.kind = 'text'
      else if (token.name.type === 'keyword') {
        named.kind = 'keyword'
        named.keyword = token.name.name
      }
      out.push(named)
      i++
      continue
    }
    const role = talkRole(token)
    const read =
      (role & (Role.action | Role.keyword)) !== 0 && token.kind === 'word' ? undefined : readWhen(view, i)
    if (read !== undefined && !inProduct(line, i, to, out, read.next)) {
      const found = element('when', token.start, read.when.end, text.slice(token.start, read.when.end))
      found.when = read.when
      // 之前 and 上次 are both a time and a sign
      if (token.entry) found.entry = token.entry
      out.push(found)
      i = read.next
      continue
    }
    if (token.kind === 'number') {
      const quantity = readQuantity(line, i, to)
      if (quantity !== undefined) {
        if (quantity.text) addText(token.start, tokens[quantity.next - 1]?.end ?? token.end, token.gap)
        else if (!quantity.noise) {
          const found = element(
            'quantity',
            token.start,
            tokens[quantity.next - 1]?.end ?? token.end,
            text.slice(token.start, tokens[quantity.next - 1]?.end ?? token.end),
          )
          found.quantity = quantity
          out.push(found)
        }
        i = quantity.next
        continue
      }
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    if (token.kind === 'clock' || token.kind === 'date') {
      i++
      continue
    }
    if (token.kind === 'text') {
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    const entry = token.entry
    if (entry === undefined) {
      i++
      continue
    }
    const add = (kind: Element['kind']): Element => {
      const found = element(kind, token.start, token.end, entry.word)
      found.entry = entry
      out.push(found)
      i++
      return found
    }
    if (role & Role.correction && isCorrection(line, i, to, out)) {
      add('fix')
      continue
    }
    if (role & Role.asUsual) {
      add('sign')
      continue
    }
    if (role & Role.keyword || role & Role.action) {
      const kind = role & Role.keyword ? 'keyword' : 'action'
      const found = add(kind)
      found.keyword = entry.keyword
      found.action = role & Role.action ? entry.action : KEYWORD_ACTION[entry.keyword ?? '']
      continue
    }
    if (role & Role.word && (role & (SIGN | Role.joiner | Role.filler)) === 0) {
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    if (role & Role.joiner && !(role & Role.short && isFirst(out))) {
      // 和 and 再 join; 加 joins only after something
      const stop = add('break')
      stop.level = 1
      continue
    }
    if (role & Role.short && isShortAction(line, i, to, out, hashed)) {
      const found = add('action')
      found.action = entry.action
      found.short = true
      continue
    }
    if (role & SIGN) {
      const kind = 'sign'
      // 不, 没 inside an unknown word (不锈钢) is caught by the list of goods; here they stand free
      add(kind)
      continue
    }
    if (role & Role.filler) {
      add('filler')
      continue
    }
    if (entry.word === '的' || entry.word === '了') {
      add('filler')
      continue
    }
    addText(token.start, token.end, token.gap)
    i++
  }
  return out
}

const KEYWORD_ACTION: Record<string, string> = { 签合同: '签合同', 要样品: '送样', 先打款: '打款' }

function isFirst(out: readonly Element[]): boolean {
  for (const found of out)
    if (found.kind === 'quantity' || found.kind === 'action' || found.kind === 'text') return false
  return true
}

/** Is a time word here part of a product: 补中秋礼盒20箱, 端午粽子5盒? */
function inProduct(line: Line, index: number, to: number, out: readonly Element[], next: number): boolean {
  const { tokens } = line.reader
  const token = tokens[index]
  const after = tokens[next]
  if (next !== index + 1 || token?.kind !== 'word') return false
  const role = timeRole(token)
  const glued =
    after !== undefined &&
    !after.gap &&
    (after.kind === 'text' || (after.kind === 'word' && (talkRole(after) & ~Role.edge) === Role.word))
  if (!glued) return false
  if (role & Time.holiday) {
    const last = out[out.length - 1]
    return (
      last === undefined ||
      last.kind === 'action' ||
      last.kind === 'quantity' ||
      last.kind === 'break' ||
      FESTIVE.has(line.reader.text.slice(after.start, after.start + 2))
    )
  }
  // 早餐, 晚霜 are listed; a lone part before unknown text stays a time
  void to
  return false
}

const FESTIVE = new Set([
  '礼盒',
  '礼包',
  '粽子',
  '特供',
  '月饼',
  '促销',
  '活动',
  '堆头',
  '陈列',
  '装饰',
  '备货',
  '限定',
  '款的',
  '套装',
  '糖果',
  '汤圆',
  '灯笼',
  '对联',
  '福字',
  '气球',
  '贺卡',
  '蛋糕',
  '苹果',
  '玫瑰',
  '鲜花',
])

/** 改成, 不对 …; bare 改, 错了 only when a quantity, time or action follows or went before. */
function isCorrection(line: Line, index: number, to: number, out: readonly Element[]): boolean {
  const { tokens } = line.reader
  const word = tokens[index]?.entry?.word ?? ''
  if (
    word === '改' ||
    word === '加到' ||
    word === '提到' ||
    word === '不不' ||
    word === '改下' ||
    word === '改一下'
  ) {
    const next = tokens[index + 1]
    return next?.kind === 'number' || timeRole(next) !== 0 || (next?.kind === 'mark' && out.length > 0)
  }
  void to
  return true
}

/** Fillers between an action and its goods. */
function skipFillers(tokens: readonly Token[], index: number, to: number): number {
  let i = index
  while (i < to) {
    const token = tokens[i]
    if (token?.kind !== 'word') break
    const role = talkRole(token)
    if (
      role & (Role.filler | Role.edge | Role.approxBefore | Role.atLeast | Role.approxAfter | Role.each) &&
      !(role & (Role.action | Role.short))
    )
      i++
    else if (timeRole(token) & Time.noDue) i++
    else break
  }
  return i
}

const MONEY_SHORT = new Set(['打', '付', '汇', '收'])
/** With goods but no number (明天送西瓜) and at the end of a clause (上午送), in a # line. */
const PLAIN_SHORT = new Set(['补', '送', '订', '退', '换', '取', '调', '发', '提'])
/** At the end of a clause without # as well: 上午送. */
const END_SHORT = new Set(['送', '发', '补', '退', '取', '换', '调', '订', '提', '运'])
const MODAL = new Set(['来', '要', '下', '定', '进', '加', '拿', '去', '打', '发'])

/** Does the one-character word at `index` act as an action here? Decided by what stands around it. */
function isShortAction(
  line: Line,
  index: number,
  to: number,
  out: readonly Element[],
  hashed: boolean,
): boolean {
  const { tokens, text } = line.reader
  const token = tokens[index]
  const word = token?.entry?.word ?? ''
  const previous = tokens[index - 1]
  const glued =
    previous !== undefined &&
    previous.end === token?.start &&
    !token.gap &&
    (previous.kind === 'text' || (previous.kind === 'word' && (talkRole(previous) & Role.word) !== 0))
  const last = out[out.length - 1]
  // 20箱退热贴, 送补水面膜: what comes right after goods or an action is their name
  const after = skipFillers(tokens, index + 1, to)
  const next = tokens[after]
  if (after < to && next !== undefined) {
    if (next.kind === 'number') {
      const number = next.number
      if (number === undefined) return false
      const read = readWhen(line.reader, after)
      if (read !== undefined && (tokens[read.next]?.kind !== 'number' || MONEY_SHORT.has(word))) {
        // 送5号电池 is goods, 送3号 a day
        return PLAIN_SHORT.has(word)
      }
      const quantity = readQuantity(line, after, to)
      if (MONEY_SHORT.has(word)) {
        return (
          quantity !== undefined &&
          !quantity.text &&
          (quantity.unit === '元' || quantity.unit === undefined) &&
          !quantity.noise &&
          !(word === '收' && quantity.unit === undefined && (quantity.value ?? 0) < 50)
        )
      }
      if (word === '下' && quantity?.unit === undefined) return false
      if (quantity?.noise) return false
      if (quantity?.other) return false
      if (word === '到') return false
      return true
    }
    const role = talkRole(next)
    if (next.kind === 'word' && role & (Role.action | Role.keyword))
      return !MODAL.has(word) && last?.kind !== 'action' && false
    if (next.kind === 'word' && role & Role.short && MODAL.has(word) && after === index + 1) {
      // 要送20箱, 来补20箱: the second is the action
      if (isShortAction(line, after, to, out, hashed)) return false
    }
    if (MONEY_SHORT.has(word)) return false
    if (
      next.kind === 'text' ||
      next.kind === 'name' ||
      (next.kind === 'word' &&
        (role & (Role.word | Role.unit | Role.measure | Role.edge | Role.short | Role.joiner)) !== 0)
    ) {
      if (last?.kind === 'action' && !token?.gap && last.end === token?.start) return false
      const counted = quantityAhead(line, after, to)
      if (counted)
        return (
          !glued ||
          word === '补' ||
          word === '送' ||
          word === '订' ||
          word === '要' ||
          word === '退' ||
          word === '来' ||
          word === '加'
        )
      if (last?.kind === 'quantity' && last.end === token?.start) return false
      if (glued) return false
      if (word === '提' || word === '发') return false
      if (hashed && PLAIN_SHORT.has(word)) return next.kind !== 'word' || (role & Role.edge) === 0
      if (next.kind === 'word' && role & (Role.edge | Role.short)) return false
      // without #: 给张经理送西瓜 has a person; let the rule of convention 14 decide
      return PLAIN_SHORT.has(word) && next.end - next.start >= 1 && out.some((e) => e.kind === 'when')
    }
    if (next.kind === 'word' && role & Role.question) return true
    if (
      next.kind === 'mark' ||
      (next.kind === 'word' && role & (SIGN | Role.filler | Role.edge | Role.correction))
    ) {
      if (next.kind === 'mark' && next.mark === ':' && PLAIN_SHORT.has(word)) return true
      return END_SHORT.has(word) && !gluedTail(text, token, glued, out)
    }
    if (timeRole(next) !== 0) return END_SHORT.has(word) && !glued
    return false
  }
  return END_SHORT.has(word) && !gluedTail(text, token, glued, out)
}

/** 西瓜送 after a quantity or time is an action; 赠送, 代发 are not. */
function gluedTail(text: string, token: Token | undefined, glued: boolean, out: readonly Element[]): boolean {
  void text
  void token
  if (!glued) return false
  return !out.some((e) => e.kind === 'quantity')
}

/** Is there a counted unit before the clause ends or another action begins? */
function quantityAhead(line: Line, index: number, to: number): boolean {
  const { tokens } = line.reader
  for (let i = index; i < Math.min(to, index + 14); i++) {
    const token = tokens[i]
    if (token === undefined) return false
    if (token.kind === 'mark' && (BREAK_LEVEL[token.mark] ?? 0) >= 2) return false
    if (token.kind === 'word' && talkRole(token) & (Role.action | Role.keyword)) return false
    if (token.kind === 'number') {
      const quantity = readQuantity(line, i, to)
      if (
        quantity !== undefined &&
        !quantity.text &&
        !quantity.noise &&
        quantity.unit !== undefined &&
        !quantity.other
      )
        return true
    }
  }
  return false
}
