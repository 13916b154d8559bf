import type { Token } from '../lexer'
import { Role, Time } from '../lexicon'

/** What the rules of one family see: the tokens, and how to step over what does not matter. */
export interface Reader {
  tokens: readonly Token[]
  text: string
}

export const timeRole = (token: Token | undefined) => token?.entry?.time ?? 0
export const talkRole = (token: Token | undefined) => token?.entry?.role ?? 0
export const markOf = (token: Token | undefined) => (token?.kind === 'word' ? (token.entry?.mark ?? '') : '')

/** Is the token a unit of goods, so that the number before it is a quantity and no time? */
export function isGoodsUnit(token: Token | undefined): boolean {
  return token?.kind === 'word' && (talkRole(token) & (Role.unit | Role.spec)) !== 0 && timeRole(token) === 0
}

/** 「到」「至」「-」「~」 between the ends of a range. */
export function isRangeMark(token: Token | undefined): boolean {
  if (token === undefined) return false
  if (token.kind === 'mark') return token.mark === '-' || token.mark === '~'
  return (timeRole(token) & Time.range) !== 0 && token.entry?.word !== '和' && token.entry?.word !== '与'
}
