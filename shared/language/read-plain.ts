/** Lines without #. */
import { type Clause, splitClauses } from './clauses'
import { readElements } from './elements'
import { readItems } from './items/read-items'
import type { Draft } from './items/state'
import type { Line } from './line'
import { markLooseKeywords, readOpportunity } from './opportunity'
import { markStoreByForm } from './plain-store'
import { judge } from './polarity/judge'
import type { Reading } from './reading'
import { addDue, addWho, combine, firstReason, named, type Placed, toItem } from './results'
import { markStoresEach, storesEach } from './stores-each'
import { resolveDue } from './time/due'
import type { Command, Opportunity, Understanding } from './types'
import { createWordFinder } from './word-finder'
import { SIGNAL_ACTIONS } from './words/goods-words'
import { NOT_GOODS } from './words/product-words'

/** What people book for themselves. */
const PRIVATE = createWordFinder(
  '高铁票 火车票 机票 车票 动车票 船票 电影票 演唱会 会议室 包间 包厢 标间 大床房 双床房 酒店房间 网约车 滴滴 盖浇饭 盖饭 点外卖 叫外卖 请你喝 请你吃 请客 请大家',
)

export function readPlain(line: Line, from: number, reading: Reading): Understanding {
  const { norm, ref } = reading
  const elements = readElements(line, from, line.reader.tokens.length)
  markStoresEach(elements)
  markStoreByForm(elements)
  const clauses = splitClauses(elements, line.reader.tokens[from]?.start ?? 0, norm.text.length)
  reading.clauses = clauses
  markLooseKeywords(clauses, norm.text)
  judge({ clauses, text: norm.text, ref, hashed: false })
  const placed: Placed[] = []
  const opportunity = readOpportunity(clauses, ref)
  if (opportunity !== undefined) {
    const result: Opportunity = { kind: 'opportunity', keyword: opportunity.keywords[0] ?? '' }
    if (opportunity.keywords.length > 1) result.keywords = opportunity.keywords
    addDue(result, opportunity.when, reading)
    addWho(result, {}, clauses)
    placed.push({ result, start: opportunity.start })
  }
  const groups = readItems(clauses, false).filter((group) => group.items.length > 0)
  // Most talk ends here.
  if (groups.length === 0 || PRIVATE.has(norm.text)) return combine(placed, firstReason(clauses))
  const person = named(clauses, 'person')
  const store = named(clauses, 'store')
  const each = storesEach(elements)
  const sampled = clauses.filter(hasSample)
  const stores = each.length > 1 ? each : [store]
  for (const group of groups) {
    const items = group.items.filter(
      (d) =>
        d.action !== undefined &&
        !SIGNAL_ACTIONS.has(d.action) &&
        // 再来一单
        !(d.unit === '单' && d.product === undefined) &&
        !NOT_GOODS.has(d.product ?? '') &&
        !(d.product === undefined && ofSamples(d, sampled, clauses)) &&
        // 发20块红包
        !(d.action === '送货' && d.unit === '元'),
    )
    if (items.length === 0) continue
    const due = group.when === undefined ? undefined : resolveDue(group.when, ref)
    const counted = items.some(
      (d) =>
        d.quantity !== undefined ||
        (d.product !== undefined && d.quantity === undefined && vagueBeside(d, clauses)),
    )
    if (!counted && !(due !== undefined && (person !== undefined || store !== undefined))) continue
    if (opportunity !== undefined && followsCondition(norm.text, opportunity.start, items[0]?.start ?? 0))
      continue
    reading.drafts.push(...items)
    for (const store of stores) {
      const command: Command = { kind: 'command', items: items.map(toItem) }
      for (const draft of items) draft.owner ??= command
      addDue(command, group.when, reading)
      if (store !== undefined) command.store = store
      if (person !== undefined) command.person = person
      placed.push({ result: command, start: items[0]?.start ?? 0 })
    }
  }
  return combine(placed, firstReason(clauses))
}

const hasSample = (c: Clause) => c.elements.some((e) => e.kind === 'keyword' && e.keyword === '要样品')

/** 样板要三套; 客户要样品，先来两份: the samples are what is counted. `sampled`: the clauses that speak of them. */
function ofSamples(draft: Draft, sampled: readonly Clause[], clauses: readonly Clause[]): boolean {
  if (sampled.length === 0) return false
  const home = clauses.find((c) => c.start <= draft.start && draft.end <= c.end)
  return sampled.some(
    (c) =>
      (c === home || (c.sentence === home?.sentence && SAMPLE_UNITS.has(draft.unit ?? ''))) &&
      c.elements.some((e) => e.kind === 'keyword' && e.keyword === '要样品' && e.end <= draft.start),
  )
}

const SAMPLE_UNITS = new Set(['份', '套'])

/** 补几箱可乐: counted, though nobody knows how many. */
function vagueBeside(draft: Draft, clauses: readonly Clause[]): boolean {
  return clauses.some((c) =>
    c.elements.some(
      (e) =>
        e.kind === 'quantity' && e.quantity?.vague && e.start >= draft.start - 6 && e.end <= draft.end + 6,
    ),
  )
}

/** 先打款再发20箱: the delivery hangs on the payment, so there is only the opportunity. */
function followsCondition(text: string, keyword: number, item: number): boolean {
  if (item < keyword) return false
  const between = text.slice(keyword, item)
  return (
    !between.includes('。') &&
    !between.includes('\n') &&
    (between.includes('再') || between.includes('才') || between.includes('后'))
  )
}
