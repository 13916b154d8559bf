import type { Element } from './element'

/** Elements between two commas. A sentence is clauses up to 。！？ or the end of a line. */
export interface Clause {
  elements: Element[]
  /** Number of the sentence it is in. */
  sentence: number
  /** The break after it: ',' '?' … or '' at the end. */
  stop: string
  start: number
  end: number
}

const LONGEST = 48

export function splitClauses(elements: readonly Element[], from: number, to: number): Clause[] {
  const clauses: Clause[] = []
  let current: Clause = { elements: [], sentence: 0, stop: '', start: from, end: to }
  let sentence = 0
  for (const found of elements) {
    if (found.kind === 'break' && found.level >= 2) {
      current.stop = found.word
      current.end = found.start
      const empty = current.elements.length === 0
      if (!empty) clauses.push(current)
      else {
        // 可以吗？！ and the like: the mark belongs to the clause before
        const last = clauses[clauses.length - 1]
        if (last !== undefined && found.word === '?') last.stop = '?'
      }
      if (found.level >= 3) sentence++
      current = { elements: [], sentence, stop: '', start: found.end, end: to }
      continue
    }
    current.elements.push(found)
    // Rules look back and forth within a clause; nobody writes one this long, and its cost must stay linear.
    if (current.elements.length >= LONGEST) {
      current.end = found.end
      clauses.push(current)
      current = { elements: [], sentence, stop: '', start: found.end, end: to }
    }
  }
  if (current.elements.length > 0) clauses.push(current)
  return clauses
}
