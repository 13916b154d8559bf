import type { Entry } from './lexicon'
import type { NumberValue } from './numbers/read-number'

type TokenKind = 'word' | 'number' | 'clock' | 'date' | 'text' | 'mark' | 'name'

export interface Token {
  kind: TokenKind
  /** Index into the normalised text; `end` is exclusive. */
  start: number
  end: number
  /** Of a word. */
  entry?: Entry
  number?: NumberValue
  /** Of a clock: hour, minute, second. Of a date: year, month, day. */
  a: number
  b: number
  c: number
  /** Of a mark: its character. */
  mark: string
  /** A space or an emoji stood before it. */
  gap: boolean
  /** Of a name found in the dictionary: what it names. */
  name?: {
    type: 'store' | 'person' | 'product' | 'unit' | 'keyword'
    name: string
    guessed: boolean
    byForm?: boolean
  }
}

export function token(kind: TokenKind, start: number, end: number, gap: boolean): Token {
  return {
    kind,
    start,
    end,
    a: 0,
    b: 0,
    c: 0,
    mark: '',
    gap,
    entry: undefined,
    number: undefined,
    name: undefined,
  }
}
