/** What the rules of polarity share: which elements count, and how one comes to nothing. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import type { Reference } from '../time/calendar'
import type { NoneReason } from '../types'

export const isTrigger = (e: Element) => e.kind === 'action' || e.kind === 'keyword' || e.kind === 'quantity'

export const isGoods = (e: Element) => isTrigger(e) || e.kind === 'text'

export const roleOf = (e: Element | undefined) =>
  e?.kind === 'sign' || e?.kind === 'fix' || e?.kind === 'when' || e?.kind === 'filler'
    ? (e.entry?.role ?? 0)
    : 0

export function kill(element: Element, reason: NoneReason): void {
  element.dead ??= reason
}

export function killAll(clause: Clause, reason: NoneReason, from = 0): void {
  for (let i = from; i < clause.elements.length; i++) {
    const e = clause.elements[i]
    if (e && isGoods(e)) kill(e, reason)
  }
}

export interface PolarityInput {
  clauses: Clause[]
  /** Normalised text. */
  text: string
  ref: Reference
  hashed: boolean
}
