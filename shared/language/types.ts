/** What `understand` takes and gives. Plain data only: it crosses the bot, the server and the mini-program. */
import type { Dictionary } from './dictionary'

export type { Dictionary } from './dictionary'

export interface LanguageContext {
  /** "Now" for the speaker, ISO 8601 with offset, e.g. `2026-03-04T09:30:00+08:00`. */
  reference: string
  /** IANA name, informational only: the offset of `reference` is what counts. */
  timezone?: string
  /** The organisation's own names; a name found here beats a guess. */
  dictionary?: Dictionary
}

export type DueGrain = 'minute' | 'part' | 'day'

export interface Item {
  action?: string
  product?: string
  quantity?: number
  quantityMax?: number
  unit?: string
  approx?: boolean
}

export interface Command {
  kind: 'command'
  store?: string
  person?: string
  /** ISO 8601 with the reference's offset. */
  due?: string
  dueGrain?: DueGrain
  items: Item[]
}

export interface Opportunity {
  kind: 'opportunity'
  /** The first keyword in the message: 签合同, 要样品, 先打款 or one of the dictionary's own. */
  keyword: string
  /** All of them, only when there are several. */
  keywords?: string[]
  due?: string
  dueGrain?: DueGrain
  store?: string
  person?: string
}

export type NoneReason =
  | 'negated'
  | 'cancelled'
  | 'question'
  | 'hypothetical'
  | 'past'
  | 'quoted'
  | 'third-party'
  | 'chatter'

export interface None {
  kind: 'none'
  reason: NoneReason
}

export interface Multi {
  kind: 'multi'
  /** Each with what is to be confirmed of it alone. */
  results: ((Command | Opportunity) & { confirm?: ConfirmReason[] })[]
}

/** What the bot must ask or say before it trusts the reading. */
export type ConfirmReason =
  /** 1–6点 without a day-part was read as the afternoon. */
  | 'clock-afternoon-implied'
  /** The clock as said is past today, so it was read as tomorrow (8点 said at 19:40). */
  | 'clock-next-day'
  /** 明天 or 今晚 said between 00:00 and 05:00. */
  | 'after-midnight'
  /** A bare day-part or weekday was past already; the next one was taken. */
  | 'already-past-next-time'
  /** A date or holiday was past this year; next year's was taken. */
  | 'next-year'
  /** The resulting due is before the reference. */
  | 'due-in-the-past'
  /** A store, person or product was found by a near miss (typo, homophone, initials). */
  | 'name-guessed'
  /** A name in the line stands for several entries of the dictionary. */
  | 'name-ambiguous'

export type ReportType =
  | 'completed'
  | 'rejected'
  | 'outOfStock'
  | 'overstock'
  | 'sampleFeedback'
  | 'appointment'
  | 'paid'

/** What was done, refused, lacking or agreed: told besides `kind`, never instead of it. */
export interface Report {
  type: ReportType
  action?: string
  product?: string
  quantity?: number
  unit?: string
  reason?: string
  /** ISO 8601 with the reference's offset: when it happened, or is agreed to happen. */
  at?: string
  atGrain?: DueGrain
  store?: string
  person?: string
  /** The words it was read from, or the feedback as said. */
  text?: string
}

export interface ExplainPart {
  part: 'store' | 'person' | 'time' | 'item' | 'action' | 'keyword' | 'polarity' | 'report'
  /** The characters of the original text. */
  text: string
  /** UTF-16 index into the original text; `end` is exclusive. */
  start: number
  end: number
  /** Implied: decided by a rule where the words leave it open (one of `confirm`), guessed, or taken over from another part. */
  how: 'said' | 'implied'
  /** In a `multi`: which of `results` it belongs to (times, names, what was taken over). */
  result?: number
  /** Of a `polarity`: why these words make nothing. */
  reason?: NoneReason
  /** Of a `polarity`: the keyword that would have made an opportunity. */
  keyword?: string
}

export type Understanding = (Command | Opportunity | None | Multi) & {
  report?: Report
  explain?: ExplainPart[]
  confirm?: ConfirmReason[]
  /** The line was longer: only this many characters of it were read. */
  cut?: number
}

export type TimeGrain = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

export interface TimeEntity {
  /** ISO 8601 with the reference's offset. */
  start: string
  /** Exclusive. */
  end?: string
  grain: TimeGrain
  text: string
  /** Set on every reading after the preferred one (past or future, morning or afternoon, last day in or out). */
  alternative?: true
}

export interface Quantity {
  number: number
  unit: string
}

export interface Entities {
  times: TimeEntity[]
  numbers: number[]
  quantities: Quantity[]
}
