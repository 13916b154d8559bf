/** Several shops that get the same: 甲店、乙店各补10箱, 各补10箱：甲店、乙店. */
import type { Element } from './element'
import type { HashGroup } from './hash/group'
import { Role } from './lexicon'
import { isStore } from './people'
import { isCatalogued } from './product'

const TOWARDS = new Set([...'给到去往帮'])

/** The bare name of a shop; of two characters only with 店 at its end. */
function storeName(e: Element | undefined): string | undefined {
  if (e?.kind === 'name') return e.name?.type === 'store' ? e.name.name : undefined
  if (e?.kind !== 'text' || isCatalogued(e.word)) return undefined
  const name = TOWARDS.has(e.word.charAt(0)) ? e.word.slice(1) : e.word
  if (name.length < 2 || name.length > 14 || !isStore(name)) return undefined
  return name.length > 2 || name.endsWith('店') ? name : undefined
}

const isEach = (e: Element) => e.kind === 'sign' && ((e.entry?.role ?? 0) & Role.each) !== 0

/** Where a run of shops with 、 or 和 between them begins and ends; undefined for fewer than two. */
function runOf(elements: readonly Element[], from: number, step: 1 | -1): Element[] | undefined {
  const run: Element[] = []
  for (let i = from; elements[i] !== undefined; i += 2 * step) {
    if (storeName(elements[i]) === undefined) return undefined
    run.push(elements[i] as Element)
    const between = elements[i + step]
    if (between?.kind !== 'break' || between.level > 2) break
  }
  return run.length > 1 ? run : undefined
}

/** Makes the shops around 各 names; without two of them nothing changes. */
export function markStoresEach(elements: readonly Element[]): void {
  const each = elements.findIndex(isEach)
  if (each < 0) return
  const list = elements.findIndex((e, i) => i > each && e.kind === 'break' && e.level === 2)
  const before = elements[each - 1]?.kind === 'filler' ? each - 2 : each - 1
  const run = runOf(elements, before, -1) ?? (list > 0 ? runOf(elements, list + 1, 1) : undefined)
  for (const e of run ?? []) {
    const name = storeName(e) ?? ''
    if (e.kind === 'name') continue
    e.start = e.end - name.length
    e.kind = 'name'
    e.word = name
    e.name = { type: 'store', name, guessed: false, byForm: true }
  }
}

/** The shops that get the same, in the order said; fewer than two when nothing is shared. */
export function storesEach(elements: readonly Element[]): string[] {
  if (!elements.some(isEach)) return []
  return elements.flatMap((e) => (e.kind === 'name' && e.name?.type === 'store' ? [e.name.name] : []))
}

/** #甲店、乙店#各补10箱, #甲店#乙店#各补10箱: the shops of two segments or of one. */
export function groupsEach(group: HashGroup, body: readonly Element[]): HashGroup[] {
  const { store, storeAt, person, personAt } = group
  if (store === undefined || storeAt === undefined || !body.some(isEach)) return [group]
  const second = person !== undefined && isStore(person)
  const names = store.split('、')
  if ((names.length < 2 && !second) || !names.every((name) => isStore(name))) return [group]
  let at = storeAt[0]
  const groups = names.map((name) => {
    const start = at
    at = start + name.length + 1
    return { ...group, store: name, storeAt: [start, start + name.length] as [number, number] }
  })
  if (!second) return groups
  groups.push({ ...group, store: person, storeAt: personAt ?? storeAt })
  return groups.map((each) => ({ ...each, person: undefined, personAt: undefined }))
}
