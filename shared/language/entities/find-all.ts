import { lex } from '../lexer'
import type { Normalised } from '../normalise'
import type { Reference } from '../time/calendar'
import type { Entities } from '../types'
import { findNumbers } from './find-numbers'
import { findQuantities } from './find-quantities'
import { findTimes } from './find-times'

/** Every time, number and quantity of a text; where a reading is not certain, the other ones follow the preferred. */
export function findAll(norm: Normalised, ref: Reference): Entities {
  const tokens = lex(norm)
  const found = findNumbers(norm)
  return {
    times: findTimes({ norm, ref, tokens, reader: { tokens, text: norm.text } }),
    numbers: [...new Set(found.flatMap((n) => n.values))],
    quantities: findQuantities(norm, found),
  }
}
