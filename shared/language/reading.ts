import type { Clause } from './clauses'
import type { Dictionary } from './dictionary'
import type { HashGroup } from './hash/group'
import type { Draft } from './items/state'
import type { Normalised } from './normalise'
import type { Reference } from './time/calendar'
import type { When } from './time/when'
import type { Command, ConfirmReason, Opportunity } from './types'

export interface SaidDue {
  when: When
  confirm: readonly ConfirmReason[]
  result: Command | Opportunity
}

/** All that is known of a line, for the report and for --explain. */
export interface Reading {
  norm: Normalised
  ref: Reference
  clauses: Clause[]
  drafts: Draft[]
  group?: HashGroup
  /** Every group of a # line, and what was made of it. */
  groups: { group: HashGroup; result: Command | Opportunity | undefined }[]
  confirm: Set<ConfirmReason>
  /** The times that became a due: where they stand, what the rules had to add, and whose due it is. */
  dues: SaidDue[]
  dictionary?: Dictionary
}
