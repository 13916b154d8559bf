/**
 * What of a line is meant: each action, keyword, quantity and noun that is not gets the reason why. Clause by clause;
 * corrections first, then what only looks like a negation, then negation and the rest.
 */
import type { Clause } from './clauses'
import type { Element } from './elements'
import { Role } from './lexicon'
import type { Reference } from './time/calendar'
import { resolveMoment } from './time/due'
import { hasDate, type When } from './time/when'
import type { NoneReason } from './types'

const isTrigger = (e: Element) => e.kind === 'action' || e.kind === 'keyword' || e.kind === 'quantity'
const isGoods = (e: Element) => isTrigger(e) || e.kind === 'text'
const roleOf = (e: Element | undefined) =>
  e?.kind === 'sign' || e?.kind === 'fix' || e?.kind === 'when' || e?.kind === 'filler'
    ? (e.entry?.role ?? 0)
    : 0

function kill(element: Element, reason: NoneReason): void {
  element.dead ??= reason
}

function killAll(clause: Clause, reason: NoneReason, from = 0): void {
  for (let i = from; i < clause.elements.length; i++) {
    const e = clause.elements[i]
    if (e && isGoods(e)) kill(e, reason)
  }
}

export function isPast(when: When): boolean {
  return (
    (when.dayOffset ?? 0) < 0 ||
    (when.yearOffset ?? 0) < 0 ||
    (when.monthOffset ?? 0) < 0 ||
    (when.week ?? 0) < 0 ||
    (when.span?.[0]?.back ?? false)
  )
}

/** A time that lies ahead for certain: not 今天, not a bare 上午. */
function isAhead(when: When, ref: Reference): boolean {
  if (isPast(when) || when.noDue || (!hasDate(when) && !when.before)) return false
  const due = resolveMoment(when, ref)
  if (due === undefined) return false
  if (when.dayOffset === 0 || when.year !== undefined)
    return (
      due.moment > ref.day * 86400 + ref.second &&
      (when.hour !== undefined || when.part !== undefined || when.before === true)
    )
  return (
    due.moment > (ref.day + 1) * 86400 ||
    when.span !== undefined ||
    when.before === true ||
    when.hour !== undefined
  )
}

export interface PolarityInput {
  clauses: Clause[]
  /** Normalised text. */
  text: string
  ref: Reference
  hashed: boolean
}

export function judge(input: PolarityInput): void {
  const { clauses } = input
  notThisButThat(clauses)
  let hypothesis = -1
  let quotedTo = -1
  let quotedAll = false
  let agenda = false
  let third = -1
  clauses.forEach((clause, index) => {
    const raw = input.text.slice(clause.start, clause.end)
    if (quotedAll || clause.sentence === quotedTo) killAll(clause, 'quoted')
    if (agenda) killAll(clause, 'chatter')
    // 今日计划：… is what we do ourselves
    if (!input.hashed && clause.stop === ':' && AGENDA.has(raw.slice(-2))) agenda = true
    if (clause.sentence === hypothesis) killAll(clause, 'hypothetical')
    const q = quotedFrom(clause, input, index)
    if (q >= 0) {
      killAll(clause, 'quoted')
      quotedTo = clause.sentence
      if (clause.stop === ':' || index === 0) quotedAll = clause.stop === ':'
    }
    third = judgeThird(clause, third, input.hashed)
    const h = hypothesisFrom(clause, raw, clauses, index, input)
    if (h >= 0) {
      killAll(clause, 'hypothetical', h)
      hypothesis = clause.sentence
    }
    if (isQuestion(clause, raw)) {
      const own = clause.elements.some((e) => isTrigger(e))
      killAll(clause, 'question')
      if (!own && isTag(clause, raw)) {
        const previous = clauses[index - 1]
        if (previous !== undefined) killAll(previous, 'question')
      }
    }
    judgeCancelled(clauses, index, input.hashed)
    judgeNegated(clauses, index, raw)
    judgePast(clauses, index, raw, input)
  })
}

const AGENDA = new Set([
  '计划',
  '目标',
  '任务',
  '总结',
  '日程',
  '安排',
  '待办',
  '汇报',
  '日报',
  '周报',
  '工作',
  '行程',
  '小结',
])

/** 不是A是B, 不是A而是B: A goes without a trace. */
function notThisButThat(clauses: Clause[]): void {
  for (let c = 0; c < clauses.length; c++) {
    const clause = clauses[c]
    if (clause === undefined) continue
    const at = clause.elements.findIndex(
      (e) => e.kind === 'sign' && (e.word === '不是' || e.word === '并不是'),
    )
    if (at < 0) continue
    const following = clauses[c + 1]
    const last = clause.elements[at]
    if (at === clause.elements.length - 1 && last !== undefined && following !== undefined && c + at > 0) {
      // 补20箱，不是，是30箱
      last.kind = 'fix'
      continue
    }
    const isBut = (e: Element) =>
      e.word === '是' ||
      e.word === '而是' ||
      e.word === '就是' ||
      e.word === '是要' ||
      e.word.startsWith('而是') ||
      (e.kind === 'text' && e.word.charAt(0) === '是')
    let endClause = c
    let end = clause.elements.findIndex((e, i) => i > at && isBut(e))
    if (end < 0) {
      const next = clauses[c + 1]
      if (next === undefined || next.sentence !== clause.sentence) continue
      end = next.elements.findIndex((e, i) => i < 2 && isBut(e))
      if (end < 0) continue
      endClause = c + 1
    }
    for (let k = c; k <= endClause; k++) {
      const list = clauses[k]?.elements ?? []
      const first = k === c ? at : 0
      const last = k === endClause ? end : list.length
      for (let i = first; i < last; i++) {
        const e = list[i]
        if (e === undefined) continue
        e.dead = 'negated'
        if (e.kind === 'sign' || e.kind === 'when') e.kind = 'filler'
      }
    }
    const but = clauses[endClause]?.elements[end]
    if (but !== undefined) {
      if (but.kind === 'text' && but.word.length > 1) {
        const skip = but.word.startsWith('而是') ? 2 : 1
        but.start += skip
        but.word = but.word.slice(skip)
      } else but.kind = 'filler'
    }
  }
}

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
  '规范',
  '方针',
])

function quotedFrom(clause: Clause, input: PolarityInput, index: number): number {
  for (let at = 0; at < clause.elements.length; at++) {
    const e = clause.elements[at]
    if (e?.kind === 'sign' && roleOf(e) & Role.quoted && quotes(clause, input, index, at)) return at
  }
  return -1
}

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
])

/** Does the word at `at` make the clause a rule, a slogan or an announcement? */
function quotes(clause: Clause, input: PolarityInput, index: number, at: number): boolean {
  const word = clause.elements[at]?.word ?? ''
  if (input.hashed && !HASH_LABELS.has(word)) return false
  if (word === '一般') return clause.elements.length > at + 1 && index === 0
  if (LABELS.has(word)) return at === clause.elements.length - 1 && clause.stop === ':'
  // 客户同意我们的付款方式 is about us; the subject decides
  if (!clause.elements.slice(0, at).some((e) => OURS.has(e.word))) return true
  const raw = input.text.slice(clause.start, clause.end)
  return !AGREED.some((agreed) => raw.includes(agreed))
}

const AGREED = ['同意', '接受', '认可', '答应', '没意见']

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

function judgeThird(clause: Clause, third: number, hashed: boolean): number {
  const at = clause.elements.findIndex((e) => e.kind === 'sign' && (roleOf(e) & Role.third) !== 0)
  const oursAfter = (from: number, to: number) =>
    clause.elements
      .slice(from, to)
      .some((e) => OURS.has(e.word) && (e.kind === 'filler' || e.kind === 'sign' || e.kind === 'text')) ||
    clause.elements.slice(from, to).some((e) => e.kind === 'text' && /^(我们|咱|客户|老板)/.test(e.word))
  if (at >= 0) {
    const word = clause.elements[at]?.word ?? ''
    if (hashed && !['竞品', '别家', '竞争对手', '友商', '同行', '竞对'].includes(word)) return third
    // 比别家便宜 compares, 跟别家不一样 too
    const trigger = clause.elements.findIndex((e) => e.kind === 'action' || e.kind === 'keyword')
    if (trigger > at && oursAfter(at + 1, trigger)) return -1
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

const PLAN_TAIL = /就行|就可以|就好|即可/

function hypothesisFrom(
  clause: Clause,
  raw: string,
  clauses: readonly Clause[],
  index: number,
  input: PolarityInput,
): number {
  const { elements } = clause
  // Asked rarely, so looked for only then.
  const isTimed = () =>
    clauses.some(
      (c) =>
        c.sentence === clause.sentence &&
        c.elements.some(
          (e) => e.kind === 'when' && e.when !== undefined && resolveMoment(e.when, input.ref) !== undefined,
        ),
    )
  const plan = (raw.includes('就') || raw.includes('即可')) && PLAN_TAIL.test(raw)
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined || !(roleOf(e) & Role.hypothesis) || e.kind === 'when') continue
    // 只要20箱 is "only twenty"
    const next = elements[i + 1]
    if (
      e.word === '只要' &&
      (next?.kind === 'quantity' || (next?.kind === 'text' && elements[i + 2]?.kind === 'quantity'))
    )
      continue
    if (e.word === '只要' && plan && isTimed()) continue
    if ((e.word === '若' || e.word === '倘') && i > 0) continue
    if (e.word === '否则' || e.word === '不然') return i
    if (e.word === '的话') return 0
    return e.word === '可能' || e.word === '考虑' || e.word === '估计要' ? 0 : i
  }
  const wait = raw.includes('等') ? waitWord(raw) : -1
  if (wait >= 0) {
    const sentence = clauses.filter((c) => c.sentence === clause.sentence && c.start >= clause.start)
    const rest = input.text.slice(clause.start + wait, sentence[sentence.length - 1]?.end ?? clause.end)
    const again = rest.search(/再|才/)
    const then = rest.indexOf('就')
    if (again > 0) return 0
    if (then > 0) {
      const whenAt = clause.elements.some(
        (e) =>
          e.kind === 'when' &&
          e.start >= clause.start + wait &&
          e.when !== undefined &&
          resolveMoment(e.when, input.ref) !== undefined,
      )
      return whenAt ? -1 : 0
    }
    // 等他回来，签合同: a condition too
    if (index + 1 < clauses.length && clauses[index + 1]?.sentence === clause.sentence && !isTimed()) return 0
  }
  if (
    plan &&
    !isTimed() &&
    !input.hashed &&
    clause.elements.some((e) => e.kind === 'keyword') &&
    !clause.elements.some((e) => e.kind === 'quantity')
  )
    return 0
  return -1
}

/** Index of a 等 that waits for something, -1 if none. */
function waitWord(raw: string): number {
  for (let i = raw.indexOf('等'); i >= 0; i = raw.indexOf('等', i + 1)) {
    const before = raw.charAt(i - 1)
    const after = raw.charAt(i + 1)
    if (
      after === '等' ||
      before === '等' ||
      '平高中同优劣相头特一二三对初'.includes(before || ' ') ||
      '级于候会下待'.includes(after || ' ')
    )
      continue
    if (
      after === '' ||
      '，,、了'.includes(after) ||
      '不别甭'.includes(before || ' ') ||
      raw.slice(Math.max(0, i - 2), i) === '不用'
    )
      continue
    return i
  }
  return -1
}

/** Cancellers that may come before what they cancel; 算了 only looks back. */
const BACKWARD_ONLY = new Set([
  '算了',
  '免了',
  '黄了',
  '凉了',
  '吹了',
  '砸了',
  '再说吧',
  '黄啦',
  '吹啦',
  '拉倒',
  '停了',
  '再议',
])

function judgeCancelled(clauses: Clause[], index: number, hashed: boolean): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const at = clause.elements.findIndex((e) => e.kind === 'sign' && (roleOf(e) & Role.canceller) !== 0)
  if (at < 0) return
  const sign = clause.elements[at]
  const own = clause.elements.filter(isTrigger)
  const nouns = clause.elements.some((e) => e.kind === 'text' && e.start < (sign?.start ?? 0))
  if (own.length > 0) {
    // 可乐10箱取消 drops the item; what stands after the sign is dropped with it
    killAll(clause, 'cancelled')
    if (own.every((e) => e.kind !== 'quantity') && index > 0)
      killPrevious(clauses, index, 'cancelled', hashed)
    return
  }
  if (nouns && !hashed) {
    killAll(clause, 'cancelled')
    return
  }
  if (nouns && index === 0) {
    killAll(clause, 'cancelled')
    return
  }
  if (nouns) {
    // 雪碧取消: that product only, if it was named
    const name = clause.elements.filter((e) => e.kind === 'text').map((e) => e.word)
    let found = false
    for (const previous of clauses.slice(0, index))
      previous.elements.forEach((e, i) => {
        if (e.kind === 'text' && name.includes(e.word)) {
          found = true
          kill(e, 'cancelled')
          const beside =
            previous.elements[i + 1]?.kind === 'quantity'
              ? previous.elements[i + 1]
              : previous.elements[i - 1]
          if (beside?.kind === 'quantity') kill(beside, 'cancelled')
        }
      })
    killAll(clause, 'cancelled')
    if (found) return
  }
  if (index > 0) {
    killPrevious(clauses, index, 'cancelled', true)
    return
  }
  const next = clauses[index + 1]
  if (next !== undefined && !BACKWARD_ONLY.has(sign?.word ?? ''))
    for (const later of clauses.slice(1)) if (later.sentence === next.sentence) killAll(later, 'cancelled')
}

function killPrevious(clauses: Clause[], index: number, reason: NoneReason, all: boolean): void {
  for (let i = index - 1; i >= 0; i--) {
    const clause = clauses[i]
    if (clause === undefined) return
    if (!all && clause.sentence !== clauses[index]?.sentence) return
    killAll(clause, reason)
  }
}

/** A noun between these and an action takes the negation itself: 不要雪碧，补可乐. */
const NOUN_NEGATORS = new Set([
  '没',
  '没有',
  '不要',
  '不用',
  '不需要',
  '不',
  '未',
  '不想要',
  '停',
  '没要',
  '拒收',
  '唔要',
  '不再要',
  '无需',
  '不急',
])

function judgeNegated(clauses: Clause[], index: number, raw: string): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const { elements } = clause
  const mustDo = raw.includes('非') && (raw.includes('不可') || raw.includes('不行') || raw.includes('不成'))
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined || e.kind !== 'sign') continue
    const role = roleOf(e)
    if (role & Role.neutral) continue
    if (mustDo && (e.word === '不行' || e.word === '不成' || e.word === '不可')) continue
    if (
      role & Role.negator ||
      (role & Role.negatingTail && !elements.slice(0, i).some(isGoods) && triggersAhead(elements, i))
    )
      negateAhead(clauses, index, i)
    // 大米10袋先不要了: nothing follows, so it looks back
    const looksBack =
      role & Role.negator && e.word !== '没' && e.word !== '不是' && elements.slice(0, i).some(isGoods)
    if ((role & Role.negatingTail || looksBack) && !(role & Role.negator && triggersAhead(elements, i)))
      negateBack(clauses, index, i)
  }
}

const LONE_VERBS = '寄送拿发签打付补订要给汇转退换取调到收做办弄'

function triggersAhead(elements: readonly Element[], at: number): boolean {
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e?.kind === 'break') return false
    if (e && (isTrigger(e) || e.kind === 'text')) return true
  }
  return false
}

function negateAhead(clauses: Clause[], index: number, at: number): void {
  const { elements } = clauses[index] as Clause
  const sign = elements[at]
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e === undefined) return
    if (e.kind === 'break' || e.kind === 'fix') return
    if (e.kind === 'sign' && roleOf(e) & (Role.neutral | Role.shortage)) return
    // 不急，直接打款; 不用样品直接打款
    if (e.kind === 'filler' && (e.word === '直接' || e.word === '只要')) return
    // 样品就不用寄了, 定金还没付: the verb alone; what it is about stands before
    if (
      e.kind === 'text' &&
      e.word.length <= 2 &&
      LONE_VERBS.includes(e.word.charAt(0)) &&
      !elements.slice(k + 1).some(isTrigger)
    ) {
      negateBack(clauses, index, at)
      return
    }
    if (e.kind === 'text') {
      if (e.word.length === 1 && !NOUN_NEGATORS.has(sign?.word ?? '')) continue
      if (NOUN_NEGATORS.has(sign?.word ?? '')) {
        kill(e, 'negated')
        const next = elements[k + 1]
        if (next?.kind === 'quantity') kill(next, 'negated')
        // 不要雪碧: what was ordered of it before is dropped
        dropNamed(clauses, index, e.word)
        return
      }
      continue
    }
    if (e.kind === 'quantity') {
      kill(e, 'negated')
      const next = elements[k + 1]
      if (next?.kind === 'text') {
        kill(next, 'negated')
        dropNamed(clauses, index, next.word)
      }
      return
    }
    if (e.kind === 'action' || e.kind === 'keyword') {
      kill(e, 'negated')
      // its goods go with it, up to the next verb
      for (let n = k + 1; n < elements.length; n++) {
        const goods = elements[n]
        if (
          goods === undefined ||
          goods.kind === 'action' ||
          goods.kind === 'keyword' ||
          (goods.kind === 'filler' && goods.word === '直接')
        )
          break
        if (isGoods(goods)) kill(goods, 'negated')
      }
      // 样品不用寄: goods named before the negation in the clause go too
      for (let n = 0; n < at; n++) {
        const goods = elements[n]
        if (
          goods &&
          (goods.kind === 'quantity' || (goods.kind === 'text' && elements[n + 1]?.kind === 'quantity'))
        )
          kill(goods, 'negated')
      }
      return
    }
  }
}

function dropNamed(clauses: Clause[], index: number, name: string): void {
  for (let c = 0; c <= index; c++)
    clauses[c]?.elements.forEach((e, i, list) => {
      if (e.kind !== 'text' || e.word !== name) return
      kill(e, 'negated')
      const next = list[i + 1]
      const previous = list[i - 1]
      if (next?.kind === 'quantity') kill(next, 'negated')
      else if (previous?.kind === 'quantity') kill(previous, 'negated')
    })
}

function negateBack(clauses: Clause[], index: number, at: number): void {
  const { elements } = clauses[index] as Clause
  const goods: Element[] = []
  for (let k = at - 1; k >= 0; k--) {
    const e = elements[k]
    if (e === undefined || e.kind === 'break') break
    if (isGoods(e)) goods.push(e)
  }
  if (goods.length === 0) {
    // 补20箱，不要了
    const previous = clauses[index - 1]
    if (previous !== undefined && previous.sentence === clauses[index]?.sentence) killAll(previous, 'negated')
    return
  }
  const noun = goods.find((e) => e.kind === 'text')
  const verb = goods.find((e) => e.kind === 'action' || e.kind === 'keyword')
  for (const e of goods) {
    kill(e, 'negated')
    if (verb !== undefined && e === verb && noun === undefined) break
  }
  if (noun !== undefined && verb === undefined) dropNamed(clauses, index, noun.word)
}

const MODALS =
  /要|想|可以|能|准备|打算|同意|答应|决定|愿意|该|快|马上|得|必须|会|肯|赶紧|抓紧|争取|就差|计划|安排|请|麻烦|记得|务必|帮|先|尽快|希望|催|约好|说好|谈好/
const SAID = /同意|答应|决定|说|愿意|要|想|准备|打算|可以|能|确认|表示|催|约好|谈好|定好|松口|点头|通知/

function judgePast(clauses: Clause[], index: number, raw: string, input: PolarityInput): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const { elements } = clause
  const whens = elements.filter((e) => e.kind === 'when' && e.when !== undefined)
  let known: boolean | undefined
  const isAheadHere = () => (known ??= whens.some((e) => isAhead(e.when as When, input.ref)))
  const back = whens.some((e) => isPast(e.when as When))
  if (back && !isAheadHere()) {
    killAll(clause, 'past')
    // 昨天，补货20箱: a time that stands alone goes with what follows
    const next = clauses[index + 1]
    if (
      !elements.some(isGoods) &&
      next !== undefined &&
      next.sentence === clause.sentence &&
      !next.elements.some((e) => e.kind === 'when')
    )
      killAll(next, 'past')
    return
  }
  // 买10箱送1箱, 满20箱送1箱 advertise; 交了定金 is done
  if (
    !input.hashed &&
    (raw.includes('买') || raw.includes('满')) &&
    raw.includes('送') &&
    elements.filter((e) => e.kind === 'quantity').length >= 2
  ) {
    killAll(clause, 'quoted')
    return
  }
  for (let i = 2; i < elements.length; i++) {
    const e = elements[i]
    if (e?.kind !== 'keyword' || elements[i - 1]?.word !== '了') continue
    const verb = elements[i - 2]
    if (
      verb !== undefined &&
      '交付打汇转签寄拿送'.includes(verb.word.slice(-1)) &&
      !isAheadHere() &&
      !MODALS.test(input.text.slice(clause.start, verb.start))
    )
      kill(e, 'past')
  }
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined) continue
    const role = roleOf(e)
    if (role & Role.pastBefore && !(role & Role.asUsual)) {
      const trigger = elements.findIndex((x, k) => k > i && (x.kind === 'action' || x.kind === 'keyword'))
      if (trigger > i) {
        const between = input.text.slice(e.end, elements[trigger]?.start ?? e.end)
        const shortage = elements.slice(i, trigger).some((x) => roleOf(x) & (Role.shortage | Role.asUsual))
        if (!SAID.test(between) && !shortage && !(isAheadHere() && /[刚之以]/.test(e.word.charAt(0))))
          killAll(clause, 'past', elements.slice(0, i).some((x) => x.kind === 'action') ? i : 0)
      } else if (
        elements.some((x, k) => k > i && x.kind === 'quantity') &&
        !elements.some((x) => x.kind === 'action' && !x.dead) &&
        // 之前说的3箱 is still to come
        !SAID.test(raw.slice(Math.max(0, e.end - clause.start)))
      )
        killAll(clause, 'past', i)
      else if (
        elements.slice(0, i).some((x) => x.kind === 'action' || x.kind === 'keyword') &&
        elements.slice(i).some((x) => roleOf(x) & Role.pastAfter || x.word === '了' || x.kind === 'text')
      )
        killAll(clause, 'past')
    }
    if (e.kind !== 'action' && e.kind !== 'keyword') continue
    if (e.dead) continue
    const tail = pastTail(elements, i)
    if (tail === undefined) continue
    const before = input.text.slice(clause.start, e.start) + (e.word.startsWith('先') ? '先' : '')
    const softened = /吧|了呗/.test(raw.slice(Math.max(0, e.end - clause.start)))
    const weak =
      tail === '了' ||
      tail === '啦' ||
      tail === '好了' ||
      tail === '过来了' ||
      tail === '过去了' ||
      tail === '上了' ||
      tail === '的' ||
      tail === '掉' ||
      tail === '上'
    const wanted = MODALS.test(before)
    if (isAheadHere() || (weak && (softened || wanted))) continue
    if (softened && MODALS.test(raw)) continue
    killAll(clause, 'past')
  }
  // 补货20箱，已完成
  const done = elements.some(
    (e) => e.kind === 'sign' && roleOf(e) & (Role.pastAfter | Role.pastBefore) && e.word.length >= 2,
  )
  const finish = elements.some(
    (e) => e.kind === 'sign' && (roleOf(e) & Role.pastAfter) !== 0 && e.word.length >= 2,
  )
  const previous = clauses[index - 1]
  if (
    done &&
    finish &&
    !elements.some(isGoods) &&
    !elements.some((e) => roleOf(e) & Role.shortage) &&
    previous !== undefined
  )
    killAll(previous, 'past')
}

/** The completion that directly follows the action at `at`: 了, 完了, or after its quantity: 补了20箱, 补货20箱已完成. */
function pastTail(elements: readonly Element[], at: number): string | undefined {
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e === undefined || e.kind === 'break' || e.kind === 'fix') return undefined
    const role = e.entry?.role ?? 0
    if (e.kind === 'sign') {
      if (role & (Role.negator | Role.negatingTail)) return undefined
      // 去年签的; but 签三年的合同 is no past
      if (e.word === '的') return k === at + 1 && k === elements.length - 1 ? '的' : undefined
      if (role & Role.pastAfter) return e.word
      if (role & Role.pastBefore) continue
      continue
    }
    if (e.kind === 'filler') {
      if (e.word === '了') return lastWord(elements, k)
      if (PASS_OVER.has(e.word)) continue
      return undefined
    }
    if (e.kind === 'quantity') continue
    if (e.kind === 'text') {
      if (e.word === '了' || e.word === '过' || e.word === '完' || e.word === '啦') return e.word
      // 补了, 打过款
      if (
        (e.word.startsWith('过') && !'期滤桥敏'.includes(e.word.charAt(1) || ' ')) ||
        (e.word.startsWith('完') && e.word.charAt(1) !== '美')
      )
        return e.word.charAt(0)
      if (k === at + 1 && e.word.length > 8) return undefined
      continue
    }
    if (e.kind === 'action' || e.kind === 'keyword') return undefined
    if (e.kind === 'when') continue
  }
  return undefined
}

function lastWord(elements: readonly Element[], k: number): string {
  const next = elements[k + 1]
  return next !== undefined && next.word === '吧' ? '了吧' : '了'
}

const PASS_OVER = new Set([
  '都',
  '也',
  '全部',
  '全',
  '给客户',
  '给店里',
  '给他',
  '的',
  '过来',
  '过去',
  '到店',
  '一共',
  '总共',
  '共',
  '个',
  '给',
  '货',
  '给门店',
  '一批',
  '一趟',
  '一次',
])

const TAG =
  /^(可以|行|好|成|中|对|是|能行|够|来得及|合适|方便|没问题|确定|真的|是真的|有货|可能|能到|ok|怎么样|咋样|如何|靠谱|能不能|行不行|好不好|可不可以|是不是|对不对|可否|能否|能安排|能办|能做到|这样|你看)/i

function isTag(_clause: Clause, raw: string): boolean {
  return raw.length <= 8 && TAG.test(raw)
}

const POLITE = /能不能|可以|可不可以|能否|可否|能/
const GIVE_ME = /给我|给咱|帮我|帮咱|给俺|畀我|俾我/

function isQuestion(clause: Clause, raw: string): boolean {
  let asked = clause.stop === '?'
  const { elements } = clause
  for (let i = 0; i < elements.length && !asked; i++) {
    const e = elements[i]
    if (e === undefined) continue
    if (e.kind === 'sign' && roleOf(e) & Role.question && !(roleOf(e) & Role.neutral)) {
      // 要不要 before a plain order and 多少都行 are no questions
      if (e.word === '么' || e.word === '吗') asked = true
      else if (e.word === '什么' && (raw.includes('什么的') || raw.includes('没什么'))) continue
      else if ((e.word === '哪里' || e.word === '哪儿') && /都行|都可以/.test(raw)) continue
      else asked = true
    }
  }
  if (!asked) asked = choiceAsked(raw)
  // 签约没, 货送到没
  const tail = elements[elements.length - 1]
  const beforeTail = elements[elements.length - 2]
  if (
    (tail?.word === '没' || tail?.word === '没有') &&
    (beforeTail?.kind === 'keyword' ||
      beforeTail?.kind === 'action' ||
      beforeTail?.word === '了' ||
      beforeTail?.kind === 'quantity')
  )
    asked = true
  if (!asked) return false
  return !(POLITE.test(raw) && GIVE_ME.test(raw) && !/什么时候|何时|几点|哪天|多少|多久|怎么/.test(raw))
}

/** 签不签, 补没补: the same character on both sides of 不 or 没. */
function choiceAsked(raw: string): boolean {
  for (let i = 1; i + 1 < raw.length; i++) {
    const c = raw.charAt(i)
    if (
      (c === '不' || c === '没') &&
      raw.charAt(i - 1) === raw.charAt(i + 1) &&
      raw.charCodeAt(i - 1) >= 0x4e00
    ) {
      if (i >= 2 && raw.charAt(i - 2) === '二' && c === '不') continue
      return true
    }
  }
  return false
}
