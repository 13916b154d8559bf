import type { NameSpan } from './lexer'
import { lexicon } from './lexicon'
import { createNearMiss, type NearMiss } from './near-miss'
import { normalise } from './normalise'
import { startsNumber } from './numbers/numerals'
import { isPerson } from './people'
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
  /** Another name of a customer that is an everyday word (晚安, 苹果): only a whole segment means it. */
  everyday?: boolean
  /** Another name of a customer that a person is called by (张姐): beside a shop it is the person there. */
  personal?: boolean
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
  const add = (
    said: string,
    name: string,
    type: NameType,
    kind: Pick<Entry, 'everyday' | 'personal'> = {},
  ) => {
    const key = keyOf(said)
    if (key.length === 0 || (key.length < 2 && type !== 'unit')) return
    const present = entries.get(key)
    if (present !== undefined) {
      if (present.type === type && present.name !== name) present.ambiguous = true
      return
    }
    entries.set(key, { name, type, ambiguous: false, ...kind })
    const head = key.slice(0, 2)
    const list = lengths.get(head)
    if (list === undefined) lengths.set(head, [key.length])
    else if (!list.includes(key.length)) {
      list.push(key.length)
      list.sort((a, b) => b - a)
    }
    if ((type === 'store' && !kind.everyday && !kind.personal) || type === 'person') {
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
  for (const { name } of source.customers ?? []) add(name, name, 'store')
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
  // After the people and the goods: a WeChat name may be anything.
  for (const { name, aliases } of source.customers ?? [])
    for (const alias of aliases ?? []) {
      const key = keyOf(alias)
      add(alias, name, 'store', { everyday: isEveryday(key), personal: isPerson(key, false) })
    }
  for (const unit of source.units ?? []) add(unit, unit, 'unit')
  for (const { phrase, keyword } of source.keywords ?? []) add(phrase, keyword ?? phrase, 'keyword')

  return {
    size: entries.size,
    find(text) {
      const lower = text.toLowerCase()
      const spans: NameSpan[] = []
      const personal: number[] = []
      for (let i = 0; i < lower.length; ) {
        const candidates = lengths.get(lower.slice(i, i + 2))
        let taken = 0
        if (candidates !== undefined)
          for (const length of candidates) {
            if (i + length > lower.length) continue
            const entry = entries.get(lower.slice(i, i + length))
            if (entry === undefined || (entry.type === 'unit' && !followsNumber(lower, i))) continue
            if (entry.everyday && !isSegment(lower, i, i + length)) continue
            spans.push({ start: i, end: i + length, name: nameOf(entry, text.slice(i, i + length)) })
            if (entry.personal) personal.push(spans.length - 1)
            taken = length
            break
          }
        i += taken > 0 ? taken : 1
      }
      if (personal.length > 0) peopleBesideShops(text, spans, personal)
      return spans
    },
    resolve(said, type, of) {
      const key = keyOf(said)
      const exact = entries.get(key)
      if (exact !== undefined)
        return exact.type === type
          ? { name: exact.ambiguous ? said : exact.name, guessed: false, ambiguous: exact.ambiguous }
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

/** What several go by stays as it was said: who knows them all asks which. */
function nameOf({ type, name, ambiguous }: Entry, said: string): NameSpan['name'] {
  return ambiguous ? { type, name: said, guessed: false, byForm: true } : { type, name, guessed: false }
}

/** 苹果 is a shop's other name only where nothing else is said: in a segment of its own. */
function isSegment(text: string, from: number, to: number): boolean {
  return text.charAt(from - 1) === '#' && (to === text.length || text.charAt(to) === '#')
}

/** #优鲜达#张姐#…: 张姐 is somebody there, though another customer goes by it; of two such, the second of a line. */
function peopleBesideShops(text: string, spans: NameSpan[], personal: readonly number[]): void {
  const shop = spans.some((span, i) => span.name.type === 'store' && !personal.includes(i))
  let lineOfShop = -1
  for (const i of personal) {
    const { start, end } = spans[i] as NameSpan
    const line = text.lastIndexOf('\n', start) + 1
    if (shop || line === lineOfShop)
      spans[i] = {
        start,
        end,
        name: { type: 'person', name: text.slice(start, end), guessed: false, byForm: true },
      }
    else lineOfShop = line
  }
}

/** Words of the language, and numbers. */
function isEveryday(key: string): boolean {
  if (lexicon.longest(key, 0) !== undefined && lexicon.matchedLength === key.length) return true
  for (let i = 0; i < key.length; i++) if (!startsNumber(key.charCodeAt(i))) return false
  return true
}

const soundsAlike = (a: string, b: string) => pinyinOf(a) === pinyinOf(b)

const BEFORE_UNIT = new Set([...'0123456789一二三四五六七八九十百千万两几半俩多来'])

function followsNumber(text: string, index: number): boolean {
  return BEFORE_UNIT.has(text.charAt(index - 1))
}
