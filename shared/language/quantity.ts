import type { Token } from './lexer'
import { Role, Time } from './lexicon'
import type { Line } from './line'
import { isLetter } from './numbers/numerals'
import { isRangeMark, markOf, talkRole, timeRole } from './time/reader'
import { MONEY_ACTIONS } from './words/goods-words'

/** A number with its unit; or, told by the flags, what only looks like one. */
export interface Quantity {
  /** Index of the token after it. */
  next: number
  value?: number
  max?: number
  unit?: string
  approx?: boolean
  /** 几箱: no number. */
  vague?: boolean
  /** Counts people, times or shops rather than goods. */
  other?: boolean
  /** Phone number, pack size, price: to be stepped over. */
  noise?: boolean
  /** A specification: belongs to the words around it (500ml可乐). */
  text?: boolean
  measure?: boolean
}

const unitName = (token: Token, text: string) =>
  token.name?.name ?? token.entry?.unit ?? text.slice(token.start, token.end)

function unitToken(token: Token | undefined): Token | undefined {
  if (token?.kind === 'name' && token.name?.type === 'unit') return token
  return token?.kind === 'word' && (talkRole(token) & Role.unit) !== 0 ? token : undefined
}

/** The number at token `index` with its unit, decided by what stands to its right. */
export function readQuantity(line: Line, index: number, to: number): Quantity | undefined {
  const { tokens, text } = line.reader
  const first = tokens[index]
  const number = first?.number
  if (first === undefined || number === undefined) return undefined
  let i = index + 1
  const result: Quantity = { next: i, value: number.value }
  if (number.max !== undefined) result.max = number.max
  if (number.approx) result.approx = true
  if (number.vague) {
    result.vague = true
    result.value = undefined
  }
  // 10-15箱, 10到15箱
  if (isRangeMark(tokens[i]) && tokens[i + 1]?.kind === 'number' && i + 1 < to) {
    const second = tokens[i + 1]?.number
    const unit = tokens[i + 2]
    if (
      second &&
      !second.vague &&
      second.value > number.value &&
      (unitToken(unit) || second.digits !== undefined) &&
      (number.digits ?? 0) < 6
    ) {
      if (unitToken(unit) !== undefined && i + 2 < to) {
        result.max = second.value
        result.approx = undefined
        i += 2
      }
    } else if (second && (number.digits ?? 0) >= 3 && (second.digits ?? 0) >= 4) {
      // 0571-88886666, 138-0013-8000
      let end = i + 2
      while (tokens[end]?.mark === '-' && tokens[end + 1]?.kind === 'number') end += 2
      return { next: end, noise: true }
    }
  }
  if ((number.digits ?? 0) >= 7 && unitToken(tokens[i]) === undefined) {
    while (tokens[i]?.kind === 'number' && (tokens[i]?.number?.digits ?? 0) >= 4) i++
    return { next: i, noise: true }
  }
  // 100+箱
  if (
    tokens[i]?.mark === '+' &&
    unitToken(tokens[i + 1]) !== undefined &&
    i + 1 < to &&
    number.digits !== undefined
  ) {
    result.approx = true
    i++
  }
  const token = i < to ? tokens[i] : undefined
  const role = talkRole(token)
  if (token !== undefined && unitToken(token) !== undefined && !(role & Role.action)) {
    const unit = unitName(token, text)
    // 42.5水泥 and 5号电池 are specifications; so is 4寸 or 500ml, see below
    result.unit = unit
    result.measure = (role & Role.measure) !== 0 || unit === '元'
    i++
    return afterUnit(line, i, to, result, index)
  }
  // 打款3.5w
  if (
    token?.kind === 'word' &&
    token.entry?.word === 'w' &&
    MONEY_ACTIONS.has(tokens[index - 1]?.entry?.action ?? '') &&
    result.value !== undefined
  )
    return { ...result, value: result.value * 1e4, unit: '元', measure: true, next: i + 1 }
  if (token?.kind === 'word' && role & Role.spec) {
    // 号 of a day was read before; here it is 5号电池
    return { next: i + 1, text: true }
  }
  // 75%酒精, 52度白酒
  if (token?.kind === 'word' && (token.entry?.word === '%' || token.entry?.word === '度'))
    return { next: i + 1, text: true }
  if (token?.kind === 'word' && role & Role.otherUnit) {
    result.other = true
    result.unit = unitName(token, text)
    result.next = i + 1
    return result
  }
  if (token?.kind === 'mark' && (token.mark === '*' || token.mark === '%' || token.mark === '#')) {
    // 24*500ml
    if (token.mark === '*' && tokens[i + 1]?.kind === 'number') {
      let end = i + 2
      if (talkRole(tokens[end]) & (Role.spec | Role.unit)) end++
      return { next: end, text: true }
    }
    return { next: i + 1, text: true }
  }
  result.next = i
  if (number.vague) return markOf(token) ? undefined : { ...result, next: i }
  return bareNumber(line, index, to, result)
}

/** 20箱半小时后送: half an hour, not half a box. */
function isSpan(token: Token | undefined): boolean {
  return (timeRole(token) & Time.span) !== 0 && token?.entry?.word !== '天'
}

/** 天, 小时, 周 and nothing of a name behind it. */
function isLength(token: Token, after: Token | undefined): boolean {
  if ((timeRole(token) & Time.span) === 0 || timeRole(token) & Time.mark) return false
  return after === undefined || after.gap || after.kind !== 'text'
}

/** After the unit: 半, 多, 左右; and the prices and pack sizes that are no quantity. */
function afterUnit(line: Line, start: number, to: number, result: Quantity, index: number): Quantity {
  const { tokens, text } = line.reader
  let i = start
  const half = i < to ? tokens[i] : undefined
  if (
    half?.kind === 'number' &&
    half.number?.half &&
    !isSpan(tokens[i + 1]) &&
    unitToken(tokens[i + 1]) === undefined &&
    result.value !== undefined
  ) {
    result.value += 0.5
    i++
  }
  const next = i < to ? tokens[i] : undefined
  // 12瓶/箱, 3元/斤, 50块一箱
  if (
    next?.kind === 'mark' &&
    (next.mark === '/' || next.mark === '*') &&
    unitToken(tokens[i + 1]) !== undefined
  )
    return { next: i + 2, noise: true }
  if (next?.kind === 'mark' && next.mark === '*' && tokens[i + 1]?.kind === 'number') {
    let end = i + 2
    if (talkRole(tokens[end]) & (Role.spec | Role.unit)) end++
    // 20箱*12瓶: the second is the pack
    if (result.measure) return { next: end, text: true }
    i = end
  }
  if (next?.kind === 'word' && next.entry?.word === '每') return { next: i + 1, noise: true }
  if (result.unit === '元') {
    if (next?.kind === 'number' && next.number?.value === 1 && unitToken(tokens[i + 1]) !== undefined)
      return { next: i + 2, noise: true }
    if (next?.kind === 'text' && text.charAt(next.start) === '每') return { next: i, noise: true }
    // 45元的牛奶补9箱
    if (next?.entry?.word === '的' && countFollows(line, i + 1, to)) return { next: i, noise: true }
    if (
      next?.kind === 'number' &&
      result.value !== undefined &&
      unitToken(tokens[i + 1]) === undefined &&
      (next.number?.value ?? 99) < 10 &&
      !next.gap
    ) {
      // 三块五
      result.value += (next.number?.value ?? 0) / 10
      i++
    }
  }
  const previous = tokens[index - 1]
  // 每箱12瓶
  if (previous?.kind === 'word' && unitToken(previous) && tokens[index - 2] !== undefined) {
    const each = tokens[index - 2]
    if ((each && text.slice(each.start, each.end).endsWith('每')) || talkRole(each) & Role.each)
      return { next: i, noise: true }
  }
  if (next?.kind === 'text' && text.charAt(next.start) === '装' && next.end - next.start === 1)
    return { next: i + 1, text: true }
  if (next?.kind === 'word' && next.entry?.word === '装') return { next: i + 1, text: true }
  if (next?.kind === 'word' && talkRole(next) & Role.approxAfter) {
    result.approx = true
    i++
  } else if (next?.kind === 'word' && next.entry?.word === '多') {
    result.approx = true
    i++
  } else if (
    next?.kind === 'text' &&
    next.start === tokens[i - 1]?.end &&
    next.end - next.start === 1 &&
    text.charAt(next.start) === '多'
  ) {
    result.approx = true
    i++
  }
  result.next = i
  return result
}

/** A number without a unit: goods after an action (补货20), or part of a name (999感冒灵, 小米15). */
function bareNumber(line: Line, index: number, to: number, result: Quantity): Quantity | undefined {
  const { tokens, text } = line.reader
  const token = tokens[index]
  const next = result.next < to ? tokens[result.next] : undefined
  const previous = index > 0 ? tokens[index - 1] : undefined
  const glues = (t: Token | undefined) =>
    t?.kind === 'text' || (t?.kind === 'word' && (talkRole(t) & Role.word) !== 0)
  // 货款两千三百五
  if (previous !== undefined && text.charAt(previous.end - 1) === '款' && !(previous.kind === 'mark'))
    return { ...result, unit: '元', measure: true }
  // 打款要三天: how long, not how many; 七天酒店 is a name
  if (next !== undefined && !next.gap && isLength(next, tokens[result.next + 1]))
    return { next: result.next + 1, noise: true }
  // 60一箱 is a price
  if (
    next?.kind === 'number' &&
    !next.gap &&
    text.charAt(next.start) === '一' &&
    next.number?.value === 1 &&
    unitToken(tokens[result.next + 1]) !== undefined
  )
    return { next: result.next + 2, noise: true }
  const written = token ? text.slice(token.start, token.end) : ''
  // 20箱辅酶Q10
  if (
    previous?.kind === 'text' &&
    !token?.gap &&
    isLetter(text.charCodeAt(previous.end - 1)) &&
    next === undefined
  )
    return { next: result.next, text: true }
  // 二店, 三楼 are places
  if (next !== undefined && !next.gap && '店楼区栋仓厂校院环路期队部'.includes(text.charAt(next.start)))
    return { next: result.next, text: true }
  if (next !== undefined && glues(next) && !next.gap) {
    // 俩苹果 is two; 补20苹果 too unless a counted quantity follows; 三得利 is listed
    const afterAction = previous !== undefined && talkRole(previous) & (Role.action | Role.short)
    if (written === '俩' || written === '仨') return { ...result, unit: undefined }
    if (afterAction && !countFollows(line, result.next, to)) return result
    return { next: result.next, text: true }
  }
  if (previous !== undefined && glues(previous) && !token?.gap && next !== undefined && next.kind !== 'mark')
    return { next: result.next, text: true }
  return result
}

function countFollows(line: Line, index: number, to: number): boolean {
  const { tokens } = line.reader
  for (let i = index; i < Math.min(to, index + 8); i++) {
    const token = tokens[i]
    if (token?.kind === 'mark' && token.mark !== '*') return false
    if (token?.kind === 'number' && unitToken(tokens[i + 1]) !== undefined) return true
  }
  return false
}
