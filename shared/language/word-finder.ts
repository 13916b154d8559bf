/** Looks for any of a few words in a text: one pass, no regular expression. */
export interface WordFinder {
  /** Index of the first of them between `from` and `to`, -1 when there is none. */
  find(text: string, from?: number, to?: number): number
  has(text: string): boolean
  /** Does the text begin with one of them? */
  begins(text: string): boolean
}

/** Example: `createWordFinder('再 才').has('等他再说')` is true. */
export function createWordFinder(words: string): WordFinder {
  const byFirst = new Map<number, string[]>()
  // Nearly every character begins none of them; a kilobyte tells most of these without hashing.
  const mayBegin = new Uint8Array(1024)
  for (const word of words.split(/\s+/)) {
    if (word === '') continue
    const first = word.charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), word])
    mayBegin[first & 1023] = 1
  }
  const at = (text: string, index: number, to: number): boolean => {
    const list = byFirst.get(text.charCodeAt(index))
    if (list === undefined) return false
    for (const word of list) if (index + word.length <= to && text.startsWith(word, index)) return true
    return false
  }
  const find = (text: string, from = 0, to = text.length): number => {
    for (let i = from; i < to; i++) if (mayBegin[text.charCodeAt(i) & 1023] === 1 && at(text, i, to)) return i
    return -1
  }
  return {
    find,
    has: (text) => find(text) >= 0,
    begins: (text) => mayBegin[text.charCodeAt(0) & 1023] === 1 && at(text, 0, text.length),
  }
}
