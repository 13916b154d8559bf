import type { NameSpan } from './lexer'
import { createNearMiss, type NearMiss } from './near-miss'
import { normalise } from './normalise'
import { pinyinOf } from './pinyin'

/** The organisation's own names, and how the words of a line are looked up in them. */

export interface DictionarySource {
  customers?: { name: string; aliases?: string[] }[]
  /** `customers`: the names of those a contact stands for, as in `customers` above. */
  contacts?: { name: string; aliases?: string[]; customers?: string[] }[]
  products?: { name: string; aliases?: string[] }[]
  units?: string[]
  /** Extra opportunity keywords: the phrase, and the keyword it stands for (itself if absent). */
  keywords?: { phrase: string; keyword?: string }[]
}

export type NameType = 'store' | 'person' | 'product' | 'unit' | 'keyword'

export interface KnownName {
  name: string
  /** Found by a typo, a homophone or initials. */
  guessed: boolean
  /** Several entries go by it. */
  ambiguous: boolean
}

export interface Dictionary {
  readonly size: number
  /** Names in a normalised text, longest first, left to right. */
  find(text: string): NameSpan[]
  /** What a whole segment names, exactly or nearly; of people nearly of that name, those of the customer `of`. */
  resolve(said: string, type: 'store' | 'person', of?: string): KnownName | undefined
}

interface Entry {
  name: string
  type: NameType
  ambiguous: boolean
}

const keyOf = (name: string) => normalise(name).text.toLowerCase()

/**
 * Builds the look-up structures once; hand the result to every `understand` call of the organisation.
 * Never throws; empty names are ignored. Example: `buildDictionary({ customers: [{ name: '优鲜达' }] })`
 */
export function buildDictionary(source: DictionarySource): Dictionary {
  const entries = new Map<string, Entry>()
  /** First two characters → lengths of the names that begin so, longest first. */
  const lengths = new Map<string, number[]>()
  const nearMisses: Partial<Record<NameType, { names: string[]; index?: NearMiss }>> = {}
  const add = (said: string, name: string, type: NameType) => {
    const key = keyOf(said)
    if (key.length === 0 || (key.length < 2 && type !== 'unit')) return
    const present = entries.get(key)
    if (present !== undefined) {
      if (present.type === type && present.name !== name) present.ambiguous = true
      return
    }
    entries.set(key, { name, type, ambiguous: false })
    const head = key.slice(0, 2)
    const list = lengths.get(head)
    if (list === undefined) lengths.set(head, [key.length])
    else if (!list.includes(key.length)) {
      list.push(key.length)
      list.sort((a, b) => b - a)
    }
    if (type === 'store' || type === 'person') {
      const group = nearMisses[type] ?? { names: [] }
      nearMisses[type] = group
      group.names.push(key)
    }
  }
  const all = (list: readonly { name: string; aliases?: string[] }[] | undefined, type: NameType) => {
    for (const { name, aliases } of list ?? []) {
      add(name, name, type)
      for (const alias of aliases ?? []) add(alias, name, type)
    }
  }
  all(source.customers, 'store')
  all(source.contacts, 'person')
  /** Customer → the people who stand for it. */
  const peopleOf = new Map<string, Set<string>>()
  for (const { name, customers } of source.contacts ?? [])
    for (const customer of customers ?? []) {
      const people = peopleOf.get(customer)
      if (people === undefined) peopleOf.set(customer, new Set([name]))
      else people.add(name)
    }
  all(source.products, 'product')
  for (const unit of source.units ?? []) add(unit, unit, 'unit')
  for (const { phrase, keyword } of source.keywords ?? []) add(phrase, keyword ?? phrase, 'keyword')

  return {
    size: entries.size,
    find(text) {
      const lower = text.toLowerCase()
      const spans: NameSpan[] = []
      for (let i = 0; i < lower.length; ) {
        const candidates = lengths.get(lower.slice(i, i + 2))
        let taken = 0
        if (candidates !== undefined)
          for (const length of candidates) {
            if (i + length > lower.length) continue
            const entry = entries.get(lower.slice(i, i + length))
            if (entry === undefined || (entry.type === 'unit' && !followsNumber(lower, i))) continue
            spans.push({
              start: i,
              end: i + length,
              name: { type: entry.type, name: entry.name, guessed: false },
            })
            taken = length
            break
          }
        i += taken > 0 ? taken : 1
      }
      return spans
    },
    resolve(said, type, of) {
      const key = keyOf(said)
      const exact = entries.get(key)
      if (exact !== undefined)
        return exact.type === type
          ? { name: exact.name, guessed: false, ambiguous: exact.ambiguous }
          : undefined
      const group = nearMisses[type]
      if (group === undefined) return undefined
      group.index ??= createNearMiss(group.names)
      // 李经理 is not a typing mistake for 张经理: a person keeps at least the sound of the surname.
      const near = group.index
        .find(key)
        .filter((known) => type !== 'person' || soundsAlike(known.charAt(0), key.charAt(0)))
      const people = of === undefined ? undefined : peopleOf.get(of)
      const names = new Set<string>()
      for (const key of near) {
        const name = entries.get(key)?.name ?? key
        // Somebody of another customer is not meant by a slip; a stranger of this one may be.
        if (people === undefined || people.has(name)) names.add(name)
      }
      const [first] = names
      return first === undefined ? undefined : { name: first, guessed: true, ambiguous: names.size > 1 }
    },
  }
}

const soundsAlike = (a: string, b: string) => pinyinOf(a) === pinyinOf(b)

const BEFORE_UNIT = new Set([...'0123456789一二三四五六七八九十百千万两几半俩多来'])

function followsNumber(text: string, index: number): boolean {
  return BEFORE_UNIT.has(text.charAt(index - 1))
}
