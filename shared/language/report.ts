import type { Clause } from './clauses'
import type { Element } from './element'
import { Role } from './lexicon'
import type { Normalised } from './normalise'
import { isProductLike, trimProduct } from './product'
import type { Reading } from './reading'
import { resolveDue } from './time/due'
import { isEmpty } from './time/when'
import { createTrie } from './trie'
import type { Report, ReportType, Understanding } from './types'
import { REPORT_WORDS } from './words/report-words'

const words = createTrie<{ kind: number; word: string }[]>()
REPORT_WORDS.forEach(([, list], kind) => {
  // A word of several kinds, or with another inside it, is offered to each.
  for (const word of list.split(' ')) words.add(word, (present) => [...(present ?? []), { kind, word }])
})

/** Example: `beginsReport('缺货车厘子')` is true. */
export const beginsReport = (text: string): boolean => words.longest(text, 0) !== undefined

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
  for (let kind = 0; found !== undefined && kind < REPORT_WORDS.length && type === undefined; kind++)
    for (const match of found) {
      const name = REPORT_WORDS[kind]?.[0]
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
    const order = clauses.find(
      (c) => c.start > at && c.elements.some((e) => e.kind === 'action' && e.dead === undefined),
    )
    let to = order === undefined ? text.length : order.start
    while (to > from && ',。;\n'.includes(text.charAt(to - 1))) to--
    if (to > from) report.text = asWritten(norm, from, to)
  } else report.text = asWritten(norm, home.start, home.end)
  const time = home.elements.find((e) => e.kind === 'when' && e.when !== undefined && !isEmpty(e.when))
  const due = time?.when === undefined ? undefined : resolveDue(time.when, ref)
  if (due !== undefined) {
    // 去年约了 plans nothing.
    if (type === 'appointment' && due.moment < ref.day * 86_400 + ref.second) return undefined
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

function asWritten(norm: Normalised, from: number, to: number): string {
  return norm.original.slice(norm.from[from] ?? 0, norm.from[to] ?? norm.original.length).trim()
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
      (word !== '约' || index === 0 || ',。\n#已'.includes(before)) &&
      !CONTRACTS.includes(before || ' ') &&
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

/** 签约了, 续约好: an agreement on paper is no appointment. */
const CONTRACTS = '签续违解履毁特合租预条公契邀'

function fill(report: Report, home: Clause, clauses: readonly Clause[], word: string, at: number): void {
  const next = clauses[clauses.indexOf(home) + 1]
  const near: Element[] = [
    ...home.elements,
    ...(next !== undefined && goesOn(next, home, report) ? next.elements : []),
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

/** What stands behind the comma belongs to it, unless it is an order of its own: 缺货 车厘子，明天补10箱. */
function goesOn(next: Clause, home: Clause, report: Report): boolean {
  if (next.sentence !== home.sentence && report.type !== 'rejected') return false
  return !next.elements.some((e) => e.dead === undefined && (e.kind === 'action' || e.kind === 'when'))
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
