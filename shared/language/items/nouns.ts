/** What is left of a clause at its end: nouns of a verb without a number, and nouns that wait for one. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import { Role } from '../lexicon'
import { isProductLike, trimProduct } from '../product'
import { GOODS_ACTIONS } from '../words/goods-words'
import { type Draft, type ItemState, live, roleOf, sampleName } from './state'

export function closeClause(state: ItemState, clause: Clause, used: Element[]): void {
  const { elements } = clause
  const { action } = state
  const texts = elements.filter(
    (e) => e.kind === 'text' && live(e) && !used.includes(e) && isProductLike(e.word),
  )
  if (state.fixing !== undefined) {
    const named = texts.filter((e) => elements.some((x) => x.kind === 'fix' && x.start < e.start))
    const last = named[0]
    const fixAt = elements.findIndex((x) => x.kind === 'fix')
    if (
      last !== undefined &&
      !elements.slice(Math.max(0, fixAt)).some((e) => e.kind === 'quantity' && live(e))
    ) {
      state.fixing.product = trimProduct(last.word)
      state.fixing = undefined
      state.fixingTime = false
      used.push(last)
    }
  }
  if (state.shared !== undefined) shareOut(state, state.shared, elements, texts, used)
  if (
    action !== undefined &&
    !state.actionUsed &&
    action.action !== undefined &&
    GOODS_ACTIONS.has(action.action) &&
    elements.includes(action)
  ) {
    for (const e of texts) {
      const at = elements.indexOf(e)
      const before = elements[at - 1]
      const follows =
        before === action ||
        before?.kind === 'filler' ||
        before?.kind === 'break' ||
        before?.kind === 'sign' ||
        before?.kind === 'when' ||
        before?.kind === 'text'
      if (e.start < action.end || !follows || used.includes(e)) continue
      if (before?.kind === 'text' || (before !== action && state.actionUsed && before?.kind !== 'break'))
        continue
      if (before?.kind === 'break' && !state.actionUsed) continue
      state.add({
        action: action.action,
        product: sampleName(action) ?? trimProduct(e.word),
        start: action.start,
        end: e.end,
      })
      used.push(e)
      state.actionUsed = true
    }
    // 西瓜补货, 车厘子补: the noun before the verb, in a # line
    if (!state.actionUsed && state.hashed) {
      const before = texts.find((e) => e.end <= action.start)
      const lacking = elements.some((e) => e.end <= action.start && roleOf(e) & Role.shortage)
      if (
        before !== undefined &&
        (lacking || (!action.short && elements[elements.indexOf(before) + 1] === action))
      ) {
        state.add({
          action: action.action,
          product: trimProduct(before.word),
          start: before.start,
          end: action.end,
        })
        state.actionUsed = true
        used.push(before)
      }
    }
  }
  const short = elements.some((e) => roleOf(e) & Role.shortage)
  const counted = elements.some((e) => e.kind === 'quantity' && live(e) && !isState(elements))
  const plain = elements.every(
    (e) =>
      e.kind === 'text' || e.kind === 'filler' || e.kind === 'when' || (e.kind === 'break' && e.level === 1),
  )
  const waiting =
    clause.stop === ',' ||
    clause.stop === '、' ||
    clause.stop === '' ||
    (short && clause.stop !== ':') ||
    clause.stop === '\n' ||
    (clause.stop === ':' && state.hashed && plain && texts.length === 1)
  // 昨天的橙子卖完了: the sale is past, the want is not
  const named =
    short && texts.length === 0
      ? elements.filter((e) => e.kind === 'text' && e.dead === 'past' && isProductLike(e.word))
      : texts
  // 可乐不要20箱了，要12箱
  const replaced = texts.length === 1 && elements.some((e) => e.kind === 'quantity' && e.dead === 'negated')
  const stockNoun = short && named.length > 1 ? named.slice(0, 1) : named
  // 牛奶改成酸奶，20箱: the number is of what it became
  const fixAt = elements.findIndex((e) => e.kind === 'fix')
  const became = fixAt < 0 ? [] : texts.filter((e) => elements.indexOf(e) > fixAt && !used.includes(e))
  if (!counted && waiting && became.length === 1) state.nouns = became
  else if (!counted && waiting && (short || replaced || isState(elements))) state.nouns = stockNoun
  else if (!counted && plain && texts.length > 0 && waiting) state.nouns = state.nouns.concat(texts)
  else state.nouns = []
}

/** 各补10箱：可乐、雪碧: the goods named behind the number share it, in its clause or in clauses of nothing but nouns. */
function shareOut(
  state: ItemState,
  shared: Draft,
  elements: readonly Element[],
  texts: readonly Element[],
  used: Element[],
): void {
  const own = elements.some((e) => e.kind === 'quantity')
  if (!own && !elements.every((e) => e.kind === 'text' || e.kind === 'filler' || e.kind === 'break')) {
    state.shared = undefined
    return
  }
  const first = own ? shared.product : undefined
  for (const e of texts) {
    if (e.start < shared.end || (own && first === undefined)) continue
    used.push(e)
    const product = trimProduct(e.word)
    if (shared.product === undefined) {
      shared.product = product
      shared.productStart = e.start
    } else state.add({ ...shared, product, productStart: e.start, start: e.start, end: e.end })
  }
}

function isState(elements: readonly Element[]): boolean {
  return elements.some((e) => (roleOf(e) & (Role.state | Role.shortage)) !== 0)
}
