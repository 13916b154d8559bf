import type { Clause } from './clauses'
import { type Element, element } from './element'
import { Role } from './lexicon'
import type { Reference } from './time/calendar'
import { resolveDue } from './time/due'
import { clashes, isEmpty, mergeWhen, type When } from './time/when'
import { createWordFinder } from './word-finder'

/** Loose forms of the keywords, which no list can hold: 合同可以签了, 货款明天打过来, 样品给我寄3份. */

const SAMPLES = ['样品', '样板', '小样', '货样', '试用装', '样机']
const CONTRACTS = ['合同', '协议', '合约', '和同', '单子', '意向书', '合筒', '年框', '框架', '单据']
const MONEY = ['货款', '款', '钱', '尾款', '首款', '货钱', '款项', '预付款', '全款']
const PAY = ['打', '付', '转', '汇', '交', '结清']
const ASK = [
  '要',
  '寄',
  '送',
  '拿',
  '发',
  '申请',
  '领',
  '来',
  '带',
  '给',
  '索',
  '讨',
  '求',
  '试',
  '需要',
  '想看',
  '取',
  '补',
  '备',
  '快递',
  '邮',
  '弄',
  '准备',
  '安排',
  '提供',
  '做',
  '打',
]

const TO_US = createWordFinder('过 来 给')

function markKeyword(element: Element, keyword: string, action: string): void {
  element.kind = 'keyword'
  element.keyword = keyword
  element.action = action
}

/** Turns the word that carries a loose form into a keyword element. */
export function markLooseKeywords(clauses: readonly Clause[], text: string): void {
  if (!text.includes('签') && !text.includes('款') && !text.includes('钱') && indexOfAny(text, SAMPLES) < 0)
    return
  const contractIn = new Set<number>()
  const moneyIn = new Set<number>()
  for (const clause of clauses) {
    const raw = text.slice(clause.start, clause.end)
    if (indexOfAny(raw, CONTRACTS) >= 0) contractIn.add(clause.sentence)
    if (indexOfAny(raw, MONEY) >= 0) moneyIn.add(clause.sentence)
  }
  for (const clause of clauses) {
    const raw = text.slice(clause.start, clause.end)
    if (
      raw.length > 60 ||
      clause.elements.some((e) => e.kind === 'keyword' && e.keyword === '签合同') === false
    ) {
      const contract = indexOfAny(raw, CONTRACTS)
      // 客户想通了，签！
      const [only, ...more] = clause.elements
      if (only?.word === '签' && more.length === 0) markKeyword(only, '签合同', '签合同')
      const sign = raw.indexOf('签')
      // 合同的事没问题，周五签; 可以签了，合同周四带过去
      if (
        contract < 0 &&
        sign >= 0 &&
        contractIn.has(clause.sentence) &&
        (sign + 1 >= raw.length || '吧了啊的定掉好完成不没字'.includes(raw.charAt(sign + 1)))
      ) {
        const carrier = at(clause, clause.start + sign)
        if (carrier?.kind === 'text')
          splitAt(clause, carrier, clause.start + sign, '签', '签合同', '签合同', text)
      }
      if (contract >= 0 && sign >= 0 && Math.abs(sign - contract) < 14) {
        const carrier = at(clause, clause.start + sign)
        if (carrier !== undefined && carrier.kind === 'text' && !carrier.word.includes('签字笔'))
          splitAt(clause, carrier, clause.start + sign, '签', '签合同', '签合同', text)
      }
    }
    if (!clause.elements.some((e) => e.kind === 'keyword' && e.keyword === '要样品')) {
      for (const sample of SAMPLES) {
        const index = raw.indexOf(sample)
        if (index < 0 || '册盒柜间架室'.includes(raw.charAt(index + 2) || ' ')) continue
        const carrier = at(clause, clause.start + index)
        if (carrier === undefined || carrier.kind !== 'text') continue
        const counted = clause.elements.some((e) => e.kind === 'quantity' && e.start >= carrier.start)
        const rest = raw.slice(0, index) + raw.slice(index + sample.length)
        if (counted || indexOfAny(rest, ASK) >= 0) markKeyword(carrier, '要样品', '送样')
        break
      }
    }
    if (!clause.elements.some((e) => e.kind === 'keyword' && e.keyword === '先打款')) {
      // 打过款, 付了定金, 打一笔钱
      for (const verb of ['打', '付', '汇']) {
        const pay = raw.indexOf(verb)
        const carrier = pay < 0 ? undefined : at(clause, clause.start + pay)
        if (carrier === undefined || carrier.kind !== 'text') continue
        const rest = raw.slice(pay + 1, pay + 5)
        const money = Math.max(rest.indexOf('款'), rest.indexOf('钱'))
        if (money > 0 && '过了完一点个笔'.includes(rest.charAt(0)))
          splitAt(clause, carrier, clause.start + pay, verb, '先打款', '打款', text)
      }
    }
    if (moneyIn.has(clause.sentence) && !clause.elements.some((e) => e.kind === 'keyword')) {
      // 不打款不发货，客户答应明天打
      const last = clause.elements[clause.elements.length - 1]
      const said = clause.elements.some((e) => e.word === '答应' || e.word === '同意')
      if (said && last?.kind === 'text' && (last.word === '打' || last.word === '付' || last.word === '汇'))
        markKeyword(last, '先打款', '打款')
    }
    if (!clause.elements.some((e) => e.kind === 'keyword' && e.keyword === '先打款')) {
      const money = indexOfAny(raw, MONEY)
      if (money >= 0) {
        for (const verb of PAY) {
          const pay = raw.indexOf(verb, money + 1)
          const carrier = pay < 0 || pay - money > 10 ? undefined : at(clause, clause.start + pay)
          if (carrier !== undefined && (carrier.kind === 'text' || carrier.kind === 'action')) {
            if ((verb === '转' || verb === '交') && TO_US.find(raw, pay + 1, pay + 3) < 0) continue
            splitAt(clause, carrier, clause.start + pay, verb, '先打款', '打款', text)
            break
          }
        }
      }
    }
  }
}

/** Which of the lists a text holds any word of, in one pass. */
const anyOf = new Map(
  [SAMPLES, CONTRACTS, MONEY, ASK].map((words) => [words, createWordFinder(words.join(' '))]),
)

function indexOfAny(text: string, words: string[]): number {
  if (anyOf.get(words)?.has(text) === false) return -1
  for (const word of words) {
    const index = text.indexOf(word)
    if (index >= 0) return index
  }
  return -1
}

function at(clause: Clause, index: number): Element | undefined {
  // 《签合同的艺术》 is a title
  return clause.elements.find((e) => e.start <= index && index < e.end && e.word.charAt(0) !== '《')
}

/** Cuts the keyword's character out of a longer run, so that what follows it (了, 完) is seen by the rules of polarity. */
function splitAt(
  clause: Clause,
  carrier: Element,
  index: number,
  word: string,
  keyword: string,
  action: string,
  text: string,
): void {
  const list: Element[] = []
  const piece = (start: number, end: number) => element('text', start, end, text.slice(start, end))
  if (index > carrier.start) list.push(piece(carrier.start, index))
  const middle = piece(index, index + word.length)
  markKeyword(middle, keyword, action)
  list.push(middle)
  if (index + word.length < carrier.end) list.push(piece(index + word.length, carrier.end))
  clause.elements.splice(clause.elements.indexOf(carrier), 1, ...list)
}

export interface FoundOpportunity {
  keywords: string[]
  when?: When
  start: number
  clause: number
}

/** The live keywords of a line as one opportunity, with the time that belongs to them. */
export function readOpportunity(
  clauses: readonly Clause[],
  ref: Reference,
  skip: (e: Element) => boolean = () => false,
): FoundOpportunity | undefined {
  const keywords: string[] = []
  let first: Element | undefined
  let home = -1
  const homes: number[] = []
  clauses.forEach((clause, index) => {
    for (const e of clause.elements) {
      if (e.kind !== 'keyword' || e.keyword === undefined || e.dead !== undefined || skip(e)) continue
      homes.push(index)
      if (!keywords.includes(e.keyword)) keywords.push(e.keyword)
      if (first === undefined) {
        first = e
        home = index
      }
    }
  })
  if (first === undefined) return undefined
  const when = timeOf(clauses, homes, ref)
  const result: FoundOpportunity = { keywords, start: first.start, clause: home }
  if (when !== undefined) result.when = when
  return result
}

function timesIn(clause: Clause | undefined): When[] {
  return (
    clause?.elements
      .filter((e) => e.kind === 'when' && e.when !== undefined && !isEmpty(e.when))
      .map((e) => e.when as When) ?? []
  )
}

/** The time in the clause of the keyword; failing that the nearest one in a clause that is meant. */
function timeOf(clauses: readonly Clause[], homes: readonly number[], ref: Reference): When | undefined {
  let found: When | undefined
  const take = (when: When, correcting: boolean) => {
    if (resolveDue(when, ref) === undefined) return
    if (found === undefined || correcting)
      found = found !== undefined && correcting && !clashes(found, when) ? mergeWhen(when, found) : when
    else if (!clashes(found, when)) found = mergeWhen(found, when)
  }
  const scan = (index: number) => {
    const clause = clauses[index]
    let correcting = false
    for (const e of clause?.elements ?? []) {
      if (e.kind === 'fix') correcting = true
      if (e.kind === 'when' && e.when !== undefined && !isEmpty(e.when)) take(e.when, correcting)
    }
  }
  for (const home of homes) if (found === undefined) scan(home)
  const home = homes[0] ?? 0
  const usable = (index: number) => {
    const clause = clauses[index]
    if (clause === undefined) return false
    // 客户要签合同，今天好累: a clause with its own matter keeps its time
    if (
      clause.elements.some(
        (e) =>
          e.kind === 'text' &&
          !CONTRACTS.includes(e.word) &&
          [...e.word].some(
            (c) =>
              !'到在去见来等要再寄送拿发签打付转汇交给他她过就行可以带用你我您咱一下账上但最快得才是出走齐位'.includes(
                c,
              ),
          ),
      )
    )
      return false
    return (
      !clause.elements.some(
        (e) => e.dead !== undefined || (e.kind === 'quantity' && (e.entry?.role ?? 0) & Role.state),
      ) &&
      !(
        clause.elements.some((e) => e.kind === 'action') && clause.elements.some((e) => e.kind === 'quantity')
      )
    )
  }
  for (let distance = 1; distance < Math.min(clauses.length, 8); distance++)
    for (const index of [home + distance, home - distance]) {
      if (homes.includes(index) || !usable(index)) continue
      const times = timesIn(clauses[index])
      if (times.length === 0) continue
      if (found === undefined) scan(index)
      else if (
        clauses[index]?.sentence === clauses[home]?.sentence &&
        times.every((t) => found !== undefined && !clashes(found, t))
      )
        scan(index)
      else if (clauses[index]?.elements.some((e) => e.kind === 'fix')) scan(index)
    }
  return found
}
