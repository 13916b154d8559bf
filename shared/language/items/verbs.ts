/** Which goods a verb takes: those before it that have none, or those to come. */
import type { Element } from '../element'
import { isProductLike } from '../product'
import { GOODS_ACTIONS, MONEY_ACTIONS } from '../words/goods-words'
import { type Draft, type Group, type ItemState, live, sampleName } from './state'

export function takeVerb(state: ItemState, e: Element, elements: readonly Element[], i: number): void {
  const name = e.action ?? ''
  const group = state.group
  const quantityAhead = quantityAfter(elements, i)
  if (state.fixing !== undefined && !quantityAhead) {
    state.fixing.action = name
    state.fixing = undefined
    state.fixingTime = false
    state.action = e
    state.actionUsed = true
    return
  }
  // 上午8箱，下午9箱，都送: what no verb has taken yet, in the groups before as well
  const open = quantityAhead || state.groups.length === 1 ? openItems(group) : state.groups.flatMap(openItems)
  if (name === '送货' && !quantityAhead && state.fixing === undefined) {
    // 订20箱，明天送 is a delivery; 补20箱，明天送到 stays 补货; 订…后天到 stays 订货
    const ordered = group.items.filter((d) => d.action === '订货')
    const arrives = e.entry?.word === '到货' || e.entry?.word === '到'
    if (ordered.length > 0 || state.action?.action === '订货') {
      if (!arrives) for (const d of ordered) d.action = '送货'
      if (ordered.length > 0) {
        if (!arrives) state.action = e
        state.actionUsed = true
        return
      }
    }
    if (
      group.items.some(
        (d) =>
          d.action !== undefined &&
          d.action !== '送货' &&
          GOODS_ACTIONS.has(d.action) &&
          d.quantity !== undefined,
      ) &&
      open.length === 0 &&
      noGoodsAfter(elements, i)
    ) {
      const last = group.items[group.items.length - 1]
      if (
        last?.action === '补货' ||
        last?.action === '换货' ||
        last?.action === '调货' ||
        last?.action === '送样'
      ) {
        state.actionUsed = true
        return
      }
    }
  }
  // 退3台，周二去取: how what is returned travels
  if (name === '取货' && !quantityAhead && noGoodsAfter(elements, i)) {
    const returned = group.items.some((d) => d.action === '退货' || d.action === '换货')
    if (returned && open.length === 0) {
      state.actionUsed = true
      return
    }
  }
  const goodsAction = GOODS_ACTIONS.has(name)
  const money = MONEY_ACTIONS.has(name)
  const fits = open.filter((d) => (money ? d.unit === '元' : goodsAction && d.unit !== '元'))
  if (fits.length > 0 && !(quantityAhead && quantityBeforeVerb(elements, i))) {
    for (const d of fits) d.action = name
    state.flushAction()
    state.action = e
    state.actionUsed = true
    return
  }
  if (state.action?.action === name && !state.actionUsed) {
    state.action = e
    return
  }
  // 补货，送20箱 twice over: the verb that has the goods wins when both are deliveries
  state.flushAction()
  // 要样品3份, 送样品: the word itself names the product
  state.action = e
  state.actionUsed = false
  if (e.kind === 'keyword' || e.action === '送样') {
    if (!quantityAhead && !elements.slice(i + 1).some((x) => x.kind === 'text')) {
      const already = group.items.some((d) => d.action === name && d.end >= e.start - 1)
      if (!already) state.add({ action: name, product: sampleName(e), start: e.start, end: e.end })
      state.actionUsed = true
    }
  }
}

/** 20箱可乐补货，退3箱: the quantity ahead belongs to the next verb, the open one to this. */
function quantityBeforeVerb(elements: readonly Element[], i: number): boolean {
  for (let k = i + 1; k < elements.length; k++) {
    const e = elements[k] as Element
    if (e.kind === 'action') return false
    if (e.kind === 'quantity') return true
  }
  return false
}

/** Items of the group that no verb has taken yet; the leading ones that have theirs are not looked at again. */
function openItems(group: Group): Draft[] {
  const { items } = group
  while (group.taken < items.length && items[group.taken]?.action !== undefined) group.taken++
  return group.taken === items.length ? NONE : items.slice(group.taken).filter((d) => d.action === undefined)
}

const NONE: Draft[] = []

function quantityAfter(elements: readonly Element[], i: number): boolean {
  for (let k = i + 1; k < elements.length; k++) {
    const e = elements[k] as Element
    if (e.kind === 'quantity' && live(e)) return true
  }
  return false
}

function noGoodsAfter(elements: readonly Element[], i: number): boolean {
  return !elements.slice(i + 1).some((e) => e.kind === 'text' && isProductLike(e.word))
}
