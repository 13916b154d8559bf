/** Who a part of a # line is about, and which tokens tell what to do. */
import type { Element } from '../element'
import { isPerson, isStore } from '../people'
import { type Segment, tokensName } from './segment'

/** A result of a # line in the making: who it is about, and which tokens tell what to do. */
export interface HashGroup {
  store?: string
  person?: string
  storeAt?: [number, number]
  /** The store is that of the group before. */
  inherits?: boolean
  personAt?: [number, number]
  /** Names taken for one the dictionary has, though written otherwise. */
  guessed?: ('store' | 'person')[]
  /** Token ranges of the body. */
  bodies: { from: number; to: number; elements?: Element[] }[]
  /** The last segment was there, but empty. */
  closedEmpty: boolean
}

/** Gives a named segment to the group it belongs to; a new shop or person behind a body begins a new group. */
export function place(
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
      const at: [number, number] = [segment.start, segment.end]
      if (isStore(name) && !isStore(current.store)) {
        // 「#光头强#优鲜达超市#」: of the two only the second is certainly a shop
        current.person = current.store
        current.personAt = current.storeAt
        current.store = name
        current.storeAt = at
      } else {
        current.person = name
        current.personAt = at
      }
    }
    return current
  }
  // 「#李姐#华联#」: of the two only the first is certainly a person
  if (
    current.person !== undefined &&
    current.store === undefined &&
    isPerson(current.person, false) &&
    !isPerson(segment.name, false) &&
    (last || current.bodies.length === 0)
  ) {
    current.store = name
    current.storeAt = [segment.start, segment.end]
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
