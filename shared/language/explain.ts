import type { Reading } from './reading'
import type { ExplainPart, Understanding } from './types'

/** Which characters of the original each part was read from, and whether it was said or had to be implied. */
export function explain(reading: Reading, answer: Understanding): ExplainPart[] {
  const { norm, clauses } = reading
  const parts: ExplainPart[] = []
  const add = (part: ExplainPart['part'], start: number, end: number, how: ExplainPart['how']) => {
    const from = norm.from[start] ?? 0
    const to = end > start ? (norm.from[end - 1] ?? from) + 1 : from
    parts.push({ part, text: norm.original.slice(from, to), start: from, end: to, how })
  }
  const { group } = reading
  if (group?.storeAt !== undefined) add('store', group.storeAt[0], group.storeAt[1], 'said')
  if (group?.personAt !== undefined) add('person', group.personAt[0], group.personAt[1], 'said')
  const implied = reading.confirm.size > 0
  for (const clause of clauses)
    for (const e of clause.elements) {
      if (e.dead !== undefined) {
        if (e.kind === 'action' || e.kind === 'keyword') add('polarity', e.start, e.end, 'said')
        continue
      }
      if (e.kind === 'when') add('time', e.start, e.end, implied ? 'implied' : 'said')
      else if (e.kind === 'quantity') add('item', e.start, e.end, 'said')
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
