/** 已经, 了, 完, 昨天: what is done already. */
import type { Clause } from '../clauses'
import type { Element } from '../element'
import { Role } from '../lexicon'
import type { Reference } from '../time/calendar'
import { hasDate, type When } from '../time/when'
import { createWordFinder } from '../word-finder'
import { isAhead, isPast } from './ahead'
import { isGoods, kill, killAll, type PolarityInput, roleOf } from './kill'
import { pastTail } from './past-tail'

const LACKED = new Set([
  '少的',
  '欠的',
  '漏的',
  '缺的',
  '少的那',
  '少发',
  '少送',
  '漏发',
  '漏送',
  '少到',
  '少发的',
  '少送的',
])

const MODALS = createWordFinder(
  '要 想 可以 能 准备 打算 同意 答应 决定 愿意 该 快 马上 得 必须 会 肯 赶紧 抓紧 争取 就差 计划 安排 请 麻烦 记得 务必 帮 先 尽快 希望 催 约好 说好 谈好',
)

/** Verbs of goods that report how much went, unless a time ahead says otherwise. */
const TOLD = new Set(['出货'])

const DONE_ON = createWordFinder('签的 打的 付的 寄的 交的 汇的 转的')

const SOFTENED = createWordFinder('吧 了呗')

const SAID = createWordFinder(
  '同意 答应 决定 说 愿意 要 想 准备 打算 可以 能 确认 表示 催 约好 谈好 定好 松口 点头 通知',
)

export function judgePast(clauses: Clause[], index: number, raw: string, input: PolarityInput): void {
  const clause = clauses[index]
  if (clause === undefined) return
  const { elements } = clause
  // 把昨天少的5箱补上: what was lacking then is wanted now
  for (let i = 0; i + 1 < elements.length; i++) {
    const e = elements[i]
    if (e?.kind === 'when' && e.when && isPast(e.when) && LACKED.has(elements[i + 1]?.word ?? ''))
      e.kind = 'filler'
  }
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
  // 正在送货 is under way; 20箱以上送货 tells the terms
  if (
    !input.hashed &&
    elements.some((e) => e.kind === 'action') &&
    (raw.includes('正在') || isThreshold(elements))
  ) {
    killAll(clause, 'past')
    return
  }
  // 今天出货200箱 tells of the day; 明天出货200箱 is a plan
  if (!input.hashed && elements.some((e) => e.kind === 'action' && TOLD.has(e.word)) && !isAheadHere()) {
    killAll(clause, 'past')
    return
  }
  // 9月20号签的合同, said on the 27th
  if (whens.length > 0 && DONE_ON.has(raw) && !isAheadHere() && whens.some((e) => hasDate(e.when as When))) {
    killAll(clause, 'past')
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
    const tail = elements[i - 1]?.word
    if (e?.kind !== 'keyword' || (tail !== '了' && tail !== '过')) continue
    const verb = elements[i - 2]
    if (
      verb !== undefined &&
      ('交付打汇转签寄拿送试看尝收领取'.includes(verb.word.slice(-1)) ||
        (tail === '过' && verb.word === '要')) &&
      !isAheadHere() &&
      !MODALS.has(input.text.slice(clause.start, verb.start))
    )
      kill(e, 'past')
  }
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i]
    if (e === undefined) continue
    const role = roleOf(e)
    // 上次的20条毛巾: which of them
    const which = input.hashed && e.word.length === 2 && input.text.charAt(e.end) === '的'
    if (role & Role.pastBefore && !(role & Role.asUsual) && !which) {
      const trigger = elements.findIndex((x, k) => k > i && (x.kind === 'action' || x.kind === 'keyword'))
      if (trigger > i) {
        const between = input.text.slice(e.end, elements[trigger]?.start ?? e.end)
        const shortage = elements.slice(i, trigger).some((x) => roleOf(x) & (Role.shortage | Role.asUsual))
        if (!SAID.has(between) && !shortage && !(isAheadHere() && '刚之以'.includes(e.word.charAt(0))))
          killAll(clause, 'past', elements.slice(0, i).some((x) => x.kind === 'action') ? i : 0)
      } else if (
        elements.some((x, k) => k > i && x.kind === 'quantity') &&
        !elements.some((x) => x.kind === 'action' && !x.dead) &&
        // 之前说的3箱 is still to come
        !SAID.has(raw.slice(Math.max(0, e.end - clause.start)))
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
    // 样品寄错了
    if (e.kind === 'keyword' && elements[i + 1]?.word === '错了' && i + 2 === elements.length) {
      killAll(clause, 'past')
      continue
    }
    const tail = pastTail(elements, i)
    // 赵总订了20箱，周五送: what was ordered is still to come
    if (e.action === '订货' && toBeSent(clauses, index, input.ref)) continue
    if (tail === undefined) continue
    const before = input.text.slice(clause.start, e.start) + (e.word.startsWith('先') ? '先' : '')
    const softened = SOFTENED.find(raw, Math.max(0, e.end - clause.start)) >= 0
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
    // #甲店#把坏的20箱退了 tells us to
    const wanted = MODALS.has(before) || (input.hashed && before.startsWith('把'))
    if (isAheadHere() || (weak && (softened || wanted))) continue
    if (softened && MODALS.has(raw)) continue
    killAll(clause, 'past')
  }
  // 补货20箱，已完成
  const finish = elements.some(
    (e) => e.kind === 'sign' && (roleOf(e) & Role.pastAfter) !== 0 && e.word.length >= 2,
  )
  const previous = clauses[index - 1]
  if (
    finish &&
    !isAheadHere() &&
    !elements.some(isGoods) &&
    !elements.some((e) => roleOf(e) & Role.shortage) &&
    previous !== undefined
  )
    killAll(previous, 'past')
}

/** 20箱以上送货, with no time of its own. */
function isThreshold(elements: readonly Element[]): boolean {
  const at = elements.findIndex((e) => e.kind === 'quantity')
  return (
    at >= 0 &&
    elements[at + 1]?.word.startsWith('以上') === true &&
    elements.slice(at).some((e) => e.kind === 'action') &&
    !elements.some((e) => e.kind === 'when')
  )
}

/** Does a later clause of the sentence send at a time ahead what this one counts? */
function toBeSent(clauses: readonly Clause[], index: number, ref: Reference): boolean {
  return clauses
    .slice(index + 1)
    .some(
      (c) =>
        c.sentence === clauses[index]?.sentence &&
        c.elements.some((e) => e.action === '送货') &&
        c.elements.some((e) => e.kind === 'when' && e.when !== undefined && isAhead(e.when, ref)) &&
        !c.elements.some((e) => e.kind === 'quantity'),
    )
}
