import type { Element } from '../element'
import { readElements } from '../elements'
import type { Line } from '../line'
import { isEmoji, type Normalised } from '../normalise'
import type { Quantity } from '../quantity'

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

export interface Segment {
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

export function describe(line: Line, norm: Normalised, from: number, to: number): Segment {
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

/** What a segment that is nothing but one known name names. */
export function tokensName(segment: Segment): 'store' | 'person' | undefined {
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
