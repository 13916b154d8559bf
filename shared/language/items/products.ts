/** The noun of a quantity. */
import type { Element } from '../element'
import { Role } from '../lexicon'
import { isCatalogued, isProductLike } from '../product'
import { continues, roleOf } from './state'

/** The noun of a quantity: before it (西瓜9筐) or after it (9筐西瓜), within the clause. */
export function bindProduct(
  elements: readonly Element[],
  i: number,
  used: Element[],
  hashed: boolean,
): Element | undefined {
  let beforeVerb: Element | undefined
  let passedVerb = false
  for (let k = i - 1; k >= 0; k--) {
    const e = elements[k] as Element
    // 冰块不要20袋要30袋
    if (e.kind === 'quantity' && e.dead) continue
    if (e.kind === 'quantity' || e.kind === 'break' || e.kind === 'fix') break
    if (e.kind === 'action' || e.kind === 'keyword') {
      if (passedVerb) break
      passedVerb = true
      continue
    }
    if (e.kind === 'text' && !e.dead && !used.includes(e) && isProductLike(e.word)) {
      if (!passedVerb) return e
      beforeVerb = e
      break
    }
    if (e.kind === 'text' && used.includes(e)) break
  }
  for (let k = i + 1; k < elements.length; k++) {
    const e = elements[k] as Element
    // 3箱烂的香蕉
    if (e.kind === 'filler' && (e.word.endsWith('的') || e.word === '货')) continue
    if (e.kind === 'sign' && roleOf(e) & Role.approxAfter) continue
    if (e.kind === 'text' && !e.dead && isProductLike(e.word)) {
      if (isDestination(e.word)) break
      // 大米补10袋面粉补5袋: the noun before the next verb is the next one's
      if (
        beforeVerb !== undefined &&
        elements[k + 1]?.kind === 'action' &&
        elements[k + 2]?.kind === 'quantity'
      )
        break
      return e
    }
    if (e.kind === 'quantity' && e.start === (elements[k - 1] as Element).end) continue
    break
  }
  if (beforeVerb !== undefined && (hashed || !looksLikeName(beforeVerb.word))) return beforeVerb
  return undefined
}

/** 10箱到城西店: where the goods go. */
function isDestination(word: string): boolean {
  return word.length > 1 && '到往至'.includes(word.charAt(0)) && !word.startsWith('到手')
}

function looksLikeName(word: string): boolean {
  if (isCatalogued(word)) return false
  return NAME_TAIL.has(word.charAt(word.length - 1)) || NAME_TAIL.has(word.slice(-2))
}

const NAME_TAIL = new Set([
  '店',
  '超市',
  '便利',
  '商行',
  '公司',
  '总',
  '姐',
  '哥',
  '经理',
  '老板',
  '店长',
  '园',
  '达',
  '客户',
  '行',
  '铺',
  '市场',
  '酒店',
  '饭店',
  '餐厅',
  '药房',
  '百货',
  '那边',
  '这边',
  '那里',
  '家',
])

/** What goods have several of and are seldom counted in: 九层糕, 两面胶, 三头灯. */
const PART_UNITS = new Set([...'层面分字角色味口眼孔极头线芯'])

/** 九层糕20箱, 20箱九层糕: counted otherwise, so that this is part of the name. */
function partOfName(elements: readonly Element[], i: number): boolean {
  const e = elements[i] as Element
  if (e.kind !== 'quantity' || e.quantity?.max !== undefined || !PART_UNITS.has(e.quantity?.unit ?? ''))
    return false
  const noun = elements[i + 1]
  if (noun?.kind !== 'text' || noun.start !== e.end || noun.word.length > 3) return false
  const previous = elements[i - 1]
  if (previous !== undefined && counts(previous) && previous.end === e.start) return true
  const at = elements[i + 2]?.kind === 'action' ? i + 3 : i + 2
  return counts(elements[at]) && !named(elements, at + 1)
}

const counts = (e: Element | undefined) => e?.kind === 'quantity' && !e.quantity?.measure

const named = (elements: readonly Element[], i: number) => elements[i]?.kind === 'text'

/** 10kg大米5袋, 0.5mm中性笔补20盒, 大米10kg 5袋: the weight is part of the name when a count follows. */
export function mergeSpecifications(elements: Element[]): void {
  for (let i = 0; i < elements.length; i++) {
    const e = elements[i] as Element
    if (partOfName(elements, i)) {
      const noun = elements[i + 1] as Element
      noun.start = e.start
      noun.word = e.word + noun.word
      elements.splice(i, 1)
      continue
    }
    if (e.kind !== 'quantity' || !e.quantity?.measure || e.quantity.unit === '元' || e.quantity.vague)
      continue
    const next = elements[i + 1]
    const after = elements[i + 2]
    const previous = elements[i - 1]
    if (
      next?.kind === 'text' &&
      next.start === e.end &&
      (counts(after) || (after?.kind === 'action' && counts(elements[i + 3]) && !named(elements, i + 4))) &&
      !(previous?.kind === 'text')
    ) {
      next.start = e.start
      next.word = e.word + next.word
      elements.splice(i, 1)
    } else if (
      previous?.kind === 'text' &&
      previous.end === e.start &&
      next?.kind === 'quantity' &&
      !next.quantity?.measure &&
      !continues(next)
    ) {
      previous.end = e.end
      previous.word += e.word
      elements.splice(i, 1)
      i--
    }
  }
}
