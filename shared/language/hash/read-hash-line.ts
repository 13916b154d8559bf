import type { Token } from '../lexer'
import type { Line } from '../line'
import type { Normalised } from '../normalise'
import { isPerson } from '../people'
import { type HashGroup, place } from './group'
import { denies, kindOf } from './kind-of'
import { leadingName } from './leading-name'
import { describe, type Segment } from './segment'

export interface HashLine {
  groups: HashGroup[]
  /** Tokens before the first #. */
  prefix: [number, number]
  segments: number
}

/** 3#楼 and 92#汽油 are no segments. */
function isSeparator(tokens: readonly Token[], index: number, text: string): boolean {
  const previous = tokens[index - 1]
  const next = tokens[index + 1]
  if (
    previous?.kind === 'number' &&
    previous.end === tokens[index]?.start &&
    !tokens[index]?.gap &&
    next !== undefined
  )
    return !'楼号门仓汽柴库电单栋线'.includes(text.charAt(next.start))
  return true
}

/** What goods are counted in; a name counts otherwise: 半亩田, 三只羊. */
const COUNTED_IN = new Set([...'箱件盒瓶袋包桶罐斤吨个提筐元支条份台'])

/** 不老泉, 八方来客, 不存在的店铺XYZ: with small words in it, and yet a name if the order comes later. */
function isOddName(segment: Segment): boolean {
  const { name, acting, rest, elements } = segment
  if (acting || rest === '' || name.length < 3 || name.length > 16 || denies(segment)) return false
  // 停云小筑2: the number of a branch
  const branch = elements.length - 1
  return !elements.some(
    (e, i) =>
      e.kind === 'break' ||
      e.kind === 'filler' ||
      (e.kind === 'when' && e.when?.dayOffset !== undefined) ||
      (e.kind === 'quantity' &&
        COUNTED_IN.has(e.quantity?.unit?.slice(-1) ?? (i === branch && i > 0 ? '' : '箱'))),
  )
}

function orders({ elements }: HashGroup['bodies'][number]): boolean {
  return elements?.some((e) => e.kind === 'action' || e.kind === 'quantity') ?? true
}

/** Splits a line with # into groups, told by content and not by position (convention 12); undefined for no segments. */
export function readHashLine(line: Line, norm: Normalised, from: number): HashLine | undefined {
  const { tokens, text } = line.reader
  const marks: number[] = []
  for (let i = from; i < tokens.length; i++)
    if (tokens[i]?.kind === 'mark' && tokens[i]?.mark === '#' && isSeparator(tokens, i, text)) marks.push(i)
  const first = marks[0]
  if (first === undefined) return undefined
  const groups: HashGroup[] = []
  let group: HashGroup = { bodies: [], closedEmpty: false }
  groups.push(group)
  let lastLine = false
  /** What may be the name of a shop after all, and its place among the bodies. */
  let odd: { segment: Segment; body: number } | undefined
  for (let m = 0; m < marks.length; m++) {
    let begin = (marks[m] ?? 0) + 1
    let end = marks[m + 1] ?? tokens.length
    // A trailing line break belongs to what follows.
    while (end > begin && tokens[end - 1]?.mark === '\n') end--
    while (begin < end && tokens[begin]?.mark === '\n') begin++
    lastLine = m === marks.length - 1
    if (begin === end) {
      if (lastLine && marks.length >= 3 && group.bodies.length === 0) group.closedEmpty = true
      continue
    }
    // 「张经理⏎明天补货20箱」: the name ends with its line
    let newline = -1
    for (let i = begin; i < end; i++)
      if (tokens[i]?.mark === '\n') {
        newline = i
        break
      }
    const head = describe(line, norm, begin, newline < 0 ? end : newline)
    const headKind = kindOf(head, group, marks.length, m)
    if (headKind !== 'body') {
      group = place(headKind, head, group, groups, newline < 0 && isLast(m))
      if (newline >= 0) group.bodies.push({ from: afterPerson(newline + 1, end), to: end })
      continue
    }
    if (!lastLine && newline < 0 && isOddName(head)) odd ??= { segment: head, body: group.bodies.length }
    let next = begin
    if (marks.length - m === 1 || head.counted) {
      const stop = newline < 0 ? end : newline
      let lead = leadingName(line, norm, head, group, false)
      for (let second = 0; lead !== undefined && second < 2; second++) {
        group = place(lead.kind, lead.segment, group, groups, false)
        next = lead.next
        lead = leadingName(line, norm, describe(line, norm, next, stop), group, true)
      }
    }
    if (next > begin) {
      group.bodies.push({ from: next, to: end })
      continue
    }
    group.bodies.push(
      newline < 0 ? { from: begin, to: end, elements: head.elements } : { from: begin, to: end },
    )
  }
  const named = groups[0]
  if (odd !== undefined && named !== undefined && named.store === undefined) {
    const { segment, body } = odd
    if (named.bodies.slice(body + 1).some(orders)) {
      named.bodies.splice(body, 1)
      named.store = segment.name
      named.storeAt = [segment.start, segment.end]
    }
  }
  return {
    groups: groups.filter((g, i) => i === 0 || g.bodies.length > 0 || g.closedEmpty),
    prefix: [from, first],
    segments: marks.length,
  }

  /** 「#鲜果坊⏎老赵⏎明天补货5箱」: a line that is nothing but a person names them; what to do begins behind it. */
  function afterPerson(begin: number, end: number): number {
    let newline = begin
    while (newline < end && tokens[newline]?.mark !== '\n') newline++
    if (newline >= end || group.person !== undefined) return begin
    const second = describe(line, norm, begin, newline)
    if (!isPerson(second.name, !second.acting && !second.timed && !second.counted)) return begin
    group = place('person', second, group, groups, false)
    return newline + 1
  }

  /** Is nothing but line breaks behind this segment? */
  function isLast(m: number): boolean {
    for (let i = (marks[m + 1] ?? tokens.length) + 1; i < tokens.length; i++)
      if (tokens[i]?.mark !== '#' && tokens[i]?.mark !== '\n') return false
    return true
  }
}
