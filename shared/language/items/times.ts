/** Which group a time belongs to, and when it begins a new one. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import { Role } from '../lexicon'
import { clashes, hasDate, isEmpty, mergeWhen, type When } from '../time/when'
import { REMAINDERS } from './quantities'
import { type ItemState, live, roleOf } from './state'

/** 「10箱明天，5箱后天」: the time of a clause may stand behind its goods. */
export function startGroupForTrailingTime(state: ItemState, clause: Clause): void {
  const { elements } = clause
  const at = elements.findIndex((e) => e.kind === 'when' && e.when !== undefined && !isEmpty(e.when))
  if (at < 0 || state.group.items.length === 0) return
  const when = elements[at]?.when
  // 先送100瓶，剩下50瓶下周送
  if (when !== undefined && elements.slice(0, at).some((e) => REMAINDERS.has(e.word))) {
    state.open(when)
    return
  }
  if (
    when === undefined ||
    state.group.when === undefined ||
    !clashes(state.group.when, when) ||
    state.fixingTime ||
    elements.some((e) => e.kind === 'fix')
  )
    return
  const before = elements.slice(0, at).some((e) => e.kind === 'quantity' && live(e) && !e.quantity?.other)
  const after = elements.slice(at).some((e) => e.kind === 'quantity' && live(e))
  const inner = elements.slice(0, at).some((e) => e.kind === 'break')
  if (before && !after && !inner) state.open(when)
}

export function takeTime(
  state: ItemState,
  said: When,
  clauses: readonly Clause[],
  index: number,
  at: number,
  goods: boolean,
): void {
  const clause = clauses[index] as Clause
  let when = said
  // 上午8箱，下午9箱: the last date named goes on
  if (!hasDate(when) && state.lastDate !== undefined && !state.fixingTime)
    when = mergeWhen(when, dateOnly(state.lastDate))
  if (hasDate(said)) state.lastDate = said
  const group = state.group
  const replacing = state.fixingTime && state.fixing === undefined
  if (group.when === undefined) {
    if (isSecondStep(clauses, index, at) && group.items.some((d) => d.quantity !== undefined)) {
      state.open(when)
      return
    }
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
    group.items.some((d) => d.quantity !== undefined || d.product !== undefined || d.action !== undefined) ||
    (!state.actionUsed && state.action?.kind === 'action' && !state.action.short)
  if (state.fixingTime || replacing) {
    const base = group.when
    group.when = hasDate(said)
      ? said.hour === undefined && said.part === undefined && base.hour !== undefined
        ? mergeWhen(said, { ...base, dayOffset: undefined })
        : said
      : replaceClock(base, said)
    state.fixingTime = false
    return
  }
  // 周一、周三各送10箱: the same on each of the days
  if (!ordered && hasDate(said) && hasDate(group.when) && sharesDays(clause, at)) {
    group.others = [...(group.others ?? []), group.when]
    group.when = when
    return
  }
  if (carries && ordered && differs(group.when, when)) {
    state.open(when)
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

/** 先补10箱，后天再补20箱: the first has no time, and the time of the second is its own. */
function isSecondStep(clauses: readonly Clause[], index: number, at: number): boolean {
  const before = clauses[index - 1]
  const { elements } = clauses[index] as Clause
  return (
    before?.elements[0]?.word === '先' &&
    elements[at + 1]?.word === '再' &&
    elements.slice(at).some((e) => e.kind === 'quantity' && live(e))
  )
}

/** Is the time at `at` one of a list with 各 behind it? */
function sharesDays({ elements }: Clause, at: number): boolean {
  if (elements[at - 1]?.kind !== 'break') return false
  const behind = elements.slice(at).find((e) => e.kind !== 'when' && e.kind !== 'break')
  return (roleOf(behind) & Role.each) !== 0
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
