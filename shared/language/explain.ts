import type { Reading } from './reading'
import { hasDate, type When } from './time/when'
import type { ConfirmReason, ExplainPart, Understanding } from './types'

/** Which characters of the original each part was read from, and whether it was said or had to be implied. */
export function explain(reading: Reading, answer: Understanding): ExplainPart[] {
  const { norm, clauses, group } = reading
  const parts: ExplainPart[] = []
  const add = (part: ExplainPart['part'], start: number, end: number, how: ExplainPart['how']) => {
    const from = norm.from[start] ?? 0
    const to = end > start ? (norm.from[end - 1] ?? from) + 1 : from
    const added: ExplainPart = { part, text: norm.original.slice(from, to), start: from, end: to, how }
    parts.push(added)
    return added
  }
  const named = (kind: 'store' | 'person') => (group?.guessed?.includes(kind) ? 'implied' : 'said')
  if (group?.storeAt !== undefined) add('store', group.storeAt[0], group.storeAt[1], named('store'))
  if (group?.personAt !== undefined) add('person', group.personAt[0], group.personAt[1], named('person'))
  for (const clause of clauses)
    for (const e of clause.elements) {
      if (e.dead !== undefined) {
        if (e.kind !== 'action' && e.kind !== 'keyword') continue
        const polarity = add('polarity', e.start, e.end, 'said')
        polarity.reason = e.dead
        if (e.kind === 'keyword' && e.keyword !== undefined) polarity.keyword = e.keyword
        continue
      }
      if (e.kind === 'when' && e.when !== undefined) {
        const { when } = e
        const due = reading.dues.find((each) => each.when.start <= e.start && e.end <= each.when.end)
        const how = due?.confirm.some((reason) => decided(reason, when)) ? 'implied' : 'said'
        const time = add('time', e.start, e.end, how)
        if (answer.kind === 'multi' && due !== undefined) time.result = answer.results.indexOf(due.result)
      } else if (e.kind === 'quantity') add('item', e.start, e.end, 'said')
      else if (e.kind === 'action') add('action', e.start, e.end, 'said')
      else if (e.kind === 'keyword')
        add(answer.kind === 'command' ? 'action' : 'keyword', e.start, e.end, 'said')
      else if (
        e.kind === 'name' &&
        e.name !== undefined &&
        (e.name.type === 'store' || e.name.type === 'person')
      )
        add(e.name.type, e.start, e.end, e.name.guessed ? 'implied' : 'said')
      else if (e.kind === 'text' && reading.drafts.some((d) => d.productStart === e.start))
        add('item', e.start, e.end, 'said')
    }
  return parts.sort((a, b) => a.start - b.start)
}

/** Of a time said in several places (明天 … 3点), which one the rule had to complete. */
function decided(reason: ConfirmReason, when: When): boolean {
  switch (reason) {
    case 'clock-afternoon-implied':
    case 'clock-next-day':
      return when.hour !== undefined
    case 'after-midnight':
    case 'next-year':
      return hasDate(when) || when.part === 'evening'
    case 'already-past-next-time':
    case 'due-in-the-past':
      return true
    default:
      return false
  }
}
