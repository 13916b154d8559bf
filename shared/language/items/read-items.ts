import type { Clause } from '../clauses'
import type { Element } from '../element'
import { Role } from '../lexicon'
import { isProductLike, trimProduct } from '../product'
import { isEmpty } from '../time/when'
import { createWordFinder } from '../word-finder'
import { closeClause } from './nouns'
import { mergeSpecifications } from './products'
import { isNoOrder, takeQuantity } from './quantities'
import { continues, type Draft, type Group, ItemState, live, roleOf } from './state'
import { startGroupForTrailingTime, takeTime } from './times'
import { takeVerb } from './verbs'

/** Reads the items of the live elements; a new date or day-part with its own quantity starts a new group. */
export function readItems(clauses: readonly Clause[], hashed: boolean): Group[] {
  const state = new ItemState(hashed)
  for (let i = 0; i < clauses.length; i++) readClause(state, clauses, i)
  return state.finish()
}

function readClause(state: ItemState, clauses: readonly Clause[], index: number): void {
  const clause = clauses[index] as Clause
  const elements = clause.elements
  mergeSpecifications(elements)
  const goods = elements.some(
    (e) => live(e) && (e.kind === 'action' || e.kind === 'quantity' || e.kind === 'keyword'),
  )
  // 不是明天是后天: what went was a time, and another stands
  const deadOnly =
    !goods && (elements.some((e) => !live(e) && e.kind !== 'filler') || ofMoney(state, elements))
  startGroupForTrailingTime(state, clause)
  const used: Element[] = []
  let previousQuantity: { element: Element; draft: Draft } | undefined
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as Element
    if (e.kind === 'when') {
      if (!deadOnly && e.when !== undefined && !isEmpty(e.when))
        takeTime(state, e.when, clauses, index, i, goods)
      continue
    }
    if (e.kind === 'fix') {
      const named = elements
        .slice(0, i)
        .reverse()
        .find((x) => x.kind === 'text')
      const items = state.group.items
      const same =
        named === undefined
          ? undefined
          : items.find((d) => d.product === trimProduct(named.word) && d.start < e.start)
      state.fixing = same ?? items[items.length - 1]
      // 牛腩改30斤: what is ordered was never said here, what it is of is
      if (state.fixing === undefined && named !== undefined && live(named) && isProductLike(named.word))
        state.nouns = [named]
      if (same === undefined && state.action !== undefined && !state.actionUsed && state.fixing === undefined)
        state.actionUsed = true
      state.fixingTime = true
      continue
    }
    if (!live(e)) {
      if (e.kind === 'action' || e.kind === 'keyword') {
        state.flushAction()
        state.action = undefined
      }
      previousQuantity = undefined
      continue
    }
    if (e.kind === 'action' || (e.kind === 'keyword' && e.action !== undefined)) {
      takeVerb(state, e, elements, i)
      previousQuantity = undefined
      continue
    }
    if (e.kind === 'sign' && roleOf(e) & Role.asUsual) {
      const noun = elements[i - 1]
      const product =
        noun?.kind === 'text' && live(noun) && isProductLike(noun.word) ? trimProduct(noun.word) : undefined
      state.add({ action: state.action?.action, product, start: e.start, end: e.end, usual: true })
      state.actionUsed = true
      continue
    }
    if (e.kind !== 'quantity' || e.quantity === undefined) continue
    if (isNoOrder(state, elements, i)) continue
    // 补牛奶9箱，一箱12瓶: the size of the pack
    const next = elements[i + 1]
    if (
      e.quantity.value === 1 &&
      next?.kind === 'quantity' &&
      next.start === e.end &&
      !continues(next) &&
      !next.quantity?.measure &&
      i === 0 &&
      (state.group.items.some((d) => d.quantity !== undefined) || countedLater(clauses, index))
    ) {
      next.dead = 'chatter'
      continue
    }
    if (
      previousQuantity?.element.quantity?.value === 1 &&
      previousQuantity.element.end === e.start &&
      !continues(e) &&
      !e.quantity.measure
    )
      continue
    const draft = takeQuantity(state, elements, i, used, previousQuantity)
    if (draft !== undefined) previousQuantity = { element: e, draft }
  }
  closeClause(state, clause, used)
  // 拒收3箱 原因：烂果, 样品反馈不错，口感偏甜: why it came back and how it tasted are no goods to come.
  if (elements.some((e) => e.kind === 'text' && ASIDE.has(e.word))) state.asideIn = clause.sentence
  if (state.asideIn === clause.sentence && elements.every((e) => e.kind === 'text' || e.kind === 'filler'))
    state.nouns = []
}

const ASIDE = createWordFinder('原因 理由 因为 由于 反馈')

/** 补20箱，货款月底结: when it is paid is another matter. */
function ofMoney(state: ItemState, elements: readonly Element[]): boolean {
  return (
    state.group.items.some((d) => d.quantity !== undefined) &&
    elements.some((e) => e.kind === 'text' && MONEY_ENDS.includes(e.word.charAt(e.word.length - 1)))
  )
}

const MONEY_ENDS = '款账钱票'

/** 补作业本，一箱200本，补6箱: the count is still to come. */
function countedLater(clauses: readonly Clause[], index: number): boolean {
  const next = clauses[index + 1]
  return (
    next !== undefined &&
    clauses[index]?.elements.length === 2 &&
    next.sentence === clauses[index]?.sentence &&
    next.elements.some((e) => e.kind === 'quantity' && live(e))
  )
}
