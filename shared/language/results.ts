/** What was read, put together as the answer. */
import type { Clause } from './clauses'
import type { Draft } from './items/state'
import { Role } from './lexicon'
import type { Reading } from './reading'
import { resolveDue } from './time/due'
import type { When } from './time/when'
import type { Command, Item, Multi, NoneReason, Opportunity, Understanding } from './types'

/** A result with where it begins, to keep the order of the message. */
export interface Placed {
  result: Command | Opportunity
  start: number
}

export function toItem(draft: Draft): Item {
  const item: Item = {}
  if (draft.action !== undefined) item.action = draft.action
  if (draft.product !== undefined) item.product = draft.product
  if (draft.quantity !== undefined) item.quantity = draft.quantity
  if (draft.quantityMax !== undefined) item.quantityMax = draft.quantityMax
  if (draft.unit !== undefined && draft.quantity !== undefined) item.unit = draft.unit
  if (draft.approx) item.approx = true
  return item
}

export function addDue(result: Command | Opportunity, when: When | undefined, reading: Reading): void {
  const due = when === undefined ? undefined : resolveDue(when, reading.ref)
  if (when === undefined || due === undefined) return
  result.due = due.due
  result.dueGrain = due.dueGrain
  for (const reason of due.confirm) reading.confirm.add(reason)
  reading.dues.push({ when, confirm: due.confirm, result })
}

/** Of several results, each says what is to be confirmed of its own due and name. */
export function confirmEach(answer: Multi, reading: Reading): void {
  const ofNames = [...reading.confirm].filter((reason) => reason.startsWith('name-'))
  for (const result of answer.results) {
    const due = reading.dues.find((each) => each.result === result)
    const names = ofNames.filter(() => result.store !== undefined || result.person !== undefined)
    const confirm = [...(due?.confirm ?? []), ...names]
    if (confirm.length > 0) result.confirm = confirm
  }
}

export function addWho(
  result: Command | Opportunity,
  who: { store?: string; person?: string },
  clauses: readonly Clause[],
): void {
  if (who.store !== undefined) result.store = who.store
  else {
    const store = named(clauses, 'store')
    if (store !== undefined) result.store = store
  }
  const person = who.person ?? named(clauses, 'person')
  if (person !== undefined) result.person = person
}

/** The first name of a kind in the clauses; one that is only called to (张经理，…) does not count. */
export function named(clauses: readonly Clause[], type: 'store' | 'person'): string | undefined {
  for (let c = 0; c < clauses.length; c++) {
    const clause = clauses[c]
    for (const e of clause?.elements ?? []) {
      if (e.kind !== 'name' || e.name?.type !== type) continue
      if (
        type === 'person' &&
        c === 0 &&
        clause?.elements.length === 1 &&
        (clause.stop === ',' || clause.stop === ':' || clause.stop === '!')
      )
        continue
      return e.name.name
    }
  }
  return undefined
}

export function firstReason(clauses: readonly Clause[]): NoneReason | undefined {
  for (const clause of clauses)
    for (const e of clause.elements)
      if (e.dead !== undefined && (e.kind === 'action' || e.kind === 'keyword')) return e.dead
  for (const clause of clauses) for (const e of clause.elements) if (e.dead !== undefined) return e.dead
  for (const clause of clauses) {
    const reason = reasonInside(clause)
    if (reason !== undefined) return reason
  }
  return undefined
}

const VERBS = '补送订签打付退换取调寄发'

/** 不补了, 补不补牛奶, 别送酱油: a verb that is inside the word that denies or asks, or too short to be one by itself. */
function reasonInside(clause: Clause): NoneReason | undefined {
  const { elements } = clause
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e?.kind !== 'sign' || e.entry === undefined) continue
    const next = elements[i + 1]
    if (e.entry.role & Role.negator && next?.kind === 'text' && VERBS.includes(next.word.charAt(0)))
      return 'negated'
    if (!VERBS.includes(e.word.charAt(e.word.length - (e.word.endsWith('了') ? 2 : 1)))) continue
    if (e.entry.role & Role.negatingTail) return 'negated'
    if (e.entry.role & Role.question) return 'question'
  }
  return undefined
}

export function combine(placed: Placed[], reason: NoneReason | undefined): Understanding {
  if (placed.length === 0) return { kind: 'none', reason: reason ?? 'chatter' }
  if (placed.length === 1 && placed[0] !== undefined) return placed[0].result
  placed.sort((a, b) => a.start - b.start)
  return { kind: 'multi', results: placed.map((p) => p.result) }
}
