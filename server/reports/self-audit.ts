import type { CustomerCard } from '../../shared/api/customers'

/** How many customers of a week are looked at. */
export const sampleSize = 20

/** A card that takes longer than a second leaves a store manager too little of the fifteen. */
export const answeredWithinMicros = 1_000_000

/** Which of the four questions of the 15-second test one card answers, and answers rightly. */
export interface Answers {
  /** When somebody was last in touch. 「还没有联系」 is no answer for a customer that somebody won. */
  lastContact: boolean
  stage: boolean
  /** What the owner did today: somebody must own the customer; that they did nothing yet is an answer. */
  ownerToday: boolean
  /** What was refused lately. */
  refusals: boolean
}

/** What the timeline and the rejections say themselves: what stands beside the facts may have drifted from them. */
export interface Facts {
  lastContactAt: Date | null
  refusedLately: boolean
}

export function answersOf(
  card: Pick<CustomerCard, 'lastTouch' | 'stage' | 'owner' | 'warnings'>,
  facts: Facts,
): Answers {
  return {
    lastContact: card.lastTouch !== null && card.lastTouch.at === facts.lastContactAt?.toISOString(),
    stage: card.stage.id !== '',
    ownerToday: card.owner !== null,
    refusals: card.warnings.length > 0 === facts.refusedLately,
  }
}

/** Whether a sample counts: all four answered, within the time. */
export function passes(answers: Answers, tookMicros: number): boolean {
  return Object.values(answers).every(Boolean) && tookMicros <= answeredWithinMicros
}

/**
 * Which of `count` in a row are looked at: evenly spread, the same for the same count.
 * @example samplePlaces(3) // [0, 1, 2]
 */
export function samplePlaces(count: number, size = sampleSize): number[] {
  if (count <= size) return Array.from({ length: count }, (_, place) => place)
  return Array.from({ length: size }, (_, n) => Math.floor(((n + 0.5) * count) / size))
}

/** The middle of some durations; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
