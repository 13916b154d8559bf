import { lexicon, Role } from './lexicon'
import { createWordFinder } from './word-finder'
import { GOODS_DESPITE, KEEP_LEAD, REMARK } from './words/product-words'

/** What of unknown text may be the name of goods, and its bare form. */

const LEAD = new Set([
  ...'的了吧呢啊哦呀嘛给帮请把将想先再又还也都就个些点下让叫该我你您咱这那说到去些是有够用为',
])
const TAIL = new Set([...'的了吧呢啊哈哦呀嘛也都就再又还先给过个哟喔咯啦呗嘞哒滴货来去上'])
const PLACE_ENDS = '店仓库楼门口家'

/** 的西瓜 → 西瓜 */
export function trimProduct(word: string): string {
  let start = 0
  let end = word.length
  if ((LEAD.has(word.charAt(0)) || TAIL.has(word.charAt(end - 1))) && isCatalogued(word)) return word
  while (start < end - 1 && LEAD.has(word.charAt(start)) && keepLead.find(word, start, start + 4) !== start)
    start++
  while (
    end > start + 1 &&
    TAIL.has(word.charAt(end - 1)) &&
    !word.slice(0, end).endsWith('年货') &&
    !word.slice(0, end).endsWith('干货') &&
    !word.slice(0, end).endsWith('百货') &&
    !(end === 2 && word.charAt(1) === '货')
  )
    end--
  // 布洛芬给二店: where it goes
  for (let i = start + 2; i < end - 1; i++)
    if (word.charAt(i) === '给' || (word.charAt(i) === '到' && PLACE_ENDS.includes(word.charAt(end - 1))))
      end = i
  // 板蓝根x20盒, 板蓝根*20盒
  const last = word.charAt(end - 1)
  if (
    end > start + 1 &&
    (last === '*' || ((last === 'x' || last === 'X') && word.charCodeAt(end - 2) >= 0x4e00))
  )
    end--
  return word.slice(start, end)
}

/** Goods of the catalogue, whole. */
export function isCatalogued(word: string): boolean {
  const known = lexicon.longest(word, 0)
  return known !== undefined && (known.role & Role.goods) !== 0 && lexicon.matchedLength === word.length
}

const keepLead = createWordFinder(KEEP_LEAD)
const remarks = createWordFinder(REMARK)
const goodsDespite = createWordFinder(GOODS_DESPITE)

export function isProductLike(word: string): boolean {
  const bare = trimProduct(word)
  if (bare.length === 0 || bare.length > 24) return false
  const code = bare.charCodeAt(0)
  if (bare.length === 1 && (code < 0x4e00 || ONE_CHARACTER_NO.has(bare))) return false
  const known = lexicon.longest(bare, 0)
  if (known !== undefined && (known.role & Role.word) !== 0 && lexicon.matchedLength > 1) return true
  return !remarks.begins(bare) || goodsDespite.begins(bare)
}

const ONE_CHARACTER_NO = new Set([
  ...'原本速的了吧呢啊哈哦呀嘛给帮请把将要想先再又还也都就去到让叫会该我你您他她咱这那在说个些点下来过上里用是有为从由于对光全整正大得地之与必可能同外并且及妥中成行时日月年号分秒半后前底初末早晚差急另共约每量货小新老多少而但却则并只才仅呗哟嘛呐咧嘞噻喽啰哩咯喔唷耶欸哎诶罢么吼昂滴哒惹捏撒嗯额呃噢吖哉焉咩嘅咗啲',
])
