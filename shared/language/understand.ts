import type { Entities, LanguageContext, Understanding } from './types'

export type * from './types'
export { buildDictionary } from './dictionary'

/** Reads one chat line. Never throws. */
export function understand(text: string, context: LanguageContext, options?: { explain?: boolean }): Understanding {
  void text
  void context
  void options
  return { kind: 'none', reason: 'chatter' }
}

/** Finds times, numbers and quantities in any text. Never throws. */
export function findEntities(text: string, context: LanguageContext): Entities {
  void text
  void context
  return { times: [], numbers: [], quantities: [] }
}
