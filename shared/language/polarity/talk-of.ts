/** Keywords that are talked of rather than meant: 本月要签20份合同, 催客户打款, 本来今天签合同. Asked last, so that a better reason counts. */
import type { Clause } from '../clauses'
import { createWordFinder } from '../word-finder'
import { killAll, type PolarityInput } from './kill'

const TARGET = createWordFinder('目标 任务 业绩 指标')
const CUSTOMERS = createWordFinder('客户 老板 对方 他 她')

/** 本月要签20份合同: what we set ourselves. */
function isTarget({ elements }: Clause, raw: string): boolean {
  const keyword = elements.find((e) => e.kind === 'keyword')
  if (keyword === undefined) return false
  if (TARGET.has(raw)) return true
  const many = elements.some(
    (e) =>
      e.kind === 'quantity' && (e.quantity?.value ?? 0) >= 5 && '份单个家'.includes(e.quantity?.unit ?? '-'),
  )
  return many && keyword.keyword === '签合同' && !CUSTOMERS.has(raw)
}

const URGES = createWordFinder('催客户 催他 催她 催一下 催催 去催 催老板 催对方 催下')

/** 催客户打款: what we do to be paid is no sign of the customer's (催款 is none). */
function isUrging(raw: string): boolean {
  return raw.includes('催') && URGES.has(raw)
}

/** What was meant to be and, with nothing said in its stead, is not: 本来今天签合同，客户有事改天了. */
const MEANT = createWordFinder('本来 原定 原计划 原本')

/** What a keyword with 的 before it only describes. An affair or a date (签合同的事, 打款的时间) is the thing itself. */
const DESCRIBED = createWordFinder(
  '人 客户 顾客 老板 公司 单位 同事 朋友 时候 账号 账户 卡号 截图 凭证 回单 地方 资料 材料 比例 好处 坏处 细节 经验 技巧 照片 视频 笔 印章',
)
const WHERE_TO = createWordFinder('地址 电话')

/** 今天签合同的人真多, 打款的账号发一下: somebody or something is described, and nothing is agreed. */
function isDescription({ elements, end }: Clause, text: string): boolean {
  const keyword = elements.find((e) => e.kind === 'keyword' && e.dead === undefined)
  if (keyword === undefined || text.charAt(keyword.end) !== '的') return false
  const noun = text.slice(keyword.end + 1, end)
  // 要样品的客户地址：人民路1号 asks for them to be sent
  return DESCRIBED.begins(noun) && !WHERE_TO.has(noun)
}

export function judgeTalkOf({ clauses, text }: PolarityInput): void {
  for (const clause of clauses) {
    if (!clause.elements.some((e) => e.kind === 'keyword' && e.dead === undefined)) continue
    const raw = text.slice(clause.start, clause.end)
    if (isTarget(clause, raw) || isUrging(raw) || isDescription(clause, text)) killAll(clause, 'chatter')
    else if (MEANT.has(raw) && !clauses.some((c) => c.elements.some((e) => e.kind === 'fix')))
      killAll(clause, 'hypothetical')
  }
}
