/** Is a segment a shop, a person or the body: told by content, not by position (convention 12). */
import { lexicon, Role } from '../lexicon'
import { isPerson, isStore } from '../people'
import { createWordFinder } from '../word-finder'
import type { HashGroup } from './group'
import { type Segment, tokensName } from './segment'

export function kindOf(
  segment: Segment,
  group: HashGroup,
  segments: number,
  index: number,
): 'store' | 'person' | 'body' {
  const { name } = segment
  if (name === '') return 'body'
  const named = tokensName(segment)
  if (named !== undefined) return named
  // 「#甲店#李姐#补蛋糕」 is no shop
  if (group.store !== undefined && segment.elements[0]?.kind === 'action' && index === segments - 1)
    return 'body'
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
    // 「#邢工#两点拜访#清源净水」: nothing but a name closes the line
    const nameOnly = segment.elements.length === 1 && name.length >= 3 && name.length <= 8
    if (
      group.bodies.length > 0 &&
      !later &&
      !(nameOnly && group.store === undefined && segment.elements[0]?.kind === 'text')
    )
      return 'body'
    if (
      segment.elements.some(
        (e) =>
          e.kind === 'sign' && (e.entry?.role ?? 0) & (Role.canceller | Role.negator | Role.negatingTail),
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
    group.bodies.length === 0 &&
    !denies(segment)
  ) {
    const fullAction = segment.elements.some((e) => (e.kind === 'action' && !e.short) || e.kind === 'keyword')
    // 周一鸣 is called so
    if (!fullAction && group.person === undefined && name.length === 3 && isPerson(name, true))
      return 'person'
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
    !segment.timed &&
    !denies(segment)
  )
    return 'store'
  return 'body'
}

/** 不要临期的货 asks for none; 没有名字的小馆 only tells which. */
const REFUSALS = createWordFinder('不要 不用 不必 不需要 别 先 暂 停')

/** 货不要了, 不要牛奶, 取消那批, 没同意: says what is not to be, and names nobody. */
export function denies({ elements, name }: Segment): boolean {
  const tells = elements[elements.length - 2]?.word === '的' && !REFUSALS.begins(name)
  return elements.some((e, i) => {
    const role = e.kind === 'sign' ? (e.entry?.role ?? 0) : 0
    if (role & Role.canceller) return true
    if ((role & (Role.negator | Role.negatingTail)) === 0 || tells) return false
    return e.word.length > 1 || i === elements.length - 1
  })
}

/** 明天去便利店, 送货到XX店: begins with a whole time or action, so it is no name. */
function startsWithBody(segment: Segment): boolean {
  const e = segment.elements[0]
  if (e === undefined) return false
  if (e.kind === 'when' && e.when?.dayOffset !== undefined) return true
  return e.kind === 'action' && !e.short
}
