import type { Element } from './element'
import { Role, Time } from './lexicon'
import type { Line } from './line'
import { talkRole, timeRole } from './time/reader'

/** Is a time word here part of a product: 补中秋礼盒20箱, 端午粽子5盒? */
export function inProduct(line: Line, index: number, out: readonly Element[], next: number): boolean {
  const { tokens } = line.reader
  const token = tokens[index]
  const after = tokens[next]
  if (next !== index + 1 || token?.kind !== 'word') return false
  // 补元宵, 20箱元宵: the dumplings
  const before = out[out.length - 1]
  if (token.entry?.word === '元宵' && (before?.kind === 'action' || before?.kind === 'quantity')) return true
  const role = timeRole(token)
  const glued =
    after !== undefined &&
    !after.gap &&
    (after.kind === 'text' || (after.kind === 'word' && (talkRole(after) & ~Role.edge) === Role.word))
  if (!glued) return false
  if (role & Time.holiday) {
    const last = out[out.length - 1]
    return (
      last === undefined ||
      last.kind === 'action' ||
      last.kind === 'quantity' ||
      last.kind === 'break' ||
      FESTIVE.has(line.reader.text.slice(after.start, after.start + 2))
    )
  }
  // 早餐, 晚霜 are listed; a lone part before unknown text stays a time
  return false
}

const FESTIVE = new Set([
  '礼盒',
  '礼包',
  '粽子',
  '特供',
  '月饼',
  '促销',
  '活动',
  '堆头',
  '陈列',
  '装饰',
  '备货',
  '限定',
  '款的',
  '套装',
  '糖果',
  '汤圆',
  '灯笼',
  '对联',
  '福字',
  '气球',
  '贺卡',
  '蛋糕',
  '苹果',
  '玫瑰',
  '鲜花',
])
