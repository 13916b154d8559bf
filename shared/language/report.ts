import type { Clause } from './clauses'
import type { Element } from './element'
import { Role } from './lexicon'
import { isProductLike, trimProduct } from './product'
import type { Reading } from './reading'
import { resolveDue } from './time/due'
import { isEmpty } from './time/when'
import { createTrie } from './trie'
import type { Report, ReportType, Understanding } from './types'

/** Words of each kind of report; the first kind that is told wins, in this order. */
const WORDS: [ReportType, string[]][] = [
  ['rejected', ['拒收', '拒签', '拒绝收货', '不肯收', '客户不收', '被退', '不收货']],
  [
    'sampleFeedback',
    [
      '样品反馈',
      '试吃反馈',
      '样品试用',
      '试用反馈',
      '样品客户说',
      '样品不错',
      '样品很好',
      '样品偏',
      '样品太',
      '样品一般',
      '样品好评',
      '试吃',
    ],
  ],
  [
    'outOfStock',
    ['缺货', '断货', '没货', '脱销', '断档', '售罄', '卖完', '卖光', '无货', '空架', '见底', '快没了'],
  ],
  ['overstock', ['积压', '压货', '滞销', '库存太多', '卖不动', '卖不掉', '压仓', '库存积压', '不动销']],
  [
    'paid',
    [
      '已打款',
      '已付款',
      '打款了',
      '付款了',
      '到账',
      '已到账',
      '回款',
      '收到货款',
      '收到款',
      '已收款',
      '已回款',
      '已付',
      '付清',
      '结清',
      '款已打',
      '款到',
      '收到定金',
      '付了',
      '打了',
    ],
  ],
  [
    'completed',
    [
      '完成',
      '已送',
      '已补',
      '送到',
      '送达',
      '搞定',
      '已完成',
      '办好了',
      '已退',
      '已取',
      '已换',
      '已拜访',
      '已盘点',
      '已对账',
      '已签',
      '签好',
      '送完',
      '补完',
      '签收',
      '已发',
      '盘完',
      '办完',
      '交付',
    ],
  ],
  [
    'appointment',
    ['约', '约好', '约定', '约了', '约在', '改天再谈', '再谈', '再来', '面谈', '再聊', '见面', '碰面'],
  ],
]

const words = createTrie<{ kind: number; word: string }[]>()
WORDS.forEach(([, list], kind) => {
  // A word of several kinds, or with another inside it, is offered to each.
  for (const word of list) words.add(word, (present) => [...(present ?? []), { kind, word }])
})

interface Match {
  kind: number
  word: string
  index: number
}

/** Every word of a report in the text, one pass. */
function matches(text: string): Match[] | undefined {
  let out: Match[] | undefined
  for (let i = 0; i < text.length; i++) {
    const found = words.longest(text, i)
    if (found === undefined) continue
    out ??= []
    for (const { kind, word } of found) out.push({ kind, word, index: i })
    // 回款 within 已回款 says the same; a shorter word at the same place may still be the one that fits
    for (let length = words.matchedLength - 1; length >= 2; length--) {
      const shorter = words.longest(text.slice(i, i + length), 0)
      if (shorter !== undefined && words.matchedLength === length)
        for (const { kind, word } of shorter) out.push({ kind, word, index: i })
    }
  }
  return out
}

/**
 * What was done, refused, lacking or agreed, told besides the kind; undefined when nothing of it is. Examples:
 * 「拒收3箱 原因：烂果」, 「缺货 车厘子」, 「约下周二再谈」.
 */
export function readReport(reading: Reading, answer: Understanding): Report | undefined {
  const { norm, clauses, ref } = reading
  const { text } = norm
  if (
    answer.kind === 'none' &&
    (answer.reason === 'question' ||
      answer.reason === 'hypothetical' ||
      answer.reason === 'quoted' ||
      answer.reason === 'third-party')
  )
    return undefined
  let type: ReportType | undefined
  let at = -1
  let word = ''
  const found = matches(text)
  if (found === undefined && answer.kind !== 'none') return undefined
  for (let kind = 0; found !== undefined && kind < WORDS.length && type === undefined; kind++)
    for (const match of found) {
      const name = WORDS[kind]?.[0]
      if (match.kind !== kind || name === undefined || !fits(name, match.word, match.index, reading, answer))
        continue
      type = name
      at = match.index
      word = match.word
      break
    }
  if (type === undefined && answer.kind === 'none' && answer.reason === 'past') {
    const element = clauses
      .flatMap((c) => c.elements)
      .find(
        (e) => e.dead === 'past' && (e.kind === 'action' || e.kind === 'keyword' || e.kind === 'quantity'),
      )
    if (element !== undefined) {
      type = element.action === '打款' || element.action === '收款' ? 'paid' : 'completed'
      at = element.start
      word = element.word
    }
  }
  if (type === undefined) return undefined
  const report: Report = { type }
  const whole = clauses.find((c) => at >= c.start && at < c.end)
  if (
    whole?.elements.some(
      (e) =>
        e.kind === 'sign' && ((e.entry?.role ?? 0) & (Role.third | Role.question | Role.hypothesis)) !== 0,
    )
  )
    return undefined
  if (whole?.stop === '?') return undefined
  const home = clauses.find((c) => at >= c.start && at < c.end) ?? clauses[0]
  if (home === undefined) return report
  fill(report, home, clauses, word, at)
  const reason = readReason(text)
  if (reason !== undefined) report.reason = reason
  if (type === 'sampleFeedback') {
    let from = at + word.length
    while (from < text.length && ':,\n'.includes(text.charAt(from))) from++
    const rest = text.slice(from)
    if (rest !== '') report.text = rest
  } else
    report.text = norm.original
      .slice(norm.from[home.start] ?? 0, norm.from[home.end] ?? norm.original.length)
      .trim()
  const time = home.elements.find((e) => e.kind === 'when' && e.when !== undefined && !isEmpty(e.when))
  const due = time?.when === undefined ? undefined : resolveDue(time.when, ref)
  if (due !== undefined) {
    report.at = due.due
    report.atGrain = due.dueGrain
  }
  const named = clauses.flatMap((c) => c.elements)
  const store = reading.group?.store ?? named.find((e) => e.name?.type === 'store')?.name?.name
  const person = reading.group?.person ?? named.find((e) => e.name?.type === 'person')?.name?.name
  if (store !== undefined) report.store = store
  if (person !== undefined) report.person = person
  return report
}

function fits(
  kind: ReportType,
  word: string,
  index: number,
  reading: Reading,
  answer: Understanding,
): boolean {
  const { text } = reading.norm
  const before = text.charAt(index - 1)
  if (before !== '' && '没未不别'.includes(before) && kind !== 'rejected') return false
  if (kind === 'appointment')
    return (
      (word !== '约' || index === 0 || ',。\n#已'.includes(text.charAt(index - 1))) &&
      (word.startsWith('约')
        ? reading.clauses.some((c) => c.elements.some((e) => e.kind === 'when')) &&
          !text.startsWith('约合', index)
        : answer.kind === 'none' && reading.clauses.some((c) => c.elements.some((e) => e.kind === 'when')))
    )
  if (kind === 'paid' && word === '回款' && answer.kind === 'command' && answer.due === undefined)
    return answer.items.some((i) => i.quantity !== undefined)
  if (kind === 'paid' || kind === 'completed') {
    if (answer.kind !== 'none') return false
    if (word === '回款')
      return (
        reading.clauses.some((c) => c.elements.some((e) => e.kind === 'quantity')) || answer.reason === 'past'
      )
    return answer.reason === 'past' || answer.reason === 'chatter'
  }
  return true
}

function fill(report: Report, home: Clause, clauses: readonly Clause[], word: string, at: number): void {
  const from = clauses.indexOf(home)
  const near: Element[] = [
    ...home.elements,
    ...(clauses[from + 1]?.sentence === home.sentence || report.type === 'rejected'
      ? (clauses[from + 1]?.elements ?? [])
      : []),
  ]
  const quantity = near.find(
    (e) => e.kind === 'quantity' && e.quantity?.value !== undefined && !e.quantity.other,
  )
  if (quantity?.quantity?.value !== undefined) {
    report.quantity = quantity.quantity.value
    const unit = quantity.quantity.unit ?? (report.type === 'paid' ? '元' : undefined)
    if (unit !== undefined) report.unit = unit
  }
  const action = near.find((e) => e.kind === 'action')
  if (action?.action !== undefined && (report.type === 'completed' || report.type === 'paid'))
    report.action = action.action
  const noun = near.find(
    (e) =>
      e.kind === 'text' &&
      isProductLike(e.word) &&
      !word.includes(e.word) &&
      !e.word.startsWith('原因') &&
      !e.word.startsWith('因为') &&
      !(e.start <= at && e.end > at),
  )
  if (noun !== undefined && report.type !== 'appointment' && report.type !== 'sampleFeedback')
    report.product = trimProduct(noun.word)
}

const REASONS = ['原因是', '原因', '因为', '由于', '理由']

function readReason(text: string): string | undefined {
  for (const word of REASONS) {
    const index = text.indexOf(word)
    if (index < 0) continue
    let start = index + word.length
    while (start < text.length && ':,是 '.includes(text.charAt(start))) start++
    let end = start
    while (end < text.length && !',。;\n!?'.includes(text.charAt(end))) end++
    if (end > start) return text.slice(start, end)
  }
  return undefined
}
