import { nameKey } from '../customers/name-key'

/** What a column can be meant as, with the words people use for it. */
export interface Target {
  code: string
  name: string
  required: boolean
  words: readonly string[]
}

/**
 * What each column is probably meant as: what was said of such a header last time, else the header's own words, else a
 * word within it. Each target once.
 * @example guessMapping(['店名', '手机'], targets, {}) // ['name', 'phone']
 */
export function guessMapping(
  headers: readonly string[],
  targets: readonly Target[],
  remembered: Readonly<Record<string, string | null>>,
): (string | null)[] {
  const keys = headers.map(nameKey)
  const mapping: (string | null | undefined)[] = keys.map(() => undefined)
  const free = new Set(targets.map(({ code }) => code))
  const take = (index: number, code: string | null | undefined) => {
    if (mapping[index] !== undefined || code === undefined) return
    if (code !== null && !free.delete(code)) return
    mapping[index] = code
  }
  for (const [index, key] of keys.entries()) if (key in remembered) take(index, remembered[key])
  const wordsOf = ({ words, name }: Target) => [name, ...words].map(nameKey)
  // The first words are the surest: a column called 店名 is the customer's only where none is called 客户名称.
  const mostWords = Math.max(0, ...targets.map(({ words }) => words.length + 1))
  for (let word = 0; word < mostWords; word++)
    for (const target of targets)
      for (const [index, key] of keys.entries())
        if (key && free.has(target.code) && wordsOf(target)[word] === key) take(index, target.code)
  for (const [index, key] of keys.entries()) {
    const within = targets.find(
      (target) =>
        free.has(target.code) && wordsOf(target).some((word) => word.length > 1 && key.includes(word)),
    )
    if (key) take(index, within?.code)
  }
  return mapping.map((code) => code ?? null)
}

/** Which of the first lines is the header: the one most of whose cells are words for something. */
export function headerLine(lines: readonly (readonly string[])[], targets: readonly Target[]): number {
  const known = new Set(targets.flatMap(({ name, words }) => [name, ...words].map(nameKey)))
  const hits = lines.map((cells) => cells.filter((cell) => known.has(nameKey(cell))).length)
  const best = Math.max(0, ...hits)
  // A title above the header is one wide cell; without any known word the first line of several cells it is.
  return best > 0
    ? hits.indexOf(best)
    : Math.max(
        0,
        lines.findIndex((cells) => cells.filter(Boolean).length > 1),
      )
}
