/** A quantity becomes an item, corrects one, or is no order at all. */
import type { Element } from '../element'
import { lexicon, Role } from '../lexicon'
import { isProductLike, trimProduct } from '../product'
import type { Quantity } from '../quantity'
import { GOODS_ACTIONS, MONEY_ACTIONS } from '../words/goods-words'
import { bindProduct } from './products'
import { type Draft, type ItemState, live, roleOf, sampleName } from './state'

/** Stock, sales, prices, totals and what is counted but is not goods. */
export function isNoOrder(state: ItemState, elements: readonly Element[], i: number): boolean {
  const e = elements[i] as Element
  const quantity = e.quantity as Quantity
  if (quantity.other) return true
  for (let k = i - 1; k >= 0; k--) {
    const x = elements[k] as Element
    if (x.kind === 'action' || x.kind === 'keyword' || x.kind === 'fix') break
    if (x.kind === 'break' && x.word !== '还有') break
    if (x.kind === 'quantity') break
    const role = roleOf(x)
    if (role & Role.state) {
      if (TOTALS.has(x.word)) return state.groups.some((g) => g.items.some((d) => d.quantity !== undefined))
      if (role & Role.shortage) continue
      // 上次的20条毛巾: which of them
      if (x.word === '上次' && elements[k + 1]?.word === '的') continue
      // 先送100瓶，剩下50瓶下周送: of what was ordered
      if (REMAINDERS.has(x.word) && elements.slice(i).some((y) => y.kind === 'action' && live(y))) continue
      return true
    }
  }
  // 啤酒6件不够，补到8件
  if (elements[i + 1]?.word.startsWith('不够') && roleOf(elements[i + 1]) & Role.shortage) {
    e.dead = 'chatter'
    return true
  }
  const previous = elements[i - 1]
  if (
    previous?.kind === 'break' &&
    previous.word === '还有' &&
    state.group.items.length === 0 &&
    state.action === undefined
  )
    return true
  const action = state.action?.action
  if (quantity.unit === '元' && action !== undefined && GOODS_ACTIONS.has(action)) {
    return (
      state.group.items.some((d) => d.quantity !== undefined) ||
      elements.some((x) => x.kind === 'quantity' && x !== e && x.quantity?.unit !== '元')
    )
  }
  return false
}

export function takeQuantity(
  state: ItemState,
  elements: Element[],
  i: number,
  used: Element[],
  previous: { element: Element; draft: Draft } | undefined,
): Draft | undefined {
  const e = elements[i] as Element
  const quantity = e.quantity as Quantity
  const action = state.action?.action
  const money = action !== undefined && MONEY_ACTIONS.has(action)
  if (quantity.unit === undefined && !quantity.vague) {
    // A bare number needs a verb or a product at its side.
    const beside = elements[i - 1]
    if (
      action === undefined &&
      !(beside?.kind === 'text' && live(beside)) &&
      !state.hashed &&
      state.fixing === undefined
    )
      return undefined
    if (!money && !adjacent(elements, i) && state.fixing === undefined) return undefined
  }
  const bound = bindProduct(elements, i, used, state.hashed)
  const draft: Draft = { start: e.start, end: e.end }
  if (bound !== undefined) {
    used.push(bound)
    draft.product = trimProduct(bound.word)
    draft.productStart = bound.start
    draft.start = Math.min(draft.start, bound.start)
    draft.end = Math.max(draft.end, bound.end)
  }
  if (!quantity.vague && quantity.value !== undefined) {
    draft.quantity = quantity.value
    if (quantity.max !== undefined) draft.quantityMax = quantity.max
    const unit = quantity.unit ?? (money ? '元' : undefined)
    if (unit !== undefined) draft.unit = unit
    if (quantity.approx || approxSaid(elements, i)) draft.approx = true
  }
  if (previous !== undefined && previous.element.end === e.start) {
    // 3箱零2瓶可乐, 可乐3箱零2瓶
    if (draft.product === undefined) draft.product = previous.draft.product
    else if (previous.draft.product === undefined) previous.draft.product = draft.product
  }
  // 剩下50瓶: of the goods before
  if (draft.product === undefined && elements.slice(0, i).some((x) => REMAINDERS.has(x.word)))
    draft.product = state.groups
      .flatMap((g) => g.items)
      .filter((d) => d.product !== undefined)
      .pop()?.product
  const signals = state.action !== undefined && action === '送样'
  if (draft.product === undefined && signals && state.action) draft.product = sampleName(state.action)
  else if (signals && draft.product !== undefined && state.action && sampleName(state.action) !== undefined)
    draft.product = '样品'
  const sample = draft.product?.endsWith('样品') === true || draft.product?.endsWith('小样') === true
  if (sample && (draft.product?.length ?? 0) > 2) draft.product = '样品'
  // 寄豆皮样品两包: the verb is no action of its own
  if (sample && action === undefined && bound?.word.startsWith('寄')) draft.action = '送样'
  if (state.fixing !== undefined) {
    const old = state.fixing
    state.fixing = undefined
    state.fixingTime = false
    if (!state.actionUsed && action !== undefined && (state.action?.start ?? 0) > old.start)
      old.action = action
    old.quantity = draft.quantity
    old.quantityMax = draft.quantityMax
    if (draft.unit !== undefined) old.unit = draft.unit
    old.approx = draft.approx
    if (draft.product !== undefined) old.product = draft.product
    if (action !== undefined) state.actionUsed = true
    old.end = draft.end
    return old
  }
  // 送板蓝根，20盒; 作业本补货，补6箱: the number comes after its goods
  const last = state.group.items[state.group.items.length - 1]
  if (
    draft.product === undefined &&
    last?.product !== undefined &&
    last.quantity === undefined &&
    last.action === action &&
    state.action !== undefined &&
    elements.every((x) => x.kind !== 'text' || !isProductLike(x.word)) &&
    !hasEach(elements, i)
  ) {
    last.quantity = draft.quantity
    last.quantityMax = draft.quantityMax
    last.unit = draft.unit
    last.approx = draft.approx
    last.end = draft.end
    return last
  }
  // 要3份样品: the samples are what is counted
  const following = elements[i + 1]?.word === '的' ? elements[i + 2] : elements[i + 1]
  if (following?.kind === 'keyword' && following.action === '送样' && live(following)) {
    state.actionUsed = true
    return state.add({ ...draft, action: '送样', product: sampleName(following) ?? draft.product })
  }
  const eachSign = hasEach(elements, i)
  const sole = state.nouns.length === 0 && elements.slice(0, i).filter((x) => x.kind === 'text').length <= 1
  const pair = eachBefore(elements, i) && draft.product !== undefined ? pairOf(draft.product, sole) : NONE
  if (pair.length > 1) {
    for (const product of pair) state.add({ ...draft, product, action })
    state.actionUsed = true
    return undefined
  }
  if (eachSign) {
    const names = state.nouns.concat(
      elements
        .slice(0, i)
        .filter((x) => x.kind === 'text' && live(x) && !used.includes(x) && isProductLike(x.word)),
    )
    for (const name of names) {
      used.push(name)
      for (const product of pairOf(trimProduct(name.word)))
        state.add({ ...draft, product, action, start: name.start })
    }
    state.nouns = []
    if (names.length > 0 && draft.product === undefined) {
      state.actionUsed = true
      return undefined
    }
    if (names.length === 0) state.shared = draft
  } else if (draft.product === undefined && draft.unit !== '元' && state.nouns.length === 1 && !signals) {
    const [only] = state.nouns
    if (only !== undefined) draft.product = trimProduct(only.word)
  }
  // Products listed before it without a number of their own: 补西瓜、葡萄5箱
  for (let k = 0; k < i && state.action !== undefined; k++) {
    const x = elements[k] as Element
    if (x.kind !== 'text' || !live(x) || used.includes(x) || x.start < state.action.end) continue
    const next = elements[k + 1]
    if (next?.kind === 'break' && next.level === 1 && isProductLike(x.word)) {
      used.push(x)
      state.add({ action, product: trimProduct(x.word), start: x.start, end: x.end })
    }
  }
  // 橙子3箱送过来，柚子2箱退回去: the verb of this clause is still to come
  if (state.action !== undefined && !elements.includes(state.action) && verbAhead(elements, i))
    return state.add(draft)
  if (action !== undefined) {
    const goods = GOODS_ACTIONS.has(action)
    if (goods || (MONEY_ACTIONS.has(action) && (draft.unit === '元' || draft.unit === undefined))) {
      draft.action = sample && action === '送货' ? '送样' : action
      state.actionUsed = true
    } else if (state.hashed && draft.unit !== '元') {
      state.flushAction()
      const last = state.group.items
        .filter((d) => d.action !== undefined && GOODS_ACTIONS.has(d.action))
        .pop()
      if (last !== undefined) draft.action = last.action
    } else return undefined
  }
  return state.add(draft)
}

/** What of an order is left for later. */
export const REMAINDERS = new Set(['剩下', '剩余', '其余', '余下', '剩下的', '剩余的', '余下的'])

const TOTALS = new Set(['合计', '共', '一共', '总共', '总计', '共计', '总数', '总量', '合起来'])

function approxSaid(elements: readonly Element[], i: number): boolean {
  for (let k = i - 1; k >= 0; k--) {
    const e = elements[k] as Element
    if (e.kind === 'quantity' || e.kind === 'break' || e.kind === 'when') break
    if (roleOf(e) & Role.approxBefore) return true
  }
  for (let k = i + 1; k < elements.length; k++) {
    const e = elements[k] as Element
    if (e.kind === 'quantity' || e.kind === 'break' || e.kind === 'action') break
    if (roleOf(e) & Role.approxAfter && e.word !== '这样') return true
  }
  return false
}

function hasEach(elements: readonly Element[], i: number): boolean {
  for (let k = i - 1; k >= 0; k--) {
    const e = elements[k] as Element
    if (e.kind === 'quantity' || e.kind === 'text') return false
    if (roleOf(e) & Role.each) return true
  }
  return false
}

const NONE: string[] = []

function eachBefore(elements: readonly Element[], i: number): boolean {
  return (roleOf(elements[i - 1]) & Role.each) !== 0
}

/** 红酒白酒各5箱: two nouns of the same ending; 土豆洋葱各5箱, `sole`: 各 needs two, and there is no other. */
function pairOf(word: string, sole = false): string[] {
  if (word.length !== 4) return [word]
  const alike = word.charAt(1) === word.charAt(3) && word.charAt(0) !== word.charAt(2)
  const known = lexicon.longest(word, 0) !== undefined && lexicon.matchedLength === 4
  return alike || (sole && !known) ? [word.slice(0, 2), word.slice(2)] : [word]
}

/** A verb of goods behind the quantity that no other quantity follows. */
function verbAhead(elements: readonly Element[], i: number): boolean {
  for (let k = elements.length - 1; k > i; k--) {
    const e = elements[k] as Element
    if (e.kind === 'quantity') return false
    if (e.kind === 'action' && live(e) && GOODS_ACTIONS.has(e.action ?? ''))
      return !elements.slice(i + 1, k).some((x) => x.kind === 'quantity')
  }
  return false
}

/** Does a verb or a noun stand right beside the bare number? */
function adjacent(elements: readonly Element[], i: number): boolean {
  const before = elements[i - 1]
  if (before?.kind === 'action' || before?.kind === 'text' || before?.kind === 'fix') return true
  if (before?.kind === 'filler' || before?.kind === 'sign' || before?.kind === 'when') {
    const further = elements[i - 2]
    return further?.kind === 'action' || further?.kind === 'text'
  }
  const after = elements[i + 1]
  return before?.kind === 'break' && after?.kind === 'text'
}
