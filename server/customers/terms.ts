import { initialsOf, pinyinOf } from '../../shared/language/pinyin'
import { nameKey } from './name-key'
import type { CustomerTerm } from './tables'

export const termAtMost = 24

/**
 * Every way to begin naming a customer: all tails of its names and aliases (so that any part of a name is found by
 * prefix), its ids elsewhere, its contacts, the last four digits of its phones, and how its names sound, from the name's own beginnings on
 * (`yxd…` and `wsl…` for 优鲜达·文三路店). Each term once; the first kind wins.
 */
export function customerTerms(customer: {
  name: string
  aliases: readonly string[]
  /** Ids that other systems gave. */
  ids: readonly string[]
  contacts: readonly string[]
  phones: readonly string[]
}): Pick<CustomerTerm, 'term' | 'kind'>[] {
  const terms = new Map<string, CustomerTerm['kind']>()
  const add = (term: string, kind: CustomerTerm['kind']) => {
    const cut = term.slice(0, termAtMost)
    if (cut && !terms.has(cut)) terms.set(cut, kind)
  }
  const addTails = (name: string, kind: 'name' | 'alias') => {
    const letters = [...nameKey(name)]
    for (let start = 0; start < Math.max(1, letters.length - 1); start++)
      add(letters.slice(start).join(''), kind)
  }
  addTails(customer.name, 'name')
  for (const alias of customer.aliases) addTails(alias, 'alias')
  for (const id of customer.ids) add(nameKey(id), 'alias')
  for (const contact of customer.contacts) add(nameKey(contact), 'contact')
  for (const phone of customer.phones) add(phone.replace(/\D/g, '').slice(-4), 'phone')
  for (const name of [customer.name, ...customer.aliases])
    for (const part of beginnings(name)) {
      if (part.length > 1) add(initialsOf(part), 'pinyin')
      add(pinyinOf(part), 'pinyin')
    }
  return [...terms].map(([term, kind]) => ({ term, kind }))
}

/** The name from its first word on, from its second on, …: words as its own marks part them (·, （, space). */
function beginnings(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return words.map((_, index) => nameKey(words.slice(index).join('')))
}
