/** What is quoted, prescribed or announced, and what other people do. */
import type { Clause } from '../clauses'
import { Role } from '../lexicon'
import { isStore } from '../people'
import { createWordFinder } from '../word-finder'
import { killAll, type PolarityInput, roleOf } from './kill'

const TO_ALL = createWordFinder('@全体成员 @所有人 @全员 @all @All @大家 @各位')

/** Everyday words that are a label only before a colon. */
const LABELS = new Set([
  '通知',
  '分享',
  '广告',
  '宣传',
  '培训',
  '文件',
  '标题',
  '考核',
  '指标',
  '经验',
  '朋友圈',
  '案例',
  '提醒',
  '心得',
  '知识',
  '定义',
  '同事',
  '常说',
  '常讲',
  '经常说',
  '经常讲',
  '老是说',
  '总是说',
  '爱说',
  '讲话',
  '发言',
  '致辞',
  '训话',
  '寄语',
  '规范',
  '方针',
])

export function quotedFrom(clause: Clause, input: PolarityInput, index: number): number {
  // @全体成员 先打款后发货: an announcement, unless a customer is told of
  if (index === 0 && TO_ALL.begins(input.text) && !SPEAKERS.has(input.text)) return 0
  if (clause.stop === ':' && !input.hashed && isArticle(clause)) return 0
  for (let at = 0; at < clause.elements.length; at++) {
    const e = clause.elements[at]
    if (e?.kind === 'sign' && roleOf(e) & Role.quoted && quotes(clause, input, index, at)) return at
  }
  return -1
}

/** 第三条：, 店规第一款：: of something written. */
function isArticle({ elements }: Clause): boolean {
  const last = elements[elements.length - 1]
  if (elements.some((e) => e.kind === 'action')) return false
  return (
    last?.kind === 'quantity' &&
    ARTICLES.has(last.quantity?.unit ?? '') &&
    elements[elements.length - 2]?.word === '第'
  )
}

const ARTICLES = new Set(['条', '款', '章'])

const HASH_LABELS = new Set([
  '格式',
  '示例',
  '模板',
  '例如',
  '举例',
  '样例',
  '范例',
  '流程',
  '制度',
  '公司制度',
  '公司规定',
  '规定',
  '公告',
  '群公告',
  '口号',
  '标语',
  '话术',
  '政策',
])

/** Does the word at `at` make the clause a rule, a slogan or an announcement? */
function quotes(clause: Clause, input: PolarityInput, index: number, at: number): boolean {
  const word = clause.elements[at]?.word ?? ''
  if (input.hashed && !HASH_LABELS.has(word)) return false
  // 老规矩，补20箱: as ever
  if (word === '老规矩' && clause.elements.length === 1) return false
  if (word === '一般') return clause.elements.length > at + 1 && index === 0
  const after = input.text.slice(clause.elements[at]?.end, clause.end)
  // 流程走完了, 条款审过了: what is under way is no rule
  if (UNDER_WAY.begins(after)) return false
  if (LABELS.has(word)) return (after === '' && clause.stop === ':') || TAUGHT.begins(after)
  // 客户同意我们的付款方式, 合同条款没异议: what was agreed is no rule
  const raw = input.text.slice(clause.start, clause.end)
  if (AGREED.some((agreed) => raw.includes(agreed)) && TERMS.has(word)) return false
  if (!clause.elements.slice(0, at).some((e) => OURS.has(e.word))) return true
  return !AGREED.some((agreed) => raw.includes(agreed))
}

const UNDER_WAY = createWordFinder(
  '走完 走好 走到 走了 走着 在走 正在走 还在走 过了 过完 批了 批下来 审完 审过 审好 办完 办好',
)
const TAUGHT = createWordFinder('说 讲 教 提到 要求 里说 上说 时说')

const AGREED = [
  '同意',
  '接受',
  '认可',
  '答应',
  '没意见',
  '没异议',
  '无异议',
  '没问题',
  '谈好',
  '谈妥',
  '没谈拢',
  '谈不拢',
  '谈崩',
  '没谈成',
]
const TERMS = new Set(['条款', '付款方式', '付款条件', '账期', '结算方式', '合作模式', '合同里', '章程'])

const OURS = new Set([
  '客户',
  '客户说',
  '客户要',
  '客户想',
  '客户要求',
  '客户需要',
  '客户那边',
  '老板',
  '老板说',
  '老板要',
  '我们',
  '咱们',
  '我',
  '咱',
  '对方',
  '对方要',
  '对方说',
  '店里',
  '他',
  '她',
  '他们',
  '我店',
  '我们店',
  '这边',
  '那边',
])

/** In a # line too these act for themselves; NEIGHBOURS only as the subject, for goods may be left with them. */
const RIVALS = new Set(['竞品', '别家', '竞争对手', '友商', '同行', '竞对'])
const NEIGHBOURS = new Set([
  '隔壁',
  '房东',
  '老婆',
  '老公',
  '媳妇',
  '朋友',
  '同学',
  '亲戚',
  '邻居',
  '别人',
  '我妈',
  '我爸',
])

const NEXT_DOOR = new Set(['对面', '对门', '对过', '街对面'])

const THEIR_PEOPLE = createWordFinder('老板 客户')

const THEIRS = new Set(['那边', '那里', '他们', '老板'])

const SPEAKERS = createWordFinder('我们 咱 客户 老板')

/** Who speaks for an institution that is a customer: 幼儿园园长, 银行食堂. */
const ITS_PEOPLE = createWordFinder(
  '园长 校长 院长 行长 经理 采购 食堂 后勤 老板 负责人 主任 店长 总务 客户 财务 馆长',
)

function isCustomerThere(clause: Clause, at: number): boolean {
  const sign = clause.elements[at]
  const next = clause.elements[at + 1]
  const who = sign?.word ?? ''
  if (NEIGHBOURS.has(who) || RIVALS.has(who) || NEXT_DOOR.has(who)) return false
  return sign !== undefined && next !== undefined && next.start === sign.end && ITS_PEOPLE.begins(next.word)
}

/** 隔壁老板, 隔壁的便利店老板: whose shop it is says whose people they are. */
function hasPeople({ elements }: Clause, at: number): boolean {
  let next = at + 1
  if (elements[next]?.word === '的') next++
  const shop = elements[next]
  if (shop?.start !== elements[next - 1]?.end) return false
  if (shop?.kind === 'text' && isStore(`某${shop.word}`)) next++
  return THEIR_PEOPLE.begins(elements[next]?.word ?? '')
}

export function judgeThird(clause: Clause, third: number, input: PolarityInput): number {
  const { hashed } = input
  const at = clause.elements.findIndex((e) => e.kind === 'sign' && (roleOf(e) & Role.third) !== 0)
  const oursAfter = (from: number, to: number) =>
    clause.elements
      .slice(from, to)
      .some((e) => OURS.has(e.word) && (e.kind === 'filler' || e.kind === 'sign' || e.kind === 'text')) ||
    clause.elements.slice(from, to).some((e) => e.kind === 'text' && SPEAKERS.begins(e.word))
  if (at >= 0 && !isCustomerThere(clause, at)) {
    const word = clause.elements[at]?.word ?? ''
    if (hashed && !RIVALS.has(word) && !(at === 0 && NEIGHBOURS.has(word))) return third
    // 比别家便宜 compares, 跟别家不一样 too; 对手那边 is still theirs
    const trigger = clause.elements.findIndex((e) => e.kind === 'action' || e.kind === 'keyword')
    const next = clause.elements[at + 1]
    const from = next !== undefined && THEIRS.has(next.word) ? at + 2 : at + 1
    const said = input.text.charAt(clause.elements[at]?.end ?? 0)
    // 厂家要我们先打款; 隔壁老板要签合同
    const theirOwn =
      '要让叫催逼'.includes(said || ' ') ||
      ((NEIGHBOURS.has(word) || RIVALS.has(word) || NEXT_DOOR.has(word)) && hasPeople(clause, at))
    if (trigger > at && !theirOwn && oursAfter(from, trigger)) return -1
    killAll(clause, 'third-party')
    return clause.sentence
  }
  if (third >= 0 && clause.sentence === third) {
    const trigger = clause.elements.findIndex((e) => e.kind === 'action' || e.kind === 'keyword')
    if (
      oursAfter(0, trigger < 0 ? clause.elements.length : trigger) ||
      clause.elements.some((e) => e.kind === 'quantity' || e.kind === 'when')
    )
      return -1
    killAll(clause, 'third-party')
  }
  return third
}
