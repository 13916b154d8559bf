import type { Dictionary } from './dictionary'
import type { NameSpan } from './lexer'
import { lexicon, Role } from './lexicon'
import type { Normalised } from './normalise'
import { isLetter } from './numbers/numerals'
import { findPeople } from './people'
import type { ConfirmReason } from './types'

/** Names in the line: those of the dictionary, and people by form (张经理) where the dictionary has none. */
export function findNames(
  norm: Normalised,
  dictionary: Dictionary | undefined,
  confirm: Set<ConfirmReason>,
): NameSpan[] {
  const known = dictionary === undefined ? [] : dictionary.find(norm.text)
  const spans: NameSpan[] = known
  let taken = 0
  const people: NameSpan[] = []
  for (const found of findPeople(norm.text)) {
    const before = norm.text.charAt(found.start - 1)
    if (found.text.endsWith('经理') && before !== '' && '大片地小'.includes(before)) continue
    if (inGoods(norm.text, found.start, found.end)) continue
    while (taken < known.length && (known[taken]?.end ?? 0) <= found.start) taken++
    const next = known[taken]
    if (next !== undefined && next.start < found.end) continue
    people.push({
      start: found.start,
      end: found.end,
      name: { type: 'person', name: found.text, guessed: false, byForm: true },
    })
  }
  if (dictionary !== undefined) {
    people.push(...guesses(norm, dictionary, spans.concat(people)))
    for (const span of people) if (span.name.guessed) confirm.add('name-guessed')
  }
  if (people.length === 0) return spans
  return spans.concat(people).sort((a, b) => a.start - b.start)
}

/** 王老吉 is no 老吉. */
function inGoods(text: string, start: number, end: number): boolean {
  for (let from = Math.max(0, start - 2); from <= start; from++) {
    const entry = lexicon.longest(text, from)
    if (entry !== undefined && entry.role & Role.goods && from + lexicon.matchedLength >= end) return true
  }
  return false
}

/** Digits and marks that no guessed name holds. */
const NOT_IN_A_NAME = '0123456789#,。:;'

function hasMark(said: string): boolean {
  for (let i = 0; i < said.length; i++) if (NOT_IN_A_NAME.includes(said.charAt(i))) return true
  return false
}

/** At the beginning of a clause of a line without #: yxd明天补20箱, 优先达明天补20箱. */
function guesses(norm: Normalised, dictionary: Dictionary, taken: readonly NameSpan[]): NameSpan[] {
  const { text } = norm
  if (text.includes('#') || taken.some((s) => s.name.type === 'store')) return []
  const out: NameSpan[] = []
  for (let start = 0; start < Math.min(text.length, 200); start++) {
    if (start > 0 && !',。;:\n到去给'.includes(text.charAt(start - 1))) continue
    let letters = start
    while (letters < text.length && isLetter(text.charCodeAt(letters))) letters++
    const lengths = letters - start >= 3 ? [letters - start] : [8, 7, 6, 5, 4, 3]
    for (const length of lengths) {
      if (start + length > text.length) continue
      const said = text.slice(start, start + length)
      if (length < 3 || hasMark(said)) continue
      if (taken.some((s) => s.start < start + length && s.end > start)) continue
      const known = dictionary.resolve(said, 'store')
      if (
        known?.guessed &&
        !known.ambiguous &&
        Math.abs(known.name.length - length) <= (letters > start ? 30 : 0)
      ) {
        out.push({ start, end: start + length, name: { type: 'store', name: known.name, guessed: true } })
        return out
      }
    }
  }
  return out
}
