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

export function judgeTalkOf({ clauses, text }: PolarityInput): void {
  for (const clause of clauses) {
    if (!clause.elements.some((e) => e.kind === 'keyword' && e.dead === undefined)) continue
    const raw = text.slice(clause.start, clause.end)
    if (isTarget(clause, raw) || isUrging(raw)) killAll(clause, 'chatter')
    else if (MEANT.has(raw) && !clauses.some((c) => c.elements.some((e) => e.kind === 'fix')))
      killAll(clause, 'hypothetical')
  }
}
