import type { Token } from './lexer'
import { type Entry, Role } from './lexicon'
import type { Quantity } from './quantity'
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

/** With every field from the beginning: objects of one shape are what the rules are fast on. */
export const element = (kind: Element['kind'], start: number, end: number, word: string): Element => ({
  kind,
  start,
  end,
  word,
  level: 0,
  when: undefined,
  quantity: undefined,
  action: undefined,
  short: undefined,
  keyword: undefined,
  entry: undefined,
  name: undefined,
  dead: undefined,
})

export const BREAK_LEVEL: Record<string, number> = {
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

export const SIGN =
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
