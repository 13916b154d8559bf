import type { Element } from './element'
import { readElements } from './elements'
import type { Token } from './lexer'
import { lexicon, Role } from './lexicon'
import type { Line } from './line'
import type { Normalised } from './normalise'
import { isEmoji } from './normalise'
import { isPerson, isStore } from './people'
import type { Quantity } from './quantity'

/** A result of a # line in the making: who it is about, and which tokens tell what to do. */
export interface HashGroup {
  store?: string
  person?: string
  storeAt?: [number, number]
  /** The store is that of the group before. */
  inherits?: boolean
  personAt?: [number, number]
  /** Token ranges of the body. */
  bodies: { from: number; to: number; elements?: Element[] }[]
  /** The last segment was there, but empty. */
  closedEmpty: boolean
}

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

/** What does not belong to a name: spaces, emoji, marks nobody sees. */
function isDropped(code: number): boolean {
  return (
    isEmoji(code) ||
    code <= 32 ||
    code === 0x3000 ||
    code === 0xa0 ||
    (code >= 0x200b && code <= 0x200f) ||
    code === 0xfe0f ||
    code === 0xfeff
  )
}

function withoutDropped(original: string): string {
  let out = ''
  for (let i = 0; i < original.length; i++) if (!isDropped(original.charCodeAt(i))) out += original.charAt(i)
  return out
}

/** Store and person as written: without spaces and emoji, NFKC. */
export function asWritten(original: string): string {
  let clean = true
  let odd = false
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i)
    // Most names are Chinese characters and nothing else.
    if (code >= 0x4e00 && code <= 0x9fff) continue
    if (isDropped(code)) clean = false
    else if (code > 126) odd = true
  }
  let out = clean ? original : withoutDropped(original)
  if (odd) out = out.normalize('NFKC')
  while (out.startsWith('@') || out.startsWith(':')) out = out.slice(1)
  while (out.endsWith(',') || out.endsWith('。') || out.endsWith(':') || out.endsWith(';'))
    out = out.slice(0, -1)
  return out
}

interface Segment {
  from: number
  to: number
  name: string
  elements: Element[]
  counted: boolean
  acting: boolean
  timed: boolean
  /** Unknown text outside times, actions, quantities. */
  rest: string
  start: number
  end: number
}

function describe(line: Line, norm: Normalised, from: number, to: number): Segment {
  const { tokens } = line.reader
  const start = tokens[from]?.start ?? 0
  const end = to > from ? (tokens[to - 1]?.end ?? start) : start
  const name =
    to > from ? asWritten(norm.original.slice(norm.from[start] ?? 0, (norm.from[end - 1] ?? 0) + 1)) : ''
  const elements = to > from ? readElements(line, from, to) : []
  const segment: Segment = {
    from,
    to,
    name,
    elements,
    start,
    end,
    counted: false,
    acting: false,
    timed: false,
    rest: '',
  }
  for (const e of elements) {
    if (e.kind === 'text') segment.rest += e.word
    else if (e.kind === 'when') segment.timed = true
    else if (e.kind === 'action' || e.kind === 'keyword') segment.acting = true
    else if (e.kind === 'quantity' && isGoodsCount(e.quantity)) segment.counted = true
  }
  return segment
}

function isGoodsCount(quantity: Quantity | undefined): boolean {
  if (quantity === undefined) return false
  return !quantity.other && (quantity.unit !== undefined || quantity.vague === true)
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
      if (newline >= 0) group.bodies.push({ from: newline + 1, to: end })
      continue
    }
    // 「张经理 明天补货」, 「优鲜达 明天补20箱」: a name and a body in one segment
    const lead = leadingName(head, group, marks.length - m, norm)
    if (lead !== undefined) {
      group = place(lead.kind, lead.segment, group, groups, false)
      group.bodies.push({ from: lead.next, to: end })
      continue
    }
    group.bodies.push(
      newline < 0 ? { from: begin, to: end, elements: head.elements } : { from: begin, to: end },
    )
  }
  return {
    groups: groups.filter((g, i) => i === 0 || g.bodies.length > 0 || g.closedEmpty),
    prefix: [from, first],
    segments: marks.length,
  }

  /** Is nothing but line breaks behind this segment? */
  function isLast(m: number): boolean {
    for (let i = (marks[m + 1] ?? tokens.length) + 1; i < tokens.length; i++)
      if (tokens[i]?.mark !== '#' && tokens[i]?.mark !== '\n') return false
    return true
  }

  function leadingName(
    segment: Segment,
    current: HashGroup,
    remaining: number,
    n: Normalised,
  ): { kind: 'store' | 'person'; segment: Segment; next: number } | undefined {
    if (remaining > 1 && segment.counted === false) return undefined
    const element = segment.elements[0]
    if (element === undefined || element.kind !== 'text') return undefined
    let next = segment.from
    while (next < segment.to && (tokens[next]?.end ?? 0) <= element.end) next++
    const follower = tokens[next]
    const name = asWritten(n.original.slice(n.from[element.start] ?? 0, (n.from[element.end - 1] ?? 0) + 1))
    const second = segment.elements[1]
    if (
      current.person === undefined &&
      isPerson(name, false) &&
      (second?.kind === 'when' || follower?.gap || second?.kind === 'break')
    )
      return { kind: 'person', segment: { ...segment, name, end: element.end }, next }
    if (
      current.store === undefined &&
      (isStore(name) || follower?.gap || second?.kind === 'when') &&
      (second?.kind === 'when' || second?.kind === 'action' || follower?.gap) &&
      second?.kind !== 'quantity'
    ) {
      if (isPerson(name, true) && !isStore(name))
        return { kind: 'person', segment: { ...segment, name, end: element.end }, next }
      return { kind: 'store', segment: { ...segment, name, end: element.end }, next }
    }
    return undefined
  }
}

function kindOf(
  segment: Segment,
  group: HashGroup,
  segments: number,
  index: number,
): 'store' | 'person' | 'body' {
  const { name } = segment
  if (name === '') return 'body'
  const named = tokensName(segment)
  if (named !== undefined) return named
  const person = isPerson(name, !segment.acting && !segment.timed && !segment.counted)
  if (person && !segment.counted) return 'person'
  const bodyLike =
    segment.counted ||
    segment.acting ||
    segment.timed ||
    segment.elements.some((e) => e.kind === 'sign' && (e.entry?.role ?? 0) & (Role.asUsual | Role.shortage))
  const later = index < segments - 1
  if (isStore(name) && !(segment.counted && segment.acting) && !startsWithBody(segment) && name.length <= 16)
    return 'store'
  if (!bodyLike) {
    // 「#急#」 is a remark
    const remark = lexicon.longest(name, 0)
    if (
      remark !== undefined &&
      lexicon.matchedLength === name.length &&
      remark.role & (Role.filler | Role.edge)
    )
      return 'body'
    if (group.store !== undefined && group.person !== undefined && group.bodies.length === 0) return 'body'
    if (group.bodies.length > 0 && !later) return 'body'
    if (
      segment.elements.some(
        (e) => e.kind === 'sign' && (e.entry?.role ?? 0) & (Role.canceller | Role.negator),
      )
    )
      return 'body'
    if (segment.rest === '' && !segment.elements.some((e) => e.kind === 'name'))
      return name.length <= 8 && later && segment.elements.length > 0 && group.store === undefined
        ? 'store'
        : 'body'
    if (group.store !== undefined && !later && name.length > 4) return 'body'
    return group.store === undefined || group.bodies.length > 0
      ? 'store'
      : group.person === undefined
        ? 'person'
        : 'body'
  }
  // 7天连锁, 周一鲜果, 三月花房: a time within a name, with its own words around it
  if (
    later &&
    !segment.counted &&
    segment.rest.length >= 1 &&
    name.length <= 12 &&
    group.bodies.length === 0
  ) {
    const fullAction = segment.elements.some((e) => (e.kind === 'action' && !e.short) || e.kind === 'keyword')
    if (!fullAction || isStore(name))
      return group.store === undefined ? 'store' : group.person === undefined ? 'person' : 'body'
  }
  // 送送鲜, 早安: no digits and no unit; first of three segments
  if (
    later &&
    index === 0 &&
    segments >= 3 &&
    !segment.counted &&
    segment.rest.length >= 1 &&
    name.length <= 8 &&
    !segment.timed
  )
    return 'store'
  return 'body'
}

function tokensName(segment: Segment): 'store' | 'person' | undefined {
  const named = segment.elements.find((e) => e.kind === 'name')
  if (named?.name === undefined || (named.name.type !== 'store' && named.name.type !== 'person'))
    return undefined
  if (
    segment.elements.length === 1 ||
    segment.elements.every((e) => e.kind === 'name' || e.kind === 'filler')
  )
    return named.name.type
  return undefined
}

/** 明天去便利店, 送货到XX店: begins with a whole time or action, so it is no name. */
function startsWithBody(segment: Segment): boolean {
  const e = segment.elements[0]
  if (e === undefined) return false
  if (e.kind === 'when' && e.when?.dayOffset !== undefined) return true
  return e.kind === 'action' && !e.short
}

function place(
  kind: 'store' | 'person',
  segment: Segment,
  group: HashGroup,
  groups: HashGroup[],
  last: boolean,
): HashGroup {
  const named = segment.elements.find((e) => e.kind === 'name')?.name
  const name =
    named !== undefined && named.type === kind && !named.byForm && tokensName(segment) === kind
      ? named.name
      : segment.name
  let current = group
  // 「#孙经理#补货20箱#湘味楼」: what closes the line belongs to what went before
  if (last && current[kind] === undefined) {
    current[kind] = name
    current[`${kind}At`] = [segment.start, segment.end]
    return current
  }
  if (kind === 'store') {
    if (
      (current.bodies.length > 0 && (current.store !== undefined || current.person !== undefined)) ||
      (current.store !== undefined && current.person !== undefined)
    ) {
      current = { bodies: [], closedEmpty: false }
      groups.push(current)
    }
    if (current.store === undefined) {
      current.store = name
      current.storeAt = [segment.start, segment.end]
    } else if (current.person === undefined) {
      current.person = name
      current.personAt = [segment.start, segment.end]
    }
    return current
  }
  if (current.person !== undefined && current.bodies.length > 0) {
    current = {
      store: current.store,
      storeAt: current.storeAt,
      inherits: true,
      bodies: [],
      closedEmpty: false,
    }
    groups.push(current)
  }
  if (current.person === undefined) {
    current.person = name
    current.personAt = [segment.start, segment.end]
  } else if (current.store === undefined || (current.inherits && current.bodies.length === 0)) {
    // 「#张三#李四#」: the first was the shop after all
    current.store = current.person
    current.storeAt = current.personAt
    current.person = name
    current.personAt = [segment.start, segment.end]
    current.inherits = undefined
  }
  return current
}
