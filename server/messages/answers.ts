import type { CustomerCard } from '../../shared/api/customers'
import type { TaskRow } from '../../shared/api/tasks'
import type { ConfirmReason, DueGrain, NoneReason } from '../../shared/language/types'
import type { PlannedWords } from '../../shared/text/bot'

/** When something is due, as it was understood. */
export interface Due {
  at: Date
  grain: DueGrain
}

/** What the bot has to say to one person about one thing it did, or could not do; `bot/replies.ts` has the words. */
export type Answer =
  | ({ kind: 'planned' } & PlannedWords)
  | {
      kind: 'opportunity'
      signal: string
      customer: string
      due: Due | null
      timeSaid: string | null
      confirm: ConfirmReason[]
      owner: string | null
      isNew: boolean
    }
  | {
      kind: 'which' | 'whichToShow' | 'whichToHandOver' | 'alike'
      name: string
      options: string[]
      more: boolean
    }
  | {
      kind: 'askField'
      customer: string
      field: string
      type: 'number' | 'text' | 'date' | 'choice' | 'reference'
      options: string[]
    }
  | { kind: 'createOrDrop'; name: string; sources: string[] }
  | { kind: 'recorded'; customer: string; text: string }
  | { kind: 'noCustomerSaid' }
  | { kind: 'notMade'; reason: NoneReason }
  | { kind: 'format' }
  | { kind: 'tooLong'; length: number; atMost: number }
  | { kind: 'noQuestion' }
  | { kind: 'noSuchOption'; atMost: number }
  | { kind: 'dropped' }
  | { kind: 'setAside' }
  | { kind: 'expired' }
  | { kind: 'undone'; text: string }
  | { kind: 'problem'; text: string }
  | { kind: 'completed'; number: string; customer: string; at: Date; remark: string }
  | { kind: 'rescheduled'; number: string; customer: string; said: string; due: Due | null }
  | { kind: 'cancelled'; number: string; customer: string }
  | { kind: 'handedOver'; text: string }
  | { kind: 'transferred'; number: string; customer: string; to: string }
  | { kind: 'today'; tasks: TaskRow[]; more: boolean }
  | { kind: 'dayPlan'; on: string; rows: { name: string; reason: string }[]; more: boolean; added: string[] }
  | { kind: 'card'; card: CustomerCard }
  | { kind: 'help'; names: string[]; mayPlan: boolean }
  /** Talk with the bot alone that makes nothing. */
  | { kind: 'smallTalk'; reason: NoneReason; greeted: string | null; example: string | null }
  | { kind: 'unknownSender'; admin: string | null }
  | { kind: 'left'; admin: string | null }

/** What became of one message: a code for the inbox, and what is answered to its sender. */
export interface Acted {
  outcome: string
  answers: Answer[]
}

export const silence = (outcome: string): Acted => ({ outcome, answers: [] })
