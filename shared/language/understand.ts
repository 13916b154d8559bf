import { findAll } from './entities/find-all'
import { explain } from './explain'
import { lex, type Token } from './lexer'
import { beginsTrade, TRADE } from './lexicon'
import type { Line } from './line'
import { findNames } from './names'
import { normalise } from './normalise'
import { startsNumber } from './numbers/numerals'
import { answerStart, hideStamps } from './quoted-reply'
import { readHashed } from './read-hashed'
import { readPlain } from './read-plain'
import type { Reading } from './reading'
import { readReport } from './report'
import { confirmEach } from './results'
import { readReference } from './time/calendar'
import type { ConfirmReason, Entities, LanguageContext, Understanding } from './types'
import { createWordFinder } from './word-finder'

export { buildDictionary } from './dictionary'
export type * from './types'

/** Longer messages are pasted documents; only this much of one is read, and the answer says so (`cut`). */
const LONGEST = 3000

/**
 * Reads one chat line by the conventions of LANGUAGE.md. Never throws; anything unsure is `none`.
 * Example: `understand('#优鲜达#张经理#明日10点补货20箱', { reference: '2026-03-04T09:30:00+08:00' })`.
 */
export function understand(
  text: string,
  context: LanguageContext,
  options?: { explain?: boolean },
): Understanding {
  const norm = normalise(typeof text === 'string' ? text.slice(0, LONGEST) : '')
  const ref = readReference(context.reference)
  const confirm = new Set<ConfirmReason>()
  if (context.dictionary === undefined && !mayMatter(norm.text)) return { kind: 'none', reason: 'chatter' }
  const names = findNames(norm, context.dictionary, confirm)
  let tokens = lex(norm, names)
  const from = answerStart(norm, tokens)
  const reading: Reading = {
    norm,
    ref,
    clauses: [],
    drafts: [],
    confirm,
    dues: [],
    groups: [],
    dictionary: context.dictionary,
  }
  if (!worthReading(tokens, norm.text)) return { kind: 'none', reason: 'chatter' }
  tokens = hideStamps(tokens, norm)
  const line: Line = { reader: { tokens, text: norm.text }, hashed: false }
  let answer: Understanding = readHashed(line, from, reading) ?? readPlain(line, from, reading)
  if (answer.kind === 'none' && answer.reason === 'chatter' && from > 0)
    answer = { kind: 'none', reason: 'quoted' }
  const report = readReport(reading, answer)
  if (report !== undefined) answer.report = report
  if (text.length > LONGEST) answer.cut = LONGEST
  if (confirm.size > 0 && answer.kind !== 'none') answer.confirm = [...confirm]
  if (confirm.size > 0 && answer.kind === 'multi') confirmEach(answer, reading)
  if (options?.explain) answer.explain = explain(reading, answer)
  return answer
}

/** Nouns of the loose keywords and verbs of reports that no role covers. */
const LOOSE = '合同 协议 样品 小样 样板 货样 款 钱 签 约 拒收 积压 滞销 完成 搞定 单子 试吃'
const loose = createWordFinder(LOOSE)

/** Characters that a line needs one of to say anything; asked before the line is cut into words. */
const matters = beginsTrade.slice()
for (const word of LOOSE.split(' ')) matters[word.charCodeAt(0)] = 1
for (let code = 0; code < 65536; code++) if (code === 35 || startsNumber(code)) matters[code] = 1

function mayMatter(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (matters[text.charCodeAt(i)] === 1) return true
  return false
}

/** Chatter is most of a chat: without an action, keyword, # or unit there is nothing to read. */
function worthReading(tokens: readonly Token[], text: string): boolean {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (token === undefined) continue
    if (token.kind === 'mark') {
      if (token.mark === '#') return true
      continue
    }
    if (token.kind === 'number' || token.kind === 'name') return true
    if (token.entry !== undefined && (token.entry.role & TRADE) !== 0) return true
  }
  return loose.has(text)
}

/** Finds times, numbers and quantities in any text, each in its readings, the preferred first. Never throws. */
export function findEntities(text: string, context: LanguageContext): Entities {
  return findAll(normalise(typeof text === 'string' ? text : ''), readReference(context.reference))
}
