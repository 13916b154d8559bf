import {
  addsToNoun,
  asksAgain,
  beforePhone,
  endsNoun,
  isCorrection,
  isFirst,
  isPartOfName,
} from './by-neighbours'
import { BREAK_LEVEL, type Element, element, SIGN } from './element'
import { inProduct } from './festive-goods'
import type { Token } from './lexer'
import { Role, Time } from './lexicon'
import type { Line } from './line'
import { readQuantity } from './quantity'
import { isShortAction } from './short-action'
import { readWhen } from './time/read-when'
import { type Reader, talkRole, timeRole } from './time/reader'

const KEYWORD_ACTION: Record<string, string> = { 签合同: '签合同', 要样品: '送样', 先打款: '打款' }

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
    if (read !== undefined && !inProduct(line, i, out, read.next)) {
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
    if (role & Role.goods && !beforePhone(tokens[i + 1])) {
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    if (role & Role.correction && isCorrection(line, i, out)) {
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
    if (role & Role.joiner && endsNoun(line, i, out)) {
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    // 可乐再来10箱: once more, of the noun before
    if (
      entry.word === '再' &&
      out[out.length - 1]?.kind === 'text' &&
      asksAgain(tokens[i + 1], tokens[i + 2])
    ) {
      add('filler')
      continue
    }
    if (role & Role.joiner && !(role & Role.short && (isFirst(out) || addsToNoun(line, i, out)))) {
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
    if (isPartOfName(line, i, out)) {
      addText(token.start, token.end, token.gap)
      i++
      continue
    }
    if (role & SIGN) {
      add('sign')
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
