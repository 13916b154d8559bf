import type { Clause } from '../clauses'
import type { Element } from '../element'
import { Role } from '../lexicon'
import { killAll } from './kill'

/** 不是柚子是西柚: one run of unknown characters is cut before its 是 or 而是. */
function splitAtIs(elements: Element[], at: number): void {
  const index = elements.findIndex((e, i) => i > at && e.kind === 'text' && e.word.indexOf('是') > 0)
  const e = elements[index]
  if (e === undefined) return
  const is = e.word.indexOf('是')
  const cut = e.word.charAt(is - 1) === '而' ? is - 1 : is
  if (cut === 0) return
  elements.splice(
    index,
    1,
    { ...e, end: e.start + cut, word: e.word.slice(0, cut) },
    { ...e, start: e.start + cut, word: e.word.slice(cut) },
  )
}

const HESITATION = '哦噢啊呃额嗯诶唉'

/** 补20箱，哦不，25箱: a 不 that stands alone before a number or a time takes back what was said. */
function takenBack(clauses: readonly Clause[]): void {
  for (let c = 1; c + 1 < clauses.length; c++) {
    const elements = clauses[c]?.elements ?? []
    const sign = elements[elements.length - 1]
    if (sign?.word !== '不' || elements.some((e) => e !== sign && !HESITATION.includes(e.word))) continue
    const next = clauses[c + 1]?.elements[0]
    if (next?.kind === 'quantity' || next?.kind === 'when') sign.kind = 'fix'
  }
}

/** 不是不想签，是没钱: it is a no after all. */
function notUnwillingBut(clauses: readonly Clause[], index: number): void {
  const clause = clauses[index]
  const next = clauses[index + 1]
  if (clause === undefined || next === undefined || !clause.elements.some((e) => e.word === '不是不')) return
  const [first, ...rest] = next.elements
  if (
    first?.word.endsWith('是') &&
    rest.some((e) => e.kind === 'sign' && (e.entry?.role ?? 0) & Role.negator)
  )
    killAll(clause, 'negated')
}

/** 不是A是B, 不是A而是B: A goes without a trace. */
export function notThisButThat(clauses: Clause[]): void {
  takenBack(clauses)
  for (let c = 0; c < clauses.length; c++) {
    const clause = clauses[c]
    if (clause === undefined) continue
    notUnwillingBut(clauses, c)
    const at = clause.elements.findIndex(
      (e) => e.kind === 'sign' && (e.word === '不是' || e.word === '并不是'),
    )
    if (at < 0) continue
    const following = clauses[c + 1]
    const last = clause.elements[at]
    if (at === clause.elements.length - 1 && last !== undefined && following !== undefined && c + at > 0) {
      // 补20箱，不是，是30箱
      last.kind = 'fix'
      continue
    }
    const isBut = (e: Element) =>
      e.word === '是' ||
      e.word === '而是' ||
      e.word === '就是' ||
      e.word === '是要' ||
      e.word.startsWith('而是') ||
      (e.kind === 'text' && e.word.charAt(0) === '是')
    splitAtIs(clause.elements, at)
    let endClause = c
    let end = clause.elements.findIndex((e, i) => i > at && isBut(e))
    if (end < 0) {
      const next = clauses[c + 1]
      if (next === undefined || next.sentence !== clause.sentence) continue
      end = next.elements.findIndex((e, i) => i < 2 && isBut(e))
      if (end < 0) continue
      endClause = c + 1
    }
    for (let k = c; k <= endClause; k++) {
      const list = clauses[k]?.elements ?? []
      const first = k === c ? at : 0
      const last = k === endClause ? end : list.length
      for (let i = first; i < last; i++) {
        const e = list[i]
        if (e === undefined) continue
        e.dead = 'negated'
        if (e.kind === 'sign' || e.kind === 'when') e.kind = 'filler'
      }
    }
    const but = clauses[endClause]?.elements[end]
    if (but !== undefined) {
      if (but.kind === 'text' && but.word.length > 1) {
        const skip = but.word.startsWith('而是') ? 2 : 1
        but.start += skip
        but.word = but.word.slice(skip)
      } else but.kind = 'filler'
    }
  }
}
