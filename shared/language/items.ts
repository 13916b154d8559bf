import type { Clause } from './clauses'
import type { Element } from './elements'
import { Role } from './lexicon'
import { isProductLike, trimProduct } from './product'
import type { Quantity } from './quantity'
import { clashes, hasDate, isEmpty, mergeWhen, type When } from './time/when'
import type { Item } from './types'
import { GOODS_ACTIONS, MONEY_ACTIONS } from './words/goods-words'

export interface Draft extends Item {
  /** Where in the text it stands, for the order of results and for --explain. */
  start: number
  end: number
  productStart?: number
  /** 照旧: gives way to items that are spelt out. */
  usual?: boolean
  sharesProduct?: boolean
}

/** One result in the making: items that share a time. */
export interface Group {
  when?: When
  /** Does the clause of the time carry goods? A time beside no goods gives way to one that does. */
  whenHasGoods: boolean
  items: Draft[]
  /** How many of the first items have their verb. */
  taken: number
  start: number
}

const roleOf = (e: Element | undefined) =>
  e?.kind === 'sign' || e?.kind === 'filler' || e?.kind === 'when' ? (e.entry?.role ?? 0) : 0
const live = (e: Element) => e.dead === undefined

/** Reads the items of the live elements; a new date or day-part with its own quantity starts a new group. */
export function readItems(clauses: readonly Clause[], hashed: boolean): Group[] {
  const state = new ItemReader(hashed)
  for (let i = 0; i < clauses.length; i++) state.clause(clauses, i)
  return state.finish()
}

class ItemReader {
  readonly groups: Group[] = [{ whenHasGoods: false, items: [], taken: 0, start: 0 }]
  action: Element | undefined
  actionUsed = true
  /** The item a correction replaces, and whether the next time replaces the last. */
  fixing: Draft | undefined
  fixingTime = false
  /** Nouns of the clauses before that no quantity has taken. */
  nouns: Element[] = []
  nounsShort = false
  lastDate: When | undefined

  constructor(readonly hashed: boolean) {}

  get group(): Group {
    return this.groups[this.groups.length - 1] as Group
  }

  clause(clauses: readonly Clause[], index: number): void {
    const clause = clauses[index] as Clause
    const elements = clause.elements
    mergeSpecifications(elements)
    const goods = elements.some(
      (e) => live(e) && (e.kind === 'action' || e.kind === 'quantity' || e.kind === 'keyword'),
    )
    const deadOnly = !goods && elements.some((e) => !live(e))
    this.startGroupForTrailingTime(clause)
    const used = new Set<Element>()
    let previousQuantity: { element: Element; draft: Draft } | undefined
    for (let i = 0; i < elements.length; i++) {
      const e = elements[i] as Element
      if (e.kind === 'when') {
        if (!deadOnly && e.when !== undefined && !isEmpty(e.when)) this.time(e.when, clauses, index, i, goods)
        continue
      }
      if (e.kind === 'fix') {
        const named = elements
          .slice(0, i)
          .reverse()
          .find((x) => x.kind === 'text')
        const items = this.group.items
        const same =
          named === undefined
            ? undefined
            : items.find((d) => d.product === trimProduct(named.word) && d.start < e.start)
        this.fixing = same ?? items[items.length - 1]
        if (same === undefined && this.action !== undefined && !this.actionUsed && this.fixing === undefined)
          this.actionUsed = true
        this.fixingTime = true
        continue
      }
      if (!live(e)) {
        if (e.kind === 'action' || e.kind === 'keyword') {
          this.flushAction()
          this.action = undefined
        }
        previousQuantity = undefined
        continue
      }
      if (e.kind === 'action' || (e.kind === 'keyword' && e.action !== undefined)) {
        this.setAction(e, elements, i)
        previousQuantity = undefined
        continue
      }
      if (e.kind === 'sign' && roleOf(e) & Role.asUsual) {
        this.add({ action: this.action?.action, start: e.start, end: e.end, usual: true })
        this.actionUsed = true
        continue
      }
      if (e.kind !== 'quantity' || e.quantity === undefined) continue
      if (this.isNoOrder(elements, i)) continue
      if (
        previousQuantity?.element.quantity?.value === 1 &&
        previousQuantity.element.end === e.start &&
        !/^[零又加]/.test(e.word) &&
        !e.quantity.measure
      )
        continue
      const draft = this.quantity(elements, i, used, previousQuantity)
      if (draft !== undefined) previousQuantity = { element: e, draft }
    }
    this.closeClause(clause, used)
  }

  /** 「10箱明天，5箱后天」: the time of a clause may stand behind its goods. */
  startGroupForTrailingTime(clause: Clause): void {
    const { elements } = clause
    const at = elements.findIndex((e) => e.kind === 'when' && e.when !== undefined && !isEmpty(e.when))
    if (at < 0 || this.group.when === undefined || this.group.items.length === 0) return
    const when = elements[at]?.when
    if (
      when === undefined ||
      !clashes(this.group.when, when) ||
      this.fixingTime ||
      elements.some((e) => e.kind === 'fix')
    )
      return
    const before = elements.slice(0, at).some((e) => e.kind === 'quantity' && live(e) && !e.quantity?.other)
    const after = elements.slice(at).some((e) => e.kind === 'quantity' && live(e))
    const inner = elements.slice(0, at).some((e) => e.kind === 'break')
    if (before && !after && !inner) this.open(when)
  }

  open(when: When | undefined): void {
    this.flushAction()
    this.groups.push({ when, whenHasGoods: true, items: [], taken: 0, start: when?.start ?? 0 })
  }

  time(said: When, clauses: readonly Clause[], index: number, at: number, goods: boolean): void {
    const clause = clauses[index] as Clause
    let when = said
    // 上午8箱，下午9箱: the last date named goes on
    if (!hasDate(when) && this.lastDate !== undefined && !this.fixingTime)
      when = mergeWhen(when, dateOnly(this.lastDate))
    if (hasDate(said)) this.lastDate = said
    const group = this.group
    const replacing = this.fixingTime && this.fixing === undefined
    if (group.when === undefined) {
      group.when = when
      group.whenHasGoods = goods
      if (group.items.length === 0) group.start = said.start
      return
    }
    if (group.when.start === said.start) return
    const next = clauses[index + 1]
    let carries = false
    for (let k = at + 1; k < clause.elements.length; k++) {
      const e = clause.elements[k] as Element
      if (e.kind === 'when' && e.when && !isEmpty(e.when) && hasDate(e.when) && hasDate(said)) break
      if (e.kind === 'quantity' && live(e) && !e.quantity?.other) carries = true
    }
    const before = clause.elements.slice(0, at).some((e) => e.kind === 'quantity' && live(e))
    if (
      !carries &&
      !before &&
      !clause.elements.some((e) => e.kind === 'action') &&
      next !== undefined &&
      !next.elements.some((e) => e.kind === 'when')
    )
      carries = next.elements.some((e) => e.kind === 'quantity' && live(e))
    const ordered =
      group.items.some(
        (d) => d.quantity !== undefined || d.product !== undefined || d.action !== undefined,
      ) ||
      (!this.actionUsed && this.action?.kind === 'action' && !this.action.short)
    if (this.fixingTime || replacing) {
      const base = group.when
      group.when = hasDate(said)
        ? said.hour === undefined && said.part === undefined && base.hour !== undefined
          ? mergeWhen(said, { ...base, dayOffset: undefined })
          : said
        : replaceClock(base, said)
      this.fixingTime = false
      return
    }
    if (carries && ordered && differs(group.when, when)) {
      this.open(when)
      return
    }
    if (!clashes(group.when, said)) {
      group.when = mergeWhen(group.when, said)
      group.whenHasGoods ||= goods
      return
    }
    // The time in the clause of the verb counts; of two, the one of the delivery.
    const delivers = clause.elements.some(
      (e, k) => k > at && e.kind === 'action' && e.action === '送货' && live(e),
    )
    if ((!group.whenHasGoods && goods) || delivers) {
      group.when = when
      group.whenHasGoods = goods
    }
  }

  setAction(e: Element, elements: readonly Element[], i: number): void {
    const name = e.action ?? ''
    const group = this.group
    const quantityAhead = quantityAfter(elements, i)
    if (this.fixing !== undefined && !quantityAhead) {
      this.fixing.action = name
      this.fixing = undefined
      this.fixingTime = false
      this.action = e
      this.actionUsed = true
      return
    }
    const open = openItems(group)
    if (name === '送货' && !quantityAhead && this.fixing === undefined) {
      // 订20箱，明天送 is a delivery; 补20箱，明天送到 stays 补货; 订…后天到 stays 订货
      const ordered = group.items.filter((d) => d.action === '订货')
      const arrives = e.entry?.word === '到货' || e.entry?.word === '到'
      if (ordered.length > 0 || this.action?.action === '订货') {
        if (!arrives) for (const d of ordered) d.action = '送货'
        if (ordered.length > 0) {
          if (!arrives) this.action = e
          this.actionUsed = true
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
          this.actionUsed = true
          return
        }
      }
    }
    const goodsAction = GOODS_ACTIONS.has(name)
    const money = MONEY_ACTIONS.has(name)
    const fits = open.filter((d) => (money ? d.unit === '元' : goodsAction && d.unit !== '元'))
    if (fits.length > 0 && !(quantityAhead && this.hashedListBefore(elements, i))) {
      for (const d of fits) d.action = name
      this.flushAction()
      this.action = e
      this.actionUsed = true
      return
    }
    if (this.action?.action === name && !this.actionUsed) {
      this.action = e
      return
    }
    // 补货，送20箱 twice over: the verb that has the goods wins when both are deliveries
    this.flushAction()
    // 要样品3份, 送样品: the word itself names the product
    this.action = e
    this.actionUsed = false
    if (e.kind === 'keyword' || e.action === '送样') {
      if (!quantityAhead && !elements.slice(i + 1).some((x) => x.kind === 'text')) {
        const already = group.items.some((d) => d.action === name && d.end >= e.start - 1)
        if (!already) this.add({ action: name, product: sampleName(e), start: e.start, end: e.end })
        this.actionUsed = true
      }
    }
  }

  /** 20箱可乐补货，退3箱: the quantity ahead belongs to the next verb, the open one to this. */
  hashedListBefore(elements: readonly Element[], i: number): boolean {
    for (let k = i + 1; k < elements.length; k++) {
      const e = elements[k] as Element
      if (e.kind === 'action') return false
      if (e.kind === 'quantity') return true
    }
    return false
  }

  flushAction(): void {
    const { action } = this
    if (action === undefined || this.actionUsed || !action.action) return
    if (action.short && !this.hashed) {
      this.actionUsed = true
      return
    }
    const items = this.group.items
    if (!items.some((d) => d.action === action.action))
      this.add({ action: action.action, product: sampleName(action), start: action.start, end: action.end })
    this.actionUsed = true
  }

  add(draft: Draft): Draft {
    this.group.items.push(draft)
    if (this.group.items.length === 1 && this.group.when === undefined) this.group.start = draft.start
    return draft
  }

  /** Stock, sales, prices, totals and what is counted but is not goods. */
  isNoOrder(elements: readonly Element[], i: number): boolean {
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
        if (TOTALS.has(x.word)) return this.groups.some((g) => g.items.some((d) => d.quantity !== undefined))
        if (role & Role.shortage) continue
        return true
      }
    }
    const previous = elements[i - 1]
    if (
      previous?.kind === 'break' &&
      previous.word === '还有' &&
      this.group.items.length === 0 &&
      this.action === undefined
    )
      return true
    const action = this.action?.action
    if (quantity.unit === '元' && action !== undefined && GOODS_ACTIONS.has(action)) {
      return (
        this.group.items.some((d) => d.quantity !== undefined) ||
        elements.some((x) => x.kind === 'quantity' && x !== e && x.quantity?.unit !== '元')
      )
    }
    return false
  }

  quantity(
    elements: Element[],
    i: number,
    used: Set<Element>,
    previous: { element: Element; draft: Draft } | undefined,
  ): Draft | undefined {
    const e = elements[i] as Element
    const quantity = e.quantity as Quantity
    const action = this.action?.action
    const money = action !== undefined && MONEY_ACTIONS.has(action)
    if (quantity.unit === undefined && !quantity.vague) {
      // A bare number needs a verb or a product at its side.
      const beside = elements[i - 1]
      if (
        action === undefined &&
        !(beside?.kind === 'text' && live(beside)) &&
        !this.hashed &&
        this.fixing === undefined
      )
        return undefined
      if (!money && !adjacent(elements, i) && this.fixing === undefined) return undefined
    }
    const bound = bindProduct(elements, i, used, this.hashed)
    const draft: Draft = { start: e.start, end: e.end }
    if (bound !== undefined) {
      used.add(bound)
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
    const signals = this.action !== undefined && action === '送样'
    if (draft.product === undefined && signals && this.action) draft.product = sampleName(this.action)
    else if (signals && draft.product !== undefined && this.action && sampleName(this.action) !== undefined)
      draft.product = '样品'
    const sample = draft.product?.endsWith('样品') === true || draft.product?.endsWith('小样') === true
    if (sample && (draft.product?.length ?? 0) > 2) draft.product = '样品'
    if (this.fixing !== undefined) {
      const old = this.fixing
      this.fixing = undefined
      this.fixingTime = false
      if (!this.actionUsed && action !== undefined && (this.action?.start ?? 0) > old.start)
        old.action = action
      old.quantity = draft.quantity
      old.quantityMax = draft.quantityMax
      if (draft.unit !== undefined) old.unit = draft.unit
      old.approx = draft.approx
      if (draft.product !== undefined) old.product = draft.product
      if (action !== undefined) this.actionUsed = true
      old.end = draft.end
      return old
    }
    // 送板蓝根，20盒: the number comes after its goods
    const last = this.group.items[this.group.items.length - 1]
    if (
      draft.product === undefined &&
      last?.product !== undefined &&
      last.quantity === undefined &&
      last.action === action &&
      this.action !== undefined &&
      !elements.includes(this.action) &&
      elements.every((x) => x.kind !== 'text') &&
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
      this.actionUsed = true
      return this.add({ ...draft, action: '送样', product: sampleName(following) ?? draft.product })
    }
    const eachSign = hasEach(elements, i)
    if (eachSign) {
      const names = this.nouns.concat(
        elements
          .slice(0, i)
          .filter((x) => x.kind === 'text' && live(x) && !used.has(x) && isProductLike(x.word)),
      )
      for (const name of names) {
        used.add(name)
        this.add({ ...draft, product: trimProduct(name.word), action, start: name.start })
      }
      this.nouns = []
      if (names.length > 0 && draft.product === undefined) {
        this.actionUsed = true
        return undefined
      }
    } else if (draft.product === undefined && draft.unit !== '元' && this.nouns.length === 1 && !signals) {
      const [only] = this.nouns
      if (only !== undefined) draft.product = trimProduct(only.word)
    }
    // Products listed before it without a number of their own: 补西瓜、葡萄5箱
    for (let k = 0; k < i && this.action !== undefined; k++) {
      const x = elements[k] as Element
      if (x.kind !== 'text' || !live(x) || used.has(x) || x.start < this.action.end) continue
      const next = elements[k + 1]
      if (next?.kind === 'break' && next.level === 1 && isProductLike(x.word)) {
        used.add(x)
        this.add({ action, product: trimProduct(x.word), start: x.start, end: x.end })
      }
    }
    // 橙子3箱送过来，柚子2箱退回去: the verb of this clause is still to come
    if (this.action !== undefined && !elements.includes(this.action) && verbAhead(elements, i))
      return this.add(draft)
    if (action !== undefined) {
      const goods = GOODS_ACTIONS.has(action)
      if (goods || (MONEY_ACTIONS.has(action) && (draft.unit === '元' || draft.unit === undefined))) {
        draft.action = sample && action === '送货' ? '送样' : action
        this.actionUsed = true
      } else if (this.hashed && draft.unit !== '元') {
        this.flushAction()
        const last = this.group.items
          .filter((d) => d.action !== undefined && GOODS_ACTIONS.has(d.action))
          .pop()
        if (last !== undefined) draft.action = last.action
      } else return undefined
    }
    return this.add(draft)
  }

  closeClause(clause: Clause, used: Set<Element>): void {
    const { elements } = clause
    const { action } = this
    const texts = elements.filter(
      (e) => e.kind === 'text' && live(e) && !used.has(e) && isProductLike(e.word),
    )
    if (this.fixing !== undefined) {
      const named = texts.filter((e) => elements.some((x) => x.kind === 'fix' && x.start < e.start))
      const last = named[0]
      const fixAt = elements.findIndex((x) => x.kind === 'fix')
      if (
        last !== undefined &&
        !elements.slice(Math.max(0, fixAt)).some((e) => e.kind === 'quantity' && live(e))
      ) {
        this.fixing.product = trimProduct(last.word)
        this.fixing = undefined
        this.fixingTime = false
        used.add(last)
      }
    }
    if (
      action !== undefined &&
      !this.actionUsed &&
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
        if (e.start < action.end || !follows || used.has(e)) continue
        if (before?.kind === 'text' || (before !== action && this.actionUsed && before?.kind !== 'break'))
          continue
        if (before?.kind === 'break' && !this.actionUsed) continue
        this.add({
          action: action.action,
          product: sampleName(action) ?? trimProduct(e.word),
          start: action.start,
          end: e.end,
        })
        used.add(e)
        this.actionUsed = true
      }
      // 西瓜补货, 车厘子补: the noun before the verb, in a # line
      if (!this.actionUsed && this.hashed) {
        const before = texts.find((e) => e.end <= action.start)
        if (before !== undefined && !action.short && elements[elements.indexOf(before) + 1] === action) {
          this.add({
            action: action.action,
            product: trimProduct(before.word),
            start: before.start,
            end: action.end,
          })
          this.actionUsed = true
          used.add(before)
        }
      }
    }
    const short = elements.some((e) => roleOf(e) & Role.shortage)
    const counted = elements.some((e) => e.kind === 'quantity' && live(e) && !isState(elements))
    const plain = elements.every(
      (e) =>
        e.kind === 'text' ||
        e.kind === 'filler' ||
        e.kind === 'when' ||
        (e.kind === 'break' && e.level === 1),
    )
    const waiting =
      clause.stop === ',' ||
      clause.stop === '、' ||
      clause.stop === '' ||
      (short && clause.stop !== ':') ||
      clause.stop === '\n' ||
      (clause.stop === ':' && this.hashed && plain && texts.length === 1)
    // 昨天的橙子卖完了: the sale is past, the want is not
    const named =
      short && texts.length === 0
        ? elements.filter((e) => e.kind === 'text' && e.dead === 'past' && isProductLike(e.word))
        : texts
    const stockNoun = short && named.length > 1 ? named.slice(0, 1) : named
    if (!counted && waiting && (short || isState(elements))) this.nouns = stockNoun
    else if (!counted && plain && texts.length > 0 && waiting) this.nouns = this.nouns.concat(texts)
    else this.nouns = []
  }

  finish(): Group[] {
    this.flushAction()
    for (const group of this.groups)
      if (group.items.some((d) => !d.usual)) group.items = group.items.filter((d) => !d.usual)
    return this.groups
  }
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

const TOTALS = new Set(['合计', '共', '一共', '总共', '总计', '共计', '总数', '总量', '合起来'])

function isState(elements: readonly Element[]): boolean {
  return elements.some((e) => (roleOf(e) & (Role.state | Role.shortage)) !== 0)
}

function noGoodsAfter(elements: readonly Element[], i: number): boolean {
  return !elements.slice(i + 1).some((e) => e.kind === 'text' && isProductLike(e.word))
}

function dateOnly(when: When): When {
  return {
    ...when,
    part: undefined,
    hour: undefined,
    minute: undefined,
    literal: undefined,
    before: undefined,
    from: undefined,
  }
}

function replaceClock(base: When, said: When): When {
  return {
    ...base,
    part: said.part ?? base.part,
    hour: said.hour,
    minute: said.minute,
    literal: said.literal,
    before: said.before,
    start: said.start,
    end: said.end,
  }
}

function differs(a: When, b: When): boolean {
  const key = (w: When) =>
    [
      w.dayOffset,
      w.weekday,
      w.week,
      w.month,
      w.date,
      w.monthOffset,
      w.part,
      w.hour,
      w.minute,
      w.holiday?.join(),
      w.monthPoint,
      w.weekend,
      w.wholeWeek,
      w.year,
      w.span?.map((s) => s.amount + s.unit).join(),
    ].join('|')
  return key(a) !== key(b)
}

/** 送样品 and 要样品 name their product, 送样 does not. */
function sampleName(action: Element): string | undefined {
  if (action.action !== '送样') return undefined
  return action.entry?.word.includes('样品') || action.word.includes('样品') ? '样品' : undefined
}

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

/** The noun of a quantity: before it (西瓜9筐) or after it (9筐西瓜), within the clause. */
function bindProduct(
  elements: readonly Element[],
  i: number,
  used: Set<Element>,
  hashed: boolean,
): Element | undefined {
  let beforeVerb: Element | undefined
  let passedVerb = false
  for (let k = i - 1; k >= 0; k--) {
    const e = elements[k] as Element
    if (e.kind === 'quantity' || e.kind === 'break' || e.kind === 'fix') break
    if (e.kind === 'action' || e.kind === 'keyword') {
      if (passedVerb) break
      passedVerb = true
      continue
    }
    if (e.kind === 'text' && !e.dead && !used.has(e) && isProductLike(e.word)) {
      if (!passedVerb) return e
      beforeVerb = e
      break
    }
    if (e.kind === 'text' && used.has(e)) break
  }
  for (let k = i + 1; k < elements.length; k++) {
    const e = elements[k] as Element
    if (e.kind === 'filler' && (e.word === '的' || e.word === '货')) continue
    if (e.kind === 'sign' && roleOf(e) & Role.approxAfter) continue
    if (e.kind === 'text' && !e.dead && isProductLike(e.word)) {
      // 大米补10袋面粉补5袋: the noun before the next verb is the next one's
      if (
        beforeVerb !== undefined &&
        elements[k + 1]?.kind === 'action' &&
        elements[k + 2]?.kind === 'quantity'
      )
        break
      return e
    }
    if (e.kind === 'quantity' && e.start === (elements[k - 1] as Element).end) continue
    break
  }
  if (beforeVerb !== undefined && (hashed || !looksLikeName(beforeVerb.word))) return beforeVerb
  return undefined
}

function looksLikeName(word: string): boolean {
  return NAME_TAIL.has(word.charAt(word.length - 1)) || NAME_TAIL.has(word.slice(-2))
}
const NAME_TAIL = new Set([
  '店',
  '超市',
  '便利',
  '商行',
  '公司',
  '总',
  '姐',
  '哥',
  '经理',
  '老板',
  '店长',
  '园',
  '达',
  '客户',
  '行',
  '铺',
  '市场',
  '酒店',
  '饭店',
  '餐厅',
  '药房',
  '百货',
  '那边',
  '这边',
  '那里',
  '家',
])

/** 10kg大米5袋, 大米10kg 5袋: the weight is part of the name when a count follows. */
function mergeSpecifications(elements: Element[]): void {
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as Element
    if (e.kind !== 'quantity' || !e.quantity?.measure || e.quantity.unit === '元' || e.quantity.vague)
      continue
    const next = elements[i + 1]
    const after = elements[i + 2]
    const previous = elements[i - 1]
    if (
      next?.kind === 'text' &&
      next.start === e.end &&
      after?.kind === 'quantity' &&
      !after.quantity?.measure &&
      !(previous?.kind === 'text')
    ) {
      next.start = e.start
      next.word = e.word + next.word
      elements.splice(i, 1)
    } else if (
      previous?.kind === 'text' &&
      previous.end === e.start &&
      next?.kind === 'quantity' &&
      !next.quantity?.measure &&
      !/^[零又加]/.test(next.word)
    ) {
      previous.end = e.end
      previous.word += e.word
      elements.splice(i, 1)
      i--
    }
  }
}
