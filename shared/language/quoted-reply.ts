import type { Token } from './lexer'
import { Role, Time } from './lexicon'
import type { Normalised } from './normalise'

/**
 * A reply that quotes: 「张三: …」, a line of dashes, then the answer. Returns the index of the first token of the
 * answer, 0 when nothing is quoted.
 */
export function answerStart(norm: Normalised, tokens: readonly Token[]): number {
  const { text } = norm
  if (!text.includes('\n')) return 0
  const open = norm.original.charAt(norm.from[0] ?? 0)
  const quotes = open === '「' || open === '『' || open === '"' || open === '“'
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]?.mark !== '\n') continue
    let dashes = 0
    let k = i + 1
    while (
      tokens[k]?.mark === '-' ||
      tokens[k]?.mark === '_' ||
      tokens[k]?.mark === '=' ||
      tokens[k]?.mark === '*'
    ) {
      dashes++
      k++
    }
    if (dashes >= 3 && (tokens[k]?.mark === '\n' || k === tokens.length))
      return Math.min(k + 1, tokens.length)
    // 「…」⏎answer
    if (quotes && tokens[i - 1]?.mark === '"' && text.slice(0, tokens[i]?.start).includes(':')) return i + 1
  }
  return 0
}

/** 「张三 3/4 09:12」 above a pasted message: its time never counts, nor its name. */
export function hideStamps(tokens: readonly Token[], norm: Normalised): Token[] {
  // A stamp is a line of its own with a clock.
  if (!norm.text.includes('\n') || !tokens.some((t) => t.kind === 'clock')) return tokens as Token[]
  let stamped = false
  const out: Token[] = []
  let line: Token[] = []
  const flush = () => {
    if (line.length > 1 && isStamp(line, norm.text)) stamped = true
    else out.push(...line)
    line = []
  }
  for (const token of tokens) {
    if (token.kind === 'mark' && token.mark === '\n') {
      flush()
      out.push(token)
    } else line.push(token)
  }
  flush()
  return stamped ? out : tokens.slice()
}

function isStamp(line: readonly Token[], text: string): boolean {
  const last = line[line.length - 1]
  const clockAt = line.findIndex((t) => t.kind === 'clock')
  if (clockAt < 0 || last === undefined) return false
  // the clock is the last thing, save a colon; no action, no unit, no #
  for (let i = clockAt + 1; i < line.length; i++) if (line[i]?.mark !== ':') return false
  for (const token of line) {
    if (token.mark === '#') return false
    const role = token.entry?.role ?? 0
    if (role & (Role.action | Role.keyword | Role.short | Role.joiner)) return false
    if (token.entry && token.entry.time & (Time.before | Time.after)) return false
  }
  const first = line[0]
  const named =
    first?.kind === 'text' ||
    first?.kind === 'name' ||
    (first?.kind === 'word' && (first.entry?.time ?? 0) === 0)
  return named || (first?.kind === 'date' && line.length === 2) || text.length === 0
}
