import type { Clause } from './clauses'
import type { Dictionary } from './dictionary'
import type { HashGroup } from './hash/group'
import type { Draft } from './items/state'
import type { Normalised } from './normalise'
import type { Reference } from './time/calendar'
import type { ConfirmReason } from './types'

/** All that is known of a line, for the report and for --explain. */
export interface Reading {
  norm: Normalised
  ref: Reference
  clauses: Clause[]
  drafts: Draft[]
  group?: HashGroup
  confirm: Set<ConfirmReason>
  dictionary?: Dictionary
}
