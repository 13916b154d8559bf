import { lex } from './lexer'
import { normalise } from './normalise'
import { readReference } from './time/calendar'
import { resolveDue } from './time/due'
import { readWhen } from './time/read-when'
import { isEmpty, mergeWhen, type When } from './time/when'
import type { DueGrain, LanguageContext } from './types'

/**
 * Reads the time in a short phrase, by the same conventions as a whole line; undefined when there is none. Never throws.
 * Example: `understandDue('后天10点', { reference: '2026-03-04T09:30:00+08:00' })` is 2026-03-06T10:00:00+08:00, minute.
 */
export function understandDue(
  text: string,
  context: LanguageContext,
): { due: string; dueGrain: DueGrain } | undefined {
  const norm = normalise(text)
  const tokens = lex(norm)
  const reader = { tokens, text: norm.text }
  let said: When | undefined
  for (let i = 0; i < tokens.length; ) {
    const read = readWhen(reader, i)
    if (read === undefined) {
      i++
      continue
    }
    if (!isEmpty(read.when)) said = said === undefined ? read.when : mergeWhen(said, read.when)
    i = read.next
  }
  if (said === undefined) return undefined
  const due = resolveDue(said, readReference(context.reference))
  return due === undefined ? undefined : { due: due.due, dueGrain: due.dueGrain }
}
