/** 「张经理 明天补货」, 「华联超市，王建国，明天补20箱」: names and a body in one segment. */
import type { Line } from '../line'
import type { Normalised } from '../normalise'
import { isPerson, isStore } from '../people'
import type { HashGroup } from './group'
import { asWritten, type Segment } from './segment'

export interface LeadingName {
  kind: 'store' | 'person'
  segment: Segment
  /** Index of the token behind it. */
  next: number
}

/** `second`: another name went before it in the same segment, so that a plain 王建国 is a person. */
export function leadingName(
  line: Line,
  norm: Normalised,
  segment: Segment,
  group: HashGroup,
  second: boolean,
): LeadingName | undefined {
  const { tokens } = line.reader
  const [element, follower] = segment.elements
  if (element === undefined || (element.kind !== 'text' && !(second && element.kind === 'name')))
    return undefined
  let next = segment.from
  while (next < segment.to && (tokens[next]?.end ?? 0) <= element.end) next++
  const gap = tokens[next]?.gap === true
  const comma = follower?.kind === 'break' && follower.word === ','
  if (comma) next++
  const name = asWritten(
    norm.original.slice(norm.from[element.start] ?? 0, (norm.from[element.end - 1] ?? 0) + 1),
  )
  const found = (kind: LeadingName['kind']) => ({
    kind,
    segment: { ...segment, name, end: element.end },
    next,
  })
  const parted = follower?.kind === 'when' || gap || follower?.kind === 'break'
  if (group.person === undefined && isPerson(name, second) && parted) return found('person')
  if (group.store !== undefined || follower?.kind === 'quantity') return undefined
  if (comma && isStore(name)) return found('store')
  const apart = follower?.kind === 'when' || gap
  if (apart || (isStore(name) && follower?.kind === 'action'))
    return found(isPerson(name, true) && !isStore(name) ? 'person' : 'store')
  return undefined
}
