/** 吗, 要不要, 签没签: what is only asked. */
import type { Clause } from '../clauses'
import { Role } from '../lexicon'
import { createWordFinder } from '../word-finder'
import { roleOf } from './kill'

const TAG = createWordFinder(
  '可以 行 好 成 中 对 是 能行 够 来得及 合适 方便 没问题 确定 真的 是真的 有货 可能 能到 ok 怎么样 咋样 如何 靠谱 能不能 行不行 好不好 可不可以 是不是 对不对 可否 能否 能安排 能办 能做到 这样 你看 OK Ok',
)

export function isTag(raw: string): boolean {
  return raw.length <= 8 && TAG.begins(raw)
}

const POLITE = createWordFinder('能不能 可以 可不可以 能否 可否 能')

const GIVE_ME = createWordFinder('给我 给咱 帮我 帮咱 给俺 畀我 俾我')
const OPEN = createWordFinder('什么时候 何时 几点 哪天 多少 多久 怎么')
/** Whatever it is, it is welcome: 几点送都行, 谁去都可以. */
const ANY = createWordFinder('都行 都可以 都成 都好 都没问题 随便')

/** 什么也不签, 谁都没同意. */
const NONE_AT_ALL = createWordFinder('也不 也没 也别 也未 都不 都没 都别 都未')

const OPEN_WORDS = new Set([
  '哪里',
  '哪儿',
  '几点',
  '什么时候',
  '啥时候',
  '何时',
  '哪天',
  '谁',
  '多少',
  '怎么',
  '哪个',
  '哪种',
  '哪款',
  '什么',
])

export function isQuestion(clause: Clause, raw: string): boolean {
  let asked = clause.stop === '?'
  const { elements } = clause
  for (let i = 0; i < elements.length && !asked; i++) {
    const e = elements[i]
    if (e === undefined) continue
    if (e.kind === 'sign' && roleOf(e) & Role.question && !(roleOf(e) & Role.neutral)) {
      // 要不要 before a plain order and 多少都行 are no questions
      if (e.word === '么' || e.word === '吗') asked = true
      else if (e.word === '什么' && (raw.includes('什么的') || raw.includes('没什么'))) continue
      else if (NONE_AT_ALL.begins(raw.slice(e.end - clause.start))) continue
      else if (OPEN_WORDS.has(e.word) && ANY.find(raw, Math.max(0, e.end - clause.start)) >= 0) continue
      else asked = true
    }
  }
  if (!asked) asked = choiceAsked(raw) || alternatives(elements)
  // 签约没, 货送到没
  const tail = elements[elements.length - 1]
  const beforeTail = elements[elements.length - 2]
  if (
    (tail?.word === '没' || tail?.word === '没有') &&
    (beforeTail?.kind === 'keyword' ||
      beforeTail?.kind === 'action' ||
      beforeTail?.word === '了' ||
      beforeTail?.kind === 'quantity' ||
      elements.some((e) => e.kind === 'quantity' && elements.some((x) => x.kind === 'action')))
  )
    asked = true
  if (!asked) asked = repeated(elements)
  if (!asked) return false
  return !(POLITE.has(raw) && GIVE_ME.has(raw) && !OPEN.has(raw))
}

/** 打款不打款: the whole word on both sides. */
function repeated(elements: Clause['elements']): boolean {
  return elements.some(
    (e, i) => e.kind === 'keyword' && elements[i + 1]?.word === '不' && elements[i + 2]?.word === e.word,
  )
}

/** 20箱还是30箱, 先打款还是先发货: a choice is asked for. */
function alternatives(elements: Clause['elements']): boolean {
  const at = elements.findIndex((e) => e.word === '还是')
  if (at <= 0) return false
  const on = (kind: string) =>
    [elements.slice(0, at), elements.slice(at)].every((side) => side.some((e) => e.kind === kind))
  return (
    on('quantity') ||
    [elements.slice(0, at), elements.slice(at)].every((side) =>
      side.some((e) => e.kind === 'action' || e.kind === 'keyword'),
    )
  )
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
