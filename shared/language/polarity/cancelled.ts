/** 取消, 推迟, 算了: what was wanted and is no more. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import { lexicon, Role } from '../lexicon'
import { isProductLike } from '../product'
import type { NoneReason } from '../types'
import { isTrigger, kill, killAll, roleOf } from './kill'

/** Cancellers that may come before what they cancel; 算了 only looks back. */
const BACKWARD_ONLY = new Set([
  '算了',
  '免了',
  '黄了',
  '凉了',
  '吹了',
  '砸了',
  '再说吧',
  '黄啦',
  '吹啦',
  '拉倒',
  '停了',
  '再议',
])

/** 先暂缓, 又推迟了: 先 and 又 name nothing. */
function isNoun({ kind, word }: Element): boolean {
  if (kind !== 'text') return false
  const known = word.length === 1 ? lexicon.longest(word, 0) : undefined
  return known === undefined || (known.role & Role.edge) === 0
}

export function judgeCancelled(clauses: Clause[], index: number, hashed: boolean): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const at = clause.elements.findIndex((e) => e.kind === 'sign' && (roleOf(e) & Role.canceller) !== 0)
  if (at < 0) return
  const sign = clause.elements[at]
  const own = clause.elements.filter(isTrigger)
  const nouns = clause.elements.some((e) => isNoun(e) && e.start < (sign?.start ?? 0))
  if (own.length > 0) {
    // 可乐10箱取消 drops the item; what stands after the sign is dropped with it
    killAll(clause, 'cancelled')
    if (own.every((e) => e.kind !== 'quantity') && index > 0)
      killPrevious(clauses, index, 'cancelled', hashed)
    return
  }
  if (nouns && !hashed) {
    killAll(clause, 'cancelled')
    return
  }
  if (nouns && index === 0) {
    killAll(clause, 'cancelled')
    return
  }
  if (nouns) {
    // 雪碧取消: that product only, if it was named
    const name = clause.elements.filter(isNoun).map((e) => e.word)
    let found = false
    for (const previous of clauses.slice(0, index))
      previous.elements.forEach((e, i) => {
        if (e.kind === 'text' && name.includes(e.word)) {
          found = true
          kill(e, 'cancelled')
          const beside =
            previous.elements[i + 1]?.kind === 'quantity'
              ? previous.elements[i + 1]
              : previous.elements[i - 1]
          if (beside?.kind === 'quantity') kill(beside, 'cancelled')
        }
      })
    killAll(clause, 'cancelled')
    if (found || name.some((word) => isOtherGoods(word, clauses, index))) return
  }
  if (index > 0) {
    killPrevious(clauses, index, 'cancelled', true)
    return
  }
  const next = clauses[index + 1]
  if (next !== undefined && !BACKWARD_ONLY.has(sign?.word ?? ''))
    for (const later of clauses.slice(1)) if (later.sentence === next.sentence) killAll(later, 'cancelled')
}

const WHOLE_ORDER = ['单', '货', '计划', '事', '全', '都', '活动', '任务', '这', '那', '客户']

/** 送啤酒6件，可乐先等等: a product of its own, beside others that were ordered. */
function isOtherGoods(word: string, clauses: readonly Clause[], index: number): boolean {
  return (
    isProductLike(word) &&
    !WHOLE_ORDER.some((part) => word.includes(part)) &&
    clauses.slice(0, index).some((c) => c.elements.some((e) => e.kind === 'text' && isProductLike(e.word)))
  )
}

function killPrevious(clauses: Clause[], index: number, reason: NoneReason, all: boolean): void {
  for (let i = index - 1; i >= 0; i--) {
    const clause = clauses[i]
    if (clause === undefined) return
    if (!all && clause.sentence !== clauses[index]?.sentence) return
    killAll(clause, reason)
  }
}
