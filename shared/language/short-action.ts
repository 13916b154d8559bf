import { BREAK_LEVEL, type Element, SIGN } from './element'
import type { Token } from './lexer'
import { Role, Time } from './lexicon'
import type { Line } from './line'
import { readQuantity } from './quantity'
import { readWhen } from './time/read-when'
import { talkRole, timeRole } from './time/reader'

/** Fillers between an action and its goods. */
function skipFillers(tokens: readonly Token[], index: number, to: number): number {
  let i = index
  while (i < to) {
    const token = tokens[i]
    if (token?.kind !== 'word') break
    const role = talkRole(token)
    if (
      role & (Role.filler | Role.edge | Role.approxBefore | Role.atLeast | Role.approxAfter | Role.each) &&
      !(role & (Role.action | Role.short))
    )
      i++
    else if (timeRole(token) & Time.noDue) i++
    else break
  }
  return i
}

const MONEY_SHORT = new Set(['打', '付', '汇', '收'])
/** With goods but no number (明天送西瓜) and at the end of a clause (上午送), in a # line. */
const PLAIN_SHORT = new Set(['补', '送', '订', '退', '换', '取', '调', '发', '提'])
/** At the end of a clause without # as well: 上午送. */
const END_SHORT = new Set(['送', '发', '补', '退', '取', '换', '调', '订', '提', '运'])
const MODAL = new Set(['来', '要', '下', '定', '进', '加', '拿', '去', '打', '发'])

/** Does the one-character word at `index` act as an action here? Decided by what stands around it. */
export function isShortAction(
  line: Line,
  index: number,
  to: number,
  out: readonly Element[],
  hashed: boolean,
): boolean {
  const { tokens, text } = line.reader
  const token = tokens[index]
  const word = token?.entry?.word ?? ''
  const previous = tokens[index - 1]
  const glued =
    previous !== undefined &&
    previous.end === token?.start &&
    !token.gap &&
    (previous.kind === 'text' ||
      (previous.kind === 'word' && (talkRole(previous) & Role.word) !== 0 && timeRole(previous) === 0))
  const last = out[out.length - 1]
  // 20箱退热贴, 送补水面膜: what comes right after goods or an action is their name
  const after = skipFillers(tokens, index + 1, to)
  const next = tokens[after]
  if (after < to && next !== undefined) {
    if (next.kind === 'number') {
      const number = next.number
      if (number === undefined) return false
      const read = readWhen(line.reader, after)
      if (read !== undefined && (tokens[read.next]?.kind !== 'number' || MONEY_SHORT.has(word))) {
        // 送5号电池 is goods, 送3号 a day
        return PLAIN_SHORT.has(word)
      }
      const quantity = readQuantity(line, after, to)
      if (MONEY_SHORT.has(word)) {
        return (
          quantity !== undefined &&
          !quantity.text &&
          (quantity.unit === '元' || quantity.unit === undefined) &&
          !quantity.noise &&
          !(word === '收' && quantity.unit === undefined && (quantity.value ?? 0) < 50)
        )
      }
      if (word === '下' && quantity?.unit === undefined) return false
      if (quantity?.noise) return false
      // 补6分水管50根: the first number is part of the goods
      if (quantity?.other) return PLAIN_SHORT.has(word) && quantityAhead(line, quantity.next, to)
      if (word === '到') return false
      return true
    }
    const role = talkRole(next)
    if (next.kind === 'word' && role & (Role.action | Role.keyword)) return false
    if (next.kind === 'word' && role & Role.short && MODAL.has(word) && after === index + 1) {
      // 要送20箱, 来补20箱: the second is the action
      if (isShortAction(line, after, to, out, hashed)) return false
    }
    // 收林姐货款一万二
    if (word === '收' && next.kind === 'name' && text.startsWith('货款', next.end)) return true
    if (MONEY_SHORT.has(word)) return false
    if (
      next.kind === 'text' ||
      next.kind === 'name' ||
      (next.kind === 'word' &&
        (role &
          (Role.word |
            Role.unit |
            Role.measure |
            Role.spec |
            Role.otherUnit |
            Role.edge |
            Role.short |
            Role.joiner)) !==
          0)
    ) {
      if (last?.kind === 'action' && !token?.gap && last.end === token?.start) return false
      const counted = quantityAhead(line, after, to)
      if (counted)
        return (
          !glued ||
          word === '补' ||
          word === '送' ||
          word === '订' ||
          word === '要' ||
          word === '退' ||
          word === '来' ||
          word === '加'
        )
      if (last?.kind === 'quantity' && last.end === token?.start) return false
      if (glued) return false
      if (word === '提' || word === '发') return false
      if (hashed && PLAIN_SHORT.has(word)) return next.kind !== 'word' || (role & Role.edge) === 0
      if (next.kind === 'word' && role & (Role.edge | Role.short)) return false
      // without #: 给张经理送西瓜 has a person; let the rule of convention 14 decide
      return PLAIN_SHORT.has(word) && next.end - next.start >= 1 && out.some((e) => e.kind === 'when')
    }
    if (next.kind === 'word' && role & Role.question) return true
    if (
      next.kind === 'mark' ||
      (next.kind === 'word' && role & (SIGN | Role.filler | Role.edge | Role.correction))
    ) {
      if (next.kind === 'mark' && next.mark === ':' && PLAIN_SHORT.has(word)) return true
      return (END_SHORT.has(word) || collects(word, out)) && !gluedTail(glued, out)
    }
    if (timeRole(next) !== 0) return END_SHORT.has(word) && !glued
    return false
  }
  if (word === '要' && ALL.has(previous?.entry?.word ?? '')) return true
  return (END_SHORT.has(word) || collects(word, out)) && !gluedTail(glued, out)
}

/** 电钻2台，角磨机3台，都要 */
const ALL = new Set(['都', '全', '全都', '全部'])

/** 货款8000，后天收 */
function collects(word: string, out: readonly Element[]): boolean {
  return MONEY_SHORT.has(word) && out.some((e) => e.kind === 'quantity' && e.quantity?.unit === '元')
}

/** 西瓜送 after a quantity or time is an action; 赠送, 代发 are not. */
function gluedTail(glued: boolean, out: readonly Element[]): boolean {
  if (!glued) return false
  return !out.some((e) => e.kind === 'quantity')
}

/** Is there a counted unit before the clause ends or another action begins? */
function quantityAhead(line: Line, index: number, to: number): boolean {
  const { tokens } = line.reader
  for (let i = index; i < Math.min(to, index + 14); i++) {
    const token = tokens[i]
    if (token === undefined) return false
    if (token.kind === 'mark' && (BREAK_LEVEL[token.mark] ?? 0) >= 2) return false
    if (token.kind === 'word' && talkRole(token) & (Role.action | Role.keyword)) return false
    if (token.kind === 'number') {
      const quantity = readQuantity(line, i, to)
      if (
        quantity !== undefined &&
        !quantity.text &&
        !quantity.noise &&
        quantity.unit !== undefined &&
        !quantity.other
      )
        return true
    }
  }
  return false
}
