import type { Token } from '../lexer'
import type { Normalised } from '../normalise'
import type { Reference } from '../time/calendar'
import type { Reader } from '../time/reader'

/** A text in which times are looked for. */
export interface TimeSearch {
  norm: Normalised
  ref: Reference
  tokens: readonly Token[]
  reader: Reader
}
