/** 不, 没, 别 and 不要了: ahead of what they deny, or behind it. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import { lexicon, Role } from '../lexicon'
import { isGoods, isTrigger, kill, killAll, roleOf } from './kill'

/** A noun between these and an action takes the negation itself: 不要雪碧，补可乐. */
const NOUN_NEGATORS = new Set([
  '没',
  '没有',
  '不要',
  '不用',
  '不需要',
  '不',
  '未',
  '不想要',
  '停',
  '没要',
  '拒收',
  '唔要',
  '不再要',
  '无需',
  '不急',
])

export function judgeNegated(clauses: Clause[], index: number, raw: string): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const { elements } = clause
  const mustDo = raw.includes('非') && (raw.includes('不可') || raw.includes('不行') || raw.includes('不成'))
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined || e.kind !== 'sign') continue
    const role = roleOf(e)
    if (role & Role.neutral) continue
    // 补20箱可乐，不要临期的: which of them, not whether
    const which = elements[i + 1]
    if (i === 0 && elements.length === 2 && which?.word.endsWith('的') && !isTrigger(which)) continue
    if (mustDo && (e.word === '不行' || e.word === '不成' || e.word === '不可')) continue
    if (
      role & Role.negator ||
      (role & Role.negatingTail && !elements.slice(0, i).some(isGoods) && triggersAhead(elements, i))
    )
      negateAhead(clauses, index, i)
    // 大米10袋先不要了: nothing follows, so it looks back
    const looksBack =
      role & Role.negator && e.word !== '没' && e.word !== '不是' && elements.slice(0, i).some(isGoods)
    if ((role & Role.negatingTail || looksBack) && !(role & Role.negator && triggersAhead(elements, i)))
      negateBack(clauses, index, i)
  }
}

const LONE_VERBS = '谈寄送拿发签打付补订要给汇转退换取调到收做办弄'

/** 寄, 寄到; but 发票 is a thing. */
function isLoneVerb(word: string): boolean {
  if (word.length > 2 || !LONE_VERBS.includes(word.charAt(0))) return false
  const known = lexicon.longest(word, 0)
  return !(lexicon.matchedLength === 2 && known !== undefined && known.role & Role.word)
}

function triggersAhead(elements: readonly Element[], at: number): boolean {
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e?.kind === 'break') return false
    if (e && (isTrigger(e) || e.kind === 'text')) return true
  }
  return false
}

const LACKING = new Set(['没', '没有'])
const SHORTAGE = lexicon.longest('没货', 0)

/** 没口罩了 and nothing else in the clause, with an order after it. */
function isLacking(clauses: readonly Clause[], index: number, noun: number): boolean {
  const { elements, sentence } = clauses[index] as Clause
  const next = clauses[index + 1]
  return (
    !elements.some((e) => isTrigger(e)) &&
    elements.length === noun + 2 &&
    elements[noun + 1]?.word === '了' &&
    next?.sentence === sentence &&
    next.elements.some((e) => e.kind === 'quantity')
  )
}

function negateAhead(clauses: Clause[], index: number, at: number): void {
  const { elements } = clauses[index] as Clause
  const sign = elements[at]
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e === undefined) return
    if (e.kind === 'break' || e.kind === 'fix') return
    if (e.kind === 'sign' && roleOf(e) & (Role.neutral | Role.shortage)) return
    // 不急，直接打款; 不用样品直接打款
    if (e.kind === 'filler' && (e.word === '直接' || e.word === '只要')) return
    // 样品就不用寄了, 定金还没付: the verb alone; what it is about stands before
    if (e.kind === 'text' && isLoneVerb(e.word) && !elements.slice(k + 1).some(isTrigger)) {
      negateBack(clauses, index, at)
      return
    }
    // 店里没口罩了，送60盒来: the shortage of what is wanted next
    if (e.kind === 'text' && LACKING.has(sign?.word ?? '') && isLacking(clauses, index, k)) {
      if (sign !== undefined) sign.entry = SHORTAGE
      return
    }
    if (e.kind === 'text') {
      if (e.word.length === 1 && !NOUN_NEGATORS.has(sign?.word ?? '')) continue
      if (NOUN_NEGATORS.has(sign?.word ?? '')) {
        kill(e, 'negated')
        const next = elements[k + 1]
        if (next?.kind === 'quantity') kill(next, 'negated')
        // 不要雪碧: what was ordered of it before is dropped
        dropNamed(clauses, index, e.word)
        return
      }
      continue
    }
    if (e.kind === 'quantity') {
      kill(e, 'negated')
      const next = elements[k + 1]
      if (next?.kind === 'text') {
        kill(next, 'negated')
        dropNamed(clauses, index, next.word)
      }
      return
    }
    if (e.kind === 'action' || e.kind === 'keyword') {
      kill(e, 'negated')
      // its goods go with it, up to the next verb
      for (let n = k + 1; n < elements.length; n++) {
        const goods = elements[n]
        if (
          goods === undefined ||
          goods.kind === 'action' ||
          goods.kind === 'keyword' ||
          (goods.kind === 'filler' && goods.word === '直接')
        )
          break
        if (isGoods(goods)) kill(goods, 'negated')
      }
      // 样品不用寄: goods named before the negation in the clause go too
      for (let n = 0; n < at; n++) {
        const goods = elements[n]
        if (
          goods &&
          (goods.kind === 'quantity' || (goods.kind === 'text' && elements[n + 1]?.kind === 'quantity'))
        )
          kill(goods, 'negated')
      }
      return
    }
  }
}

function dropNamed(clauses: Clause[], index: number, name: string): void {
  for (let c = 0; c <= index; c++)
    clauses[c]?.elements.forEach((e, i, list) => {
      if (e.kind !== 'text' || e.word !== name) return
      kill(e, 'negated')
      const next = list[i + 1]
      const previous = list[i - 1]
      if (next?.kind === 'quantity') kill(next, 'negated')
      else if (previous?.kind === 'quantity') kill(previous, 'negated')
    })
}

/** 一直没动静: nothing of what is denied. */
const ADVERBS = new Set([
  '一直',
  '还是',
  '就是',
  '总',
  '总是',
  '始终',
  '到现在',
  '至今',
  '结果',
  '后来',
  '最后',
  '可是',
  '但是',
  '但',
  '却',
  '人',
  '人家',
])

function negateBack(clauses: Clause[], index: number, at: number): void {
  const { elements } = clauses[index] as Clause
  const goods: Element[] = []
  for (let k = at - 1; k >= 0; k--) {
    const e = elements[k]
    if (e === undefined || e.kind === 'break') break
    if (isGoods(e) && !ADVERBS.has(e.word)) goods.push(e)
  }
  if (goods.length === 0) {
    // 补20箱，不要了; but 补20箱，不急
    if (elements[at]?.word === '不急' || elements[at]?.word === '不着急') return
    const previous = clauses[index - 1]
    if (previous !== undefined && previous.sentence === clauses[index]?.sentence) killAll(previous, 'negated')
    return
  }
  const noun = goods.find((e) => e.kind === 'text')
  const verb = goods.find((e) => e.kind === 'action' || e.kind === 'keyword')
  for (const e of goods) {
    kill(e, 'negated')
    if (verb !== undefined && e === verb && noun === undefined) break
  }
  if (noun !== undefined && verb === undefined) dropNamed(clauses, index, noun.word)
}
