/** What a word is by what stands beside it. */
import type { Element } from './element'
import type { Token } from './lexer'
import { Role } from './lexicon'
import type { Line } from './line'
import { talkRole, timeRole } from './time/reader'

const INSTITUTIONS = new Set(['幼儿园', '银行', '健身房', '驾校', '培训班', '俱乐部'])

const isGlued = (token: Token, next: Token | undefined) =>
  next !== undefined &&
  (next.kind === 'text' || (talkRole(next) & Role.unit) !== 0) &&
  next.start === token.end &&
  !next.gap

/** A word that would be a sign elsewhere belongs to the name before or behind it. */
export function isPartOfName(line: Line, index: number, out: readonly Element[]): boolean {
  const { tokens } = line.reader
  const token = tokens[index]
  const word = token?.entry?.word
  if (token === undefined || word === undefined) return false
  const last = out[out.length - 1]
  const follows = last?.end === token.start && !token.gap
  const isThird = (talkRole(token) & Role.third) !== 0
  // 莫 negates only a verb; elsewhere it is a sound in a name (阿莫西林)
  if (word === '莫') return !(talkRole(tokens[index + 1]) & (Role.action | Role.keyword | Role.short))
  // 南国酒楼 is a place; 3楼 was read with its number
  if (word === '楼' && follows) return true
  // 新城幼儿园: a customer with a name
  if (isThird && INSTITUTIONS.has(word) && follows && last?.kind === 'text') return true
  // #甲店#李姐#保险片20箱: goods, nobody's insurance
  return line.hashed && isThird && isGlued(token, tokens[index + 1])
}

/** 手机13800138000 is no goods. */
export function beforePhone(next: Token | undefined): boolean {
  return next?.mark === ':' || (next?.number?.digits ?? 0) >= 7
}

/** 滴灌带补15盘, 胶带10卷: a joiner with nothing of its own behind it is the end of the noun before it. */
export function endsNoun(line: Line, index: number, out: readonly Element[]): boolean {
  const token = line.reader.tokens[index]
  const next = line.reader.tokens[index + 1]
  const last = out[out.length - 1]
  if (token?.entry?.word !== '带' || token.gap || last?.kind !== 'text' || last.end !== token.start)
    return false
  return (
    next === undefined ||
    next.kind === 'number' ||
    next.kind === 'mark' ||
    (talkRole(next) & (Role.action | Role.short | Role.shortage | Role.state)) !== 0
  )
}

export function asksAgain(verb: Token | undefined, number: Token | undefined): boolean {
  return (talkRole(verb) & (Role.action | Role.short)) !== 0 && number?.kind === 'number'
}

/** 花盆加10个: the noun and its number stand around it alone, so it is the verb. */
export function addsToNoun(line: Line, index: number, out: readonly Element[]): boolean {
  const last = out[out.length - 1]
  const before = out[out.length - 2]
  return (
    last?.kind === 'text' &&
    line.reader.tokens[index + 1]?.kind === 'number' &&
    (before === undefined || (before.kind === 'break' && before.level >= 2))
  )
}

export function isFirst(out: readonly Element[]): boolean {
  for (const found of out)
    if (
      found.kind === 'quantity' ||
      found.kind === 'action' ||
      (found.kind === 'text' && found.word.length > 1 && !found.word.endsWith('货'))
    )
      return false
  return true
}

/** 改成, 不对 …; bare 改, 错了 only when a quantity, time or action follows or went before. */
export function isCorrection(line: Line, index: number, out: readonly Element[]): boolean {
  const { tokens } = line.reader
  const word = tokens[index]?.entry?.word ?? ''
  // 改期周五; but 签约改期了
  if (word === '改期') return tokens[index + 1]?.kind === 'number' || timeRole(tokens[index + 1]) !== 0
  if (
    word === '改' ||
    word === '加到' ||
    word === '提到' ||
    word === '不不' ||
    word === '改下' ||
    word === '改一下'
  ) {
    const next = tokens[index + 1]
    // 补可乐20箱，改雪碧
    const goods =
      word === '改' && (talkRole(next) & Role.goods) !== 0 && out.some((e) => e.kind === 'quantity')
    return (
      goods || next?.kind === 'number' || timeRole(next) !== 0 || (next?.kind === 'mark' && out.length > 0)
    )
  }
  return true
}
