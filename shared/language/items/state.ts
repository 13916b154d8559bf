/** Where the reading of items stands: the groups so far, the verb in force, and what is still open. */
import type { Element } from '../element'
import type { When } from '../time/when'
import type { Command, Item } from '../types'

export interface Draft extends Item {
  /** Where in the text it stands, for the order of results and for --explain. */
  start: number
  end: number
  productStart?: number
  /** What it became an item of. */
  owner?: Command
  /** 照旧: gives way to items that are spelt out. */
  usual?: boolean
}

/** One result in the making: items that share a time. */
export interface Group {
  when?: When
  /** Does the clause of the time carry goods? A time beside no goods gives way to one that does. */
  whenHasGoods: boolean
  /** The days before it that get the same: 周一、周三各送10箱. */
  others?: When[]
  items: Draft[]
  /** How many of the first items have their verb. */
  taken: number
  start: number
}

export const roleOf = (e: Element | undefined) =>
  e?.kind === 'sign' || e?.kind === 'filler' || e?.kind === 'when' ? (e.entry?.role ?? 0) : 0

export const live = (e: Element) => e.dead === undefined

/** 3箱零2瓶, 3箱又2瓶: the quantity goes on with the one before it. */
export const continues = (e: Element) => '零又加'.includes(e.word.charAt(0))

export class ItemState {
  readonly groups: Group[] = [{ whenHasGoods: false, items: [], taken: 0, start: 0 }]
  action: Element | undefined
  actionUsed = true
  /** The item a correction replaces, and whether the next time replaces the last. */
  fixing: Draft | undefined
  fixingTime = false
  /** Nouns of the clauses before that no quantity has taken. */
  nouns: Element[] = []
  lastDate: When | undefined
  /** 各补10箱：可乐、雪碧: what each of the goods still to be named gets. */
  shared: Draft | undefined

  /** The sentence in which a reason or an opinion is being told. */
  asideIn: number | undefined

  constructor(readonly hashed: boolean) {}

  get group(): Group {
    return this.groups[this.groups.length - 1] as Group
  }

  open(when: When | undefined): void {
    this.flushAction()
    this.groups.push({ when, whenHasGoods: true, items: [], taken: 0, start: when?.start ?? 0 })
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

  finish(): Group[] {
    this.flushAction()
    for (const group of this.groups)
      if (group.items.some((d) => !d.usual)) group.items = group.items.filter((d) => !d.usual)
    if (!this.groups.some((group) => group.others !== undefined)) return this.groups
    return this.groups.flatMap(({ others, ...group }) => [
      ...(others ?? []).map((when) => ({ ...group, when, items: group.items.map((d) => ({ ...d })) })),
      group,
    ])
  }
}

/** 送样品 and 要样品 name their product, 送样 does not. */
export function sampleName(action: Element): string | undefined {
  if (action.action !== '送样') return undefined
  return action.entry?.word.includes('样品') || action.word.includes('样品') ? '样品' : undefined
}
