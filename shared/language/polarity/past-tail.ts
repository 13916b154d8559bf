import type { Element } from '../element'
import { Role } from '../lexicon'

/** The completion that directly follows the action at `at`: 了, 完了, or after its quantity: 补了20箱, 补货20箱已完成. */
export function pastTail(elements: readonly Element[], at: number): string | undefined {
  for (let k = at + 1; k < elements.length; k++) {
    const e = elements[k]
    if (e === undefined || e.kind === 'break' || e.kind === 'fix') return undefined
    const role = e.entry?.role ?? 0
    if (e.kind === 'sign') {
      if (role & (Role.negator | Role.negatingTail)) return undefined
      // 去年签的; but 签三年的合同 is no past
      if (e.word === '的') return k === at + 1 && k === elements.length - 1 ? '的' : undefined
      if (role & Role.pastAfter) return e.word
      if (role & Role.pastBefore) continue
      continue
    }
    if (e.kind === 'filler') {
      if (e.word === '了') return lastWord(elements, k)
      if (PASS_OVER.has(e.word)) continue
      return undefined
    }
    if (e.kind === 'quantity') continue
    if (e.kind === 'text') {
      if (e.word === '了' || e.word === '过' || e.word === '完' || e.word === '啦') return e.word
      // 补了, 打过款
      if (
        (e.word.startsWith('过') && !'期滤桥敏门'.includes(e.word.charAt(1) || ' ')) ||
        (e.word.startsWith('完') && e.word.charAt(1) !== '美')
      )
        return e.word.charAt(0)
      if (k === at + 1 && e.word.length > 8) return undefined
      continue
    }
    if (e.kind === 'action' || e.kind === 'keyword') return undefined
    if (e.kind === 'when') continue
  }
  return undefined
}

function lastWord(elements: readonly Element[], k: number): string {
  const next = elements[k + 1]
  return next !== undefined && next.word === '吧' ? '了吧' : '了'
}

const PASS_OVER = new Set([
  '都',
  '也',
  '全部',
  '全',
  '给客户',
  '给店里',
  '给他',
  '的',
  '过来',
  '过去',
  '到店',
  '一共',
  '总共',
  '共',
  '个',
  '给',
  '货',
  '给门店',
  '一批',
  '一趟',
  '一次',
])
