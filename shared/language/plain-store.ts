/** A shop named in a line without #: 给百果坊送20箱, 人民路店明天补20箱. */
import type { Element } from './element'
import { isStore } from './people'

/** What leads to the place the goods go to. */
const TOWARDS = new Set([...'给到去往帮'])
/** Whose shop it is, or which, is no name. */
const NO_NAME_FIRST = new Set([...'我你您他她它咱俺这那哪每各某别新老本另几'])
/** 两家店 counts shops, 七天酒店 is one. */
const NUMERALS = '两一二三四五六七八九十百'
const COUNTS_SHOPS = '家个间处店门号楼分'
const NO_NAME = [
  '客户',
  '门店',
  '仓库',
  '门口',
  '对面',
  '隔壁',
  '楼下',
  '附近',
  '旁边',
  '公司',
  '后厨',
  '厨房',
  '老家',
]

/** Makes the first shop named by its form (人民路店, 百果坊) a name; without its preposition only before a time. */
export function markStoreByForm(elements: readonly Element[]): void {
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as Element
    if (e.kind === 'name' && e.name?.type === 'store') return
    if (e.kind !== 'text' || e.word.length < 3) continue
    const led = TOWARDS.has(e.word.charAt(0))
    const name = led ? e.word.slice(1) : e.word
    const visited = elements[i - 1]?.action === '拜访'
    if (!led && !visited && (i > 0 || elements[1]?.kind !== 'when')) continue
    // 给绿野园艺葛姐: whoever a person belongs to
    const next = elements[i + 1]
    const theirs = led && next?.name?.type === 'person' && next.start === e.end && !name.endsWith('的')
    if (!isName(name, theirs)) continue
    e.kind = 'name'
    if (led) e.start++
    e.word = name
    e.name = { type: 'store', name, guessed: false, byForm: true }
    return
  }
}

function isName(name: string, theirs: boolean): boolean {
  return (
    name.length >= 3 &&
    name.length <= 14 &&
    !NO_NAME_FIRST.has(name.charAt(0)) &&
    !(NUMERALS.includes(name.charAt(0)) && COUNTS_SHOPS.includes(name.charAt(1))) &&
    !NO_NAME.some((word) => name.startsWith(word)) &&
    (theirs || isStore(name))
  )
}
