/** 如果, 等…再, 可能: what may never come. */
import type { Clause } from '../clauses'
import { Role } from '../lexicon'
import { resolveMoment } from '../time/due'
import { createWordFinder } from '../word-finder'
import { type PolarityInput, roleOf } from './kill'

const PLAN_TAIL = createWordFinder('就行 就可以 就好 即可')
const WEIGHED = createWordFinder('考虑 犹豫 想想')
const AGAIN = createWordFinder('再 才')

export function hypothesisFrom(
  clause: Clause,
  raw: string,
  clauses: readonly Clause[],
  index: number,
  input: PolarityInput,
): number {
  const { elements } = clause
  // Asked rarely, so looked for only then.
  const isTimed = () =>
    clauses.some(
      (c) =>
        c.sentence === clause.sentence &&
        c.elements.some(
          (e) => e.kind === 'when' && e.when !== undefined && resolveMoment(e.when, input.ref) !== undefined,
        ),
    )
  const plan = raw.includes('就') || raw.includes('即') ? PLAN_TAIL.has(raw) : false
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined || !(roleOf(e) & Role.hypothesis) || e.kind === 'when') continue
    // 只要20箱 is "only twenty"
    const next = elements[i + 1]
    if (
      e.word === '只要' &&
      (next?.kind === 'quantity' || (next?.kind === 'text' && elements[i + 2]?.kind === 'quantity'))
    )
      continue
    if (e.word === '只要' && plan && isTimed()) continue
    // 没问题就周五签
    if (e.word.length > 1 && e.word.endsWith('就') && isTimed()) continue
    // 不用考虑了，直接签
    if (WEIGHED.begins(e.word) && roleOf(elements[i - 1]) & Role.negator) continue
    if ((e.word === '若' || e.word === '倘') && i > 0) continue
    if (e.word === '否则' || e.word === '不然') return i
    if (e.word === '的话') return 0
    return e.word === '可能' || e.word === '考虑' || e.word === '估计要' ? 0 : i
  }
  if (isWaitingForMore(elements)) return 0
  // 只有打款才发货
  if (raw.includes('只有') && raw.indexOf('才') > raw.indexOf('只有')) return 0
  const then = conditionEnd(raw)
  if (then > 0 && !isTimed()) {
    const hangs = elements.findIndex((e) => e.kind === 'keyword' && e.start >= clause.start + then)
    if (hangs > 0) return hangs
  }
  const wait = raw.includes('等') ? waitWord(raw) : -1
  if (wait >= 0) {
    const sentence = clauses.filter((c) => c.sentence === clause.sentence && c.start >= clause.start)
    const rest = input.text.slice(clause.start + wait, sentence[sentence.length - 1]?.end ?? clause.end)
    const again = AGAIN.find(rest)
    const then = rest.indexOf('就')
    if (again > 0) return 0
    if (then > 0) {
      const whenAt = clause.elements.some(
        (e) =>
          e.kind === 'when' &&
          e.start >= clause.start + wait &&
          e.when !== undefined &&
          resolveMoment(e.when, input.ref) !== undefined,
      )
      return whenAt ? -1 : 0
    }
    // 等他回来，签合同: a condition too
    if (index + 1 < clauses.length && clauses[index + 1]?.sentence === clause.sentence && !isTimed()) return 0
  }
  if (
    plan &&
    !isTimed() &&
    !input.hashed &&
    clause.elements.some((e) => e.kind === 'keyword') &&
    !clause.elements.some((e) => e.kind === 'quantity')
  )
    return 0
  return -1
}

const THEN = createWordFinder('了再 后再 完再 过再 好再 意再 下再 了才 后才 完才 过才')

/** 满意了再签合同: where what hangs on it begins; -1 if nothing does. */
function conditionEnd(raw: string): number {
  const at = raw.includes('再') || raw.includes('才') ? THEN.find(raw) : -1
  return at < 0 ? -1 : at + 2
}

/** 够20箱再送 */
function isWaitingForMore(elements: Clause['elements']): boolean {
  return elements.some(
    (e, i) =>
      ENOUGH.has(e.word) && elements[i + 1]?.kind === 'quantity' && elements[i + 2]?.word.charAt(0) === '再',
  )
}

const ENOUGH = new Set(['够', '满', '凑够', '凑满', '攒够'])

/** Index of a 等 that waits for something, -1 if none. */
function waitWord(raw: string): number {
  for (let i = raw.indexOf('等'); i >= 0; i = raw.indexOf('等', i + 1)) {
    const before = raw.charAt(i - 1)
    const after = raw.charAt(i + 1)
    if (
      after === '等' ||
      before === '等' ||
      '平高中同优劣相头特一二三对初'.includes(before || ' ') ||
      ('级于候会下待'.includes(after || ' ') &&
        !(after === '下' && '雨雪班课'.includes(raw.charAt(i + 2) || ' ')))
    )
      continue
    if (
      after === '' ||
      '，,、了'.includes(after) ||
      '不别甭'.includes(before || ' ') ||
      raw.slice(Math.max(0, i - 2), i) === '不用'
    )
      continue
    return i
  }
  return -1
}
