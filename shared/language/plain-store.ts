/** A shop named in a line without #: 给百果坊送20箱, 人民路店明天补20箱. */
import type { Element } from './element'
import { isStore } from './people'
import { beginsReport } from './report'
import { createWordFinder } from './word-finder'

/** What leads to the place the goods go to. */
const TOWARDS = new Set([...'给到去往帮'])
/** Whose shop it is, or which, is no name. */
const NO_NAME_FIRST = new Set([...'我你您他她它咱俺这那哪每各某别本另几'])
/** 新店, 老门店; but 新世纪超市 is one. */
const AGE = '新老'
const AGED = createWordFinder('店 门店 家 客户 超市 门市 档口 食堂 仓库')
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
export function markStoreByForm(elements: Element[]): void {
  joinOddNames(elements)
  cutDestination(elements)
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as Element
    if (e.kind === 'name' && e.name?.type === 'store') return
    if (e.kind !== 'text' || e.word.length < 3) continue
    const led = TOWARDS.has(e.word.charAt(0))
    const name = led ? e.word.slice(1) : e.word
    const before = elements[i - 1]?.kind === 'filler' ? elements[i - 2] : elements[i - 1]
    const visited = VISITS.has(before?.action ?? '')
    if (!led && !visited && (i > 0 || !opens(name, elements[1]))) continue
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

/** 送20箱酸奶到城北店: where the goods go stands right behind them. */
function cutDestination(elements: Element[]): void {
  for (let i = 1; i < elements.length; i++) {
    const e = elements[i] as Element
    if (e.kind !== 'text' || (elements[i - 1]?.kind !== 'quantity' && elements[i - 1]?.kind !== 'action'))
      continue
    const at = Math.max(e.word.lastIndexOf('到'), e.word.lastIndexOf('给'), e.word.lastIndexOf('去'))
    if (at < 1 || !isName(e.word.slice(at + 1), false)) continue
    const cut = e.start + at
    elements.splice(
      i,
      1,
      { ...e, end: cut, word: e.word.slice(0, at) },
      { ...e, start: cut, word: e.word.slice(at) },
    )
  }
}

/** 给七天酒店, 到周一鲜果店: a number or a time that is the beginning of a name. */
function joinOddNames(elements: Element[]): void {
  for (let i = 0; i + 2 < elements.length; i++) {
    const towards = elements[i] as Element
    if (towards.kind !== 'text' || !TOWARDS.has(towards.word.charAt(towards.word.length - 1))) continue
    const odd = elements[i + 1] as Element
    const rest = elements[i + 2] as Element
    if (odd.start !== towards.end || rest.kind !== 'text' || rest.start !== odd.end) continue
    if (odd.kind !== 'when' && !(odd.kind === 'quantity' && odd.quantity?.unit === undefined)) continue
    const name = odd.word + rest.word
    if (!isName(name, false)) continue
    elements.splice(i, 3, { ...towards, end: rest.end, word: towards.word + name })
  }
}

const VISITS = new Set(['拜访', '盘点', '对账'])
/** Ends of names of places only; 水果 and 文具 may be the goods. */
const PLACES = [
  '店',
  '铺',
  '超市',
  '药房',
  '餐厅',
  '食堂',
  '商场',
  '商行',
  '宾馆',
  '医院',
  '学校',
  '幼儿园',
  '公司',
  '批发部',
  '经营部',
]

/** 人民路店明天…, 人民路店补货…, 人民路店缺货…, 人民路店：… */
function opens(name: string, next: Element | undefined): boolean {
  if (next?.kind === 'when') return true
  const acts =
    (next?.kind === 'action' && !next.short) ||
    (next?.kind === 'break' && next.word === ':') ||
    (next !== undefined && beginsReport(next.word))
  return acts && PLACES.some((end) => name.endsWith(end))
}

function isName(name: string, theirs: boolean): boolean {
  return (
    name.length >= 3 &&
    name.length <= 14 &&
    !NO_NAME_FIRST.has(name.charAt(0)) &&
    !(AGE.includes(name.charAt(0)) && AGED.begins(name.slice(1))) &&
    !(NUMERALS.includes(name.charAt(0)) && COUNTS_SHOPS.includes(name.charAt(1))) &&
    !NO_NAME.some((word) => name.startsWith(word)) &&
    (theirs || isStore(name))
  )
}
