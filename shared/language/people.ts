import { createWordFinder } from './word-finder'
import { CHAIN_NAMES, STORE_TAILS, SURNAMES, TITLES } from './words/talk-words'

/** Names of people by form (张经理, 小王, 阿强) and of shops by their last word; no list of names is needed for either. */

const list = (words: string) => words.split(/\s+/).filter((w) => w.length > 0)
const surnames = new Set(list(SURNAMES))
const titles = list(TITLES).sort((a, b) => b.length - a.length)
const titleSet = new Set(titles)
const storeTails = new Set(list(STORE_TAILS))
/** 1 for every character that ends one of them. */
const endsTail = new Uint8Array(65536)
for (const tail of storeTails) endsTail[tail.charCodeAt(tail.length - 1)] = 1
/** 1: begins a surname of one character, 2: of two; 4: 小 老 阿. */
const firsts = new Uint8Array(65536)
for (const name of surnames)
  firsts[name.charCodeAt(0)] = (firsts[name.charCodeAt(0)] ?? 0) | (name.length === 1 ? 1 : 2)
for (const c of '小老阿') firsts[c.charCodeAt(0)] = (firsts[c.charCodeAt(0)] ?? 0) | 4

const LONGEST_TITLE = titles.reduce((n, t) => Math.max(n, t.length), 0)

/** Titles of one character need care: 总 in 总部, 工 in 工人, 师, 太. */
/** What makes another word of a title: 总部, 工人, 师范. */
const NOT_AFTER_TITLE: Record<string, string> = {
  总: '部共计额量结是体价数和裁务经之算有会',
  工: '人厂作资程地业具艺商会序',
  师: '傅范生',
  姐: '妹',
  哥: '们',
  太: '阳',
  导: '航购入',
  少: '年了量见于不',
  董: '事',
  妈: '祖',
  帅: '气',
  叔: '',
  爷: '',
  医: '',
  弟: '子',
  妹: '子',
}
const AFTER_SHORT_TITLE = new Set([...'要说在那家店让来想这的去问催急给定订已刚今明后周下上又也都'])

export interface Found {
  start: number
  end: number
  text: string
}

/** Length of the title at `index`, the longest that matches. */
const titleFirsts = new Uint8Array(65536)
for (const title of titles) titleFirsts[title.charCodeAt(0)] = 1

function titleAt(text: string, index: number): number {
  if (titleFirsts[text.charCodeAt(index)] !== 1) return 0
  for (let length = Math.min(LONGEST_TITLE, text.length - index); length > 0; length--)
    if (titleSet.has(text.slice(index, index + length))) return length
  return 0
}

/** The first person named in `text`: surname and title, 小王, 老李. Linear. */
export function findPerson(text: string): Found | undefined {
  return personFrom(text, 0)
}

function personFrom(text: string, from: number): Found | undefined {
  for (let i = from; i < text.length; i++) {
    const kind = firsts[text.charCodeAt(i)] ?? 0
    if (kind === 0) continue
    for (let size = 2; size >= 1; size--) {
      if ((kind & size) === 0) continue
      const surname = size === 1 ? text.charAt(i) : text.slice(i, i + size)
      if (surname.length !== size || !surnames.has(surname)) continue
      const length = titleAt(text, i + size)
      if (length > 0) {
        const end = i + size + length
        const next = text.charAt(end)
        if (BRANDS.has(text.slice(i, end))) continue
        if (length === 1 && (NOT_AFTER_TITLE[text.charAt(end - 1)] ?? '').includes(next || ' ')) continue
        return { start: i, end, text: text.slice(i, end) }
      }
    }
    if ((kind & 4) === 0) continue
    const first = text.charAt(i)
    if (
      (first === '小' || first === '老' || first === '阿') &&
      surnames.has(text.charAt(i + 1)) &&
      (i === 0 || i + 2 === text.length)
    ) {
      if (COMMON.has(text.slice(i, i + 2))) continue
      const length = titleAt(text, i + 2)
      const end = i + 2 + length
      if (end === text.length || AFTER_SHORT_TITLE.has(text.charAt(end)))
        return { start: i, end, text: text.slice(i, end) }
    }
  }
  return undefined
}

/** Names of goods that look like people. */
const BRANDS = new Set([
  '康师傅',
  '白大夫',
  '金师傅',
  '方太太',
  '牛大叔',
  '辛师傅',
  '石库门',
  '贝太太',
  '汤姆叔',
  '麻姐',
  '米老板',
])
const COMMON = new Set([
  '小米',
  '小麦',
  '小白',
  '小金',
  '小包',
  '老干',
  '小方',
  '小黄',
  '小花',
  '小龙',
  '小牛',
  '老白',
  '小江',
  '小米',
  '小石',
  '小柏',
  '小计',
  '小成',
  '小时',
  '小于',
  '小季',
  '老方',
  '老家',
  '老房',
  '小家',
  '小车',
  '小盘',
  '小雷',
  '老万',
  '小支',
  '小双',
  '小全',
  '小单',
  '小连',
  '小米椒',
  '小强',
  '小辛',
  '小常',
  '老常',
  '老师',
  '老鲁',
  '老坛',
  '小苏',
  '小台',
  '小池',
  '小房',
  '老花',
  '老婆',
  '老公',
])

/** Every person named in `text` by form, left to right, without overlaps. Linear. */
export function findPeople(text: string): Found[] {
  const out: Found[] = []
  let from = 0
  while (from < text.length) {
    const found = personFrom(text, from)
    if (found === undefined) break
    out.push(found)
    from = found.end
  }
  return out
}

/** Is the whole of it a person? 张三 and 李小明 count when `plain`: two or three characters after a surname. */
export function isPerson(text: string, plain: boolean): boolean {
  if (CHAINS.has(text.toLowerCase())) return false
  const found = findPerson(text)
  if (found !== undefined && found.start === 0 && found.end === text.length) return true
  // 张伟经理, 李小明店长
  if (text.length >= 3 && text.length <= 6 && surnames.has(text.charAt(0))) {
    for (let k = 2; k <= 3; k++) if (text.length > k && titleAt(text, k) === text.length - k) return true
  }
  if (called(text)) return true
  if (
    text.length >= 2 &&
    text.length <= 3 &&
    '老小阿大'.includes(text.charAt(0)) &&
    !storeTails.has(text.slice(-1))
  )
    return text.length === 2 || surnames.has(text.charAt(1))
  if (FOREIGN.begins(text) || (plain && text.length <= 8 && allLetters(text))) return true
  if (!plain || isStore(text)) return false
  return (
    ((text.length === 2 || text.length === 3) && surnames.has(text.charAt(0))) ||
    ((text.length === 3 || text.length === 4) && surnames.has(text.slice(0, 2)))
  )
}

/** How a person is addressed whatever goes before it: 芳姐, 六叔, 豆豆妈妈, Lisa姐. */
const ADDRESSES =
  createTails(`姐 哥 叔 姨 婶 嫂 爷 妹 弟 妈 爸 伯 姑 舅 总 董 奶奶 爷爷 妈妈 爸爸 老师 师傅 经理 店长 老板 老板娘 主任 主管
  阿姨 大哥 大姐 大叔 大妈 先生 女士 小姐 团长 会计 连长 组长 班长 厂长 校长 群主`)
/** Where in the house a person is found: 仓库老张, 采购部王姐. */
const POSTS =
  '采购部 采购 仓库 仓管 前台 收货部 收货员 收货 店员 门店 后厨 厨房 财务部 财务 销售部 销售 客服 市场部 司机 店长 老板 经理 会计 食堂 后勤部 后勤 库管 收银员 收银 导购 团长 值班 值班经理 运营 行政 总务 大堂 楼面'.split(
    ' ',
  )
const inPost = createWordFinder(POSTS.join(' '))
/** Surname and the short form of an office, which only a whole segment can be: 吴院, 赵局. */
const OFFICES = '局处科院校队行厂店导师'

function createTails(words: string): Set<string> {
  return new Set(list(words))
}

/** Is the whole of it what somebody is called? */
function called(text: string): boolean {
  if (text.length < 2 || text.length > 8 || isStore(text)) return false
  if (titleSet.has(text) && ADDRESSES.has(text)) return true
  if (text.length === 2 && surnames.has(text.charAt(0)) && OFFICES.includes(text.charAt(1))) return true
  const found = findPerson(text)
  if (found !== undefined && found.end === text.length && POSTS.includes(text.slice(0, found.start)))
    return true
  const post = inPost.begins(text)
    ? POSTS.find((p) => text.startsWith(p) && text.length > p.length)
    : undefined
  if (post !== undefined && found === undefined && isPerson(text.slice(post.length), false)) return true
  if (text.length > 6) return false
  for (let length = 3; length > 0; length--)
    if (text.length > length && ADDRESSES.has(text.slice(-length))) return true
  return false
}

const FOREIGN = createWordFinder('Mr mr MR Ms ms MS Miss miss Mrs mrs')

function allLetters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) | 32
    if (code < 97 || code > 122) return false
  }
  return text.length > 0
}

/** Chains whose name is nothing but a number or a time. */
const CHAINS = new Set([
  '7-11',
  '7-eleven',
  '711',
  '1919',
  '365',
  '24小时',
  '7天',
  '五月天',
  '一点点',
  '三分甜',
  '十足',
  '六月',
  '全家',
  ...CHAIN_NAMES.split(/\s+/),
])

/** Chains of three characters and more, whatever follows: 好想来零食. */
const LONG_CHAINS = createWordFinder(
  CHAIN_NAMES.split(/\s+/)
    .filter((name) => name.length > 2)
    .join(' '),
)

/** Does it end like the name of a shop? */
export function isStore(text: string): boolean {
  if (text.length <= 8 && CHAINS.has(text.toLowerCase())) return true
  // 好想来零食, 三只松鼠万达
  if (text.length > 4 && LONG_CHAINS.begins(text)) return true
  const bare = text.endsWith(')') && text.includes('(') ? text.slice(0, text.indexOf('(')) : text
  if (endsTail[bare.charCodeAt(bare.length - 1)] === 1)
    for (let length = 5; length > 0; length--)
      if (bare.length > length && storeTails.has(bare.slice(-length))) return true
  const digit = bare.charCodeAt(bare.length - 2)
  return bare.endsWith('店') && digit >= 48 && digit <= 57
}
